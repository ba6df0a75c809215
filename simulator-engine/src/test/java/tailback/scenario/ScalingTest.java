package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScalingTest {

  @ParameterizedTest
  @CsvSource({
    "workers × 4, 8, 32",
    "cpus × 4, 0.5, 2",
    "memory × 4, 3.7GiB, 14.8GiB",
    "timeout × 4, 30, 120",
    "threads ÷ 4, 8, 2",
    "threads ÷ 4, 2, 1",
    "time ÷ 4, 20ms, 5ms",
    "time ÷ 4, exponential 20ms, exponential 5ms",
    "time ÷ 4, lognormal mean 500ms cv 0.5, lognormal mean 125ms cv 0.5",
    "time ÷ 4, mix 90% exponential 10ms 10% constant 2s, mix 90% exponential 2.5ms 10% constant 0.5s",
    "lag = 0ms, uniform 50ms to 500ms, 0ms"
  })
  void value_keepsItsForm(String written, String before, String after) {
    assertThat(Scaling.of(written).after(before)).isEqualTo(after);
  }

  @Test
  void whatStaysTheSame_orHasNoNumber_isNoRelief() {
    assertThat(Scaling.of("threads ÷ 4").after("1")).isNull();
    assertThat(Scaling.of("timeout × 4").after("0")).isNull();
    assertThat(Scaling.of("lag = 0ms").after("0ms")).isNull();
    assertThat(Scaling.of("time ÷ 4").after("trace service")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "threads ÷ 4, 16, true",
    "threads × 4, 16, false",
    "time ÷ 4, 20ms, false",
    "time ÷ 4, exponential 20ms, false",
    "lag = 0ms, 50ms, false"
  })
  void fewer_isOfWhatIsCounted(String written, String before, boolean fewer) {
    assertThat(Scaling.of(written).isFewer(before)).isEqualTo(fewer);
  }

  @Test
  void whatACardCannotSay_isAFault() {
    assertThatThrownBy(() -> Scaling.of("workers by four")).hasMessageContaining("workers by four");
  }
}
