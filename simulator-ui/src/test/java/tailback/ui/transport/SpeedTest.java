package tailback.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.ui.transport.Speed.Look;

/** What can be seen follows from the speed. */
final class SpeedTest {

  @Test
  void look_isSlow_whileTheShortestStepLastsAQuarterOfASecond() {
    assertThat(Speed.look(0.008, 0.002, 0.4)).isEqualTo(Look.SLOW);
    assertThat(Speed.look(0.01, 0.002, 0.4)).isEqualTo(Look.QUICK);
  }

  @Test
  void look_isExpress_whenWholeRequestsAreTooQuick() {
    assertThat(Speed.look(1, 0.002, 0.4)).isEqualTo(Look.QUICK);
    assertThat(Speed.look(10, 0.002, 0.4)).isEqualTo(Look.EXPRESS);
    assertThat(Speed.look(Speed.MAX, 0.002, 0.4)).isEqualTo(Look.EXPRESS);
  }

  @Test
  void slider_goesFromAThousandthToMax() {
    assertThat(Speed.at(0)).isEqualTo(0.001);
    assertThat(Speed.at(Speed.count() - 1)).isEqualTo(Speed.MAX);
    for (int i = 0; i < Speed.count(); i++) {
      assertThat(Speed.index(Speed.at(i))).isEqualTo(i);
    }
    assertThat(Speed.text(0.01)).isEqualTo("1/100");
    assertThat(Speed.text(2)).isEqualTo("×2");
  }
}
