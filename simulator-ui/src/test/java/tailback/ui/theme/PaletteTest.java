package tailback.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The six states can be told apart by everybody, on both grounds. */
final class PaletteTest {

  /** Pairs of the test data that Sharma, Wu and Dalal (2005) published with the formula. */
  @ParameterizedTest
  @CsvSource({
    "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
    "50, 2.5, 0, 50, 0, -2.5, 4.3065",
    "50, 2.5, 0, 61, -5, 29, 22.8977",
    "50, 2.5, 0, 73, 25, -18, 27.1492",
    "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644"
  })
  void difference_isCiede2000(
      double l1, double a1, double b1, double l2, double a2, double b2, double difference) {
    double measured = ColourVision.ciede2000(new double[] {l1, a1, b1}, new double[] {l2, a2, b2});

    assertThat(measured).isEqualTo(difference, within(0.0001));
  }

  @Test
  void dark_statesDiffer_inEveryVision() {
    assertThat(smallestDifference(Palette.DARK)).isGreaterThanOrEqualTo(17);
  }

  @Test
  void light_statesDiffer_inEveryVision() {
    assertThat(smallestDifference(Palette.LIGHT)).isGreaterThanOrEqualTo(21);
  }

  @Test
  void states_standOutFromTheGround() {
    for (Palette palette : new Palette[] {Palette.DARK, Palette.LIGHT}) {
      for (int colour : palette.states()) {
        assertThat(ColourVision.contrast(colour, palette.ground()))
            .as("%s on %s", Palette.css(colour), palette.name())
            .isGreaterThanOrEqualTo(2.9);
      }
    }
  }

  /** WCAG 2.1, 1.4.3: 4.5 for text. */
  @Test
  void text_isReadable() {
    for (Palette palette : new Palette[] {Palette.DARK, Palette.LIGHT}) {
      for (int ground : new int[] {palette.ground(), palette.panel(), palette.box()}) {
        assertThat(ColourVision.contrast(palette.text(), ground)).isGreaterThan(10);
        assertThat(ColourVision.contrast(palette.muted(), ground)).isGreaterThan(4.5);
      }
    }
  }

  private static double smallestDifference(Palette palette) {
    double smallest = Double.MAX_VALUE;
    int[] colours = palette.states();
    for (ColourVision vision : ColourVision.values()) {
      for (int i = 0; i < colours.length; i++) {
        for (int j = i + 1; j < colours.length; j++) {
          smallest = Math.min(smallest, vision.difference(colours[i], colours[j]));
        }
      }
    }
    return smallest;
  }
}
