package tailback.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A larger window is a larger picture from 1920 × 1080 on. */
final class MagnifiedTest {

  @ParameterizedTest
  @CsvSource({
    "1280, 720, 1",
    "1920, 1080, 1",
    "2560, 1440, 1.3333",
    "3840, 2160, 2",
    "3840, 1080, 1"
  })
  void window_isMagnified_asMuchAsBothOfItsSidesAllow(double width, double height, double times) {
    assertThat(Magnified.times(width, height)).isCloseTo(times, within(1e-4));
  }
}
