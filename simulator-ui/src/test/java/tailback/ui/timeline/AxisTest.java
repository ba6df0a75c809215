package tailback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What part of a run is seen, and where its moments are. */
final class AxisTest {

  private static final Axis WHOLE = Axis.whole(300);

  @Test
  void closer_keepsTheMomentUnderThePointer() {
    Axis axis = WHOLE.closer(5, 75);

    assertThat(axis.length()).isEqualTo(60, within(1e-9));
    assertThat(axis.share(75)).isEqualTo(0.25, within(1e-9));
    assertThat(axis.seconds(0.25)).isEqualTo(75, within(1e-9));
    assertThat(axis.closer(0.2, 75)).isEqualTo(WHOLE);
  }

  @Test
  void view_staysWithinTheRun() {
    assertThat(WHOLE.closer(10, 0).later(-3).from()).isZero();
    assertThat(WHOLE.closer(10, 300).later(3).to()).isEqualTo(300);
    assertThat(WHOLE.closer(0.1, 10)).isEqualTo(WHOLE);
    assertThat(WHOLE.later(0.4)).isEqualTo(WHOLE);
    assertThat(WHOLE.closer(1e9, 10).length()).isEqualTo(0.01, within(1e-12));
  }

  @Test
  void momentThatIsNotSeen_isShown_withSomethingBeforeIt() {
    Axis axis = WHOLE.closer(10, 0);

    assertThat(axis.showing(20)).isSameAs(axis);
    assertThat(axis.showing(100).sees(100)).isTrue();
    assertThat(axis.showing(100).share(100)).isEqualTo(0.15, within(1e-9));
    assertThat(axis.showing(300).to()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({
    "300, 9, 60, 120, 2:00",
    "60, 9, 10, 20, 20 s",
    "90, 6, 15, 30, 30 s",
    "2, 9, 0.5, 1.5, 1.5 s",
    "0.05, 9, 0.01, 0.03, 0.03 s"
  })
  void labels_areRoundTimes(double end, int room, double tick, double at, String label) {
    Axis axis = Axis.whole(end);

    assertThat(axis.tick(room)).isEqualTo(tick, within(1e-12));
    assertThat(axis.label(at, tick)).isEqualTo(label);
  }

  @Test
  void instants_areTheSamples_andCloserWhereTheyCanBe() {
    Source samples = source(1, 1);
    Source requests = source(1, 0);

    double[] whole = WHOLE.instants(requests, 1200);
    assertThat(whole).hasSize(300).startsWith(1, 2, 3).endsWith(300);
    Axis close = WHOLE.closer(100, 150);
    assertThat(close.instants(samples, 1200)).containsExactly(148, 149, 150, 151, 152);
    double[] fine = close.instants(requests, 1200);
    assertThat(fine[1] - fine[0]).isEqualTo(1.0 / 128, within(1e-12));
    assertThat(close.later(0.1).instants(requests, 1200)).contains(fine[100]);
  }

  private static Source source(double step, double finest) {
    return new Source() {
      @Override
      public double[] at(double seconds) {
        return new double[0];
      }

      @Override
      public double step() {
        return step;
      }

      @Override
      public double finest() {
        return finest;
      }
    };
  }
}
