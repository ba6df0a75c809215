package tailback.ui.knobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.ui.knobs.Dial.Scale;

/** A slider turns the number in a setting, and leaves its other words alone. */
final class DialTest {

  @ParameterizedTest
  @CsvSource({
    "30s, AMOUNT, 0",
    "poisson 200/s, AMOUNT, 0",
    "poisson 2k/s, AMOUNT, 0",
    "exponential 20ms, AMOUNT, 0",
    "lognormal mean 500ms cv 0.5, AMOUNT, 0",
    "8, COUNT, 1",
    "2048, COUNT, 1",
    "0, COUNT, 0",
    "92%, SHARE, 0",
    "0.92, SHARE, 0",
    "256MiB, AMOUNT, 0",
    "closed 50 users think exponential 1s, AMOUNT, 0"
  })
  void untouched_isTheSameText(String text, Scale scale, double least) {
    Dial dial = Dial.of(text, scale, least);
    assertThat(dial).isNotNull();
    assertThat(dial.text(dial.position())).isEqualTo(text);
    assertThat(dial.position()).isBetween(dial.from(), dial.to());
  }

  @Test
  void ends_areTheBounds() {
    Dial law = Dial.of("lognormal mean 500ms cv 0.5", Scale.AMOUNT, 0);
    assertThat(law.text(law.from())).isEqualTo("lognormal mean 25ms cv 0.5");
    assertThat(law.text(law.to() + 99)).isEqualTo("lognormal mean 5000ms cv 0.5");
    Dial workers = Dial.of("4", Scale.COUNT, 1);
    assertThat(workers.text(workers.from())).isEqualTo("1");
    assertThat(workers.text(workers.to())).isEqualTo("16");
    Dial share = Dial.of("92%", Scale.SHARE, 0);
    assertThat(share.text(share.from())).isEqualTo("0%");
    assertThat(share.text(share.to())).isEqualTo("100%");
  }

  @Test
  void times_goByFactors_andSmallCountsByEqualSteps() {
    Dial time = Dial.of("10ms", Scale.AMOUNT, 0);
    double middle = (time.position() + time.to()) / 2;
    assertThat(Double.parseDouble(time.text(middle).replace("ms", ""))).isCloseTo(32, within(0.5));
    Dial count = Dial.of("8", Scale.COUNT, 1);
    assertThat(count.text(count.position() + count.step())).isEqualTo("10");
  }

  @ParameterizedTest
  @CsvSource({
    "None",
    "auto",
    "unlimited",
    "uniform 50ms to 500ms",
    "mix 90% constant 1ms 10% constant 2ms",
    "trace stock.csv",
    "0B",
    "allkeys-lru",
    "http_502",
    "w3"
  })
  void wordsAndSeveralNumbers_haveNoDial(String text) {
    assertThat(Dial.of(text, Scale.AMOUNT, 0)).isNull();
  }
}
