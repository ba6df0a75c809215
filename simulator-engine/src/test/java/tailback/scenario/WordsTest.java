package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "workers, workers, 0",
    "workres, workers, 1",
    "worker, workers, 1",
    "wokrres, workers, 2",
    "'', abc, 3",
    "kitten, sitting, 3"
  })
  void distance(String a, String b, int distance) {
    assertThat(Words.distance(a, b)).isEqualTo(distance);
  }

  @Property
  void distance_isSymmetric(
      @ForAll @AlphaChars @StringLength(max = 9) String a,
      @ForAll @AlphaChars @StringLength(max = 9) String b) {
    assertThat(Words.distance(a, b)).isEqualTo(Words.distance(b, a));
    assertThat(Words.distance(a, a)).isZero();
  }

  @Test
  void nearest_isNotJustAnything() {
    assertThat(Words.nearest("cpu", List.of("app", "db"))).isNull();
    assertThat(Words.nearest("worker_conections", List.of("workers", "worker_connections")))
        .isEqualTo("worker_connections");
    assertThat(Words.nearest("conn-max-age", List.of("CONN_MAX_AGE"))).isEqualTo("CONN_MAX_AGE");
  }

  @Test
  void message_staysOneLine() {
    assertThat(Words.oneLine("a\nb\u2028c\td")).isEqualTo("a b c d");
    assertThat(Words.quote("x".repeat(100))).hasSize(63);
  }
}
