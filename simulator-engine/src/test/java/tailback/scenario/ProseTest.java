package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.program.TraceColumn;
import tailback.queueing.Distribution;

final class ProseTest {

  @TempDir Path temp;

  private static Distribution read(String text) {
    return new Prose(new Recordings(), Path.of(""), 0).read(text);
  }

  @ParameterizedTest
  @CsvSource({
    "80ms, 80",
    "0ms, 0",
    "constant 80ms, 80",
    "exponential 80ms, 80",
    "uniform 10ms to 20ms, 15",
    "lognormal mean 80ms cv 1.5, 80",
    "gamma mean 80ms cv 0.5, 80",
    "erlang 80ms k 4, 80",
    "weibull mean 80ms shape 0.7, 80",
    "pareto min 5ms alpha 2, 10",
    "mix 90% exponential 10ms 10% constant 2s, 209",
    "mix 50% 1ms 50% uniform 1ms to 3ms, 1.5"
  })
  void mean(String text, double millis) {
    assertThat(read(text).mean() / 1e6).isCloseTo(millis, within(1e-3));
  }

  @Test
  void normal_isCutOffAtZero() {
    assertThat(read("normal 80ms sd 10ms").mean() / 1e6).isCloseTo(80, within(0.1));
  }

  @Test
  void lognormal_byItsQuantiles() {
    Distribution law = read("lognormal p50 40ms p99 400ms");
    double sigma = Math.log(10) / 2.3263478740408408;
    assertThat(law.mean() / 1e6).isCloseTo(40 * Math.exp(sigma * sigma / 2), within(0.01));
  }

  @Test
  void trace_namesItsColumn() {
    assertThat(read("trace db_s")).isEqualTo(new TraceColumn("db_s"));
  }

  @Test
  void empirical_readsAFile() throws IOException {
    Files.writeString(temp.resolve("v.csv"), "seconds,other\n0.1,x\n0.3,y\n");
    Distribution law = new Prose(new Recordings(), temp, 0).read("empirical v.csv");
    assertThat(law.mean()).isEqualTo(200e6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exponental 80ms | 'exponental 80ms' is neither a duration nor a distribution",
        "exponential | 'exponential' is not complete",
        "exponential 80ms sd 3ms | 'exponential 80ms sd 3ms' is not complete",
        "exponential 0ms | '0ms' is zero",
        "exponential -3ms | '-3ms' is negative",
        "lognormal mean 80ms cv 0 | cv is zero; it must be more",
        "lognormal p50 40ms p99 4ms | 'lognormal p50 40ms p99 4ms': p50 must be below p99",
        "erlang 80ms k 0 | '0' is too small",
        "erlang 80ms k 1.5 | '1.5' is not a whole number",
        "mix 50% 1ms | the shares of the mix add up to 50%, not to 100%",
        "mix 1ms 50% 2ms | 'mix 1ms 50% 2ms' is not complete",
        "mix 50% 1ms 50% | 'mix 50% 1ms 50%' is not complete",
        "mix 50% 1ms 50% trace x | 'trace x' cannot be a part of a mix",
        "empirical | 'empirical' names no file",
        "empirical none.csv | there is no file 'none.csv'"
      })
  void malformed(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(Misread.class).hasMessage(message);
  }

  @Property
  void anyText_isReadOrMisread(@ForAll String text) {
    try {
      assertThat(read(text)).isNotNull();
    } catch (Misread e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
