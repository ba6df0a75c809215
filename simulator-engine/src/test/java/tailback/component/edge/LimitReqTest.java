package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.component.Rate;
import tailback.kernel.Simulation;
import tailback.program.Bytes;
import tailback.program.Request;

/** {@code limit_req}: in whole milliseconds and thousandths of a request, worked by hand. */
final class LimitReqTest {

  private static final Bytes MEGABYTE = new Bytes(1 << 20);

  private final Request request = new Request(new Simulation(1), null, 1);

  private static LimitReq limit(double rate, int burst, int delay, boolean nodelay) {
    return new LimitReq(
        new LimitReq.Settings(
            new Rate(rate), burst, delay, nodelay, MEGABYTE, LimitReq.Key.ADDRESS));
  }

  /** What becomes of requests at these times: a delay in milliseconds, or -1. */
  private List<Long> delays(LimitReq limit, long... times) {
    List<Long> delays = new ArrayList<>();
    for (long time : times) {
      long delay = limit.delay(request, time);
      delays.add(delay < 0 ? delay : delay / 1_000_000);
    }
    return delays;
  }

  @Test
  void withoutBurst_aRequestPassesOnceTheIntervalIsOver_andRefusalsDoNotProlongIt() {
    assertThat(delays(limit(50, 0, 0, false), 1000, 1019, 1020, 1030, 1039, 1040))
        .containsExactly(0L, -1L, 0L, -1L, -1L, 0L);
  }

  @Test
  void burst_waitsItsTurn() {
    assertThat(delays(limit(50, 3, 0, false), 1000, 1000, 1000, 1000, 1000, 1010))
        .as("the first creates the bucket; ten milliseconds empty half a request")
        .containsExactly(0L, 20L, 40L, 60L, -1L, -1L);
    assertThat(delays(limit(50, 3, 0, false), 1000, 1000, 1000, 1000, 1020, 1050))
        .containsExactly(0L, 20L, 40L, 60L, 60L, 50L);
  }

  @Test
  void delay_letsSoManyPassAtOnce() {
    assertThat(delays(limit(50, 4, 2, false), 1000, 1000, 1000, 1000, 1000, 1000))
        .containsExactly(0L, 0L, 0L, 20L, 40L, -1L);
  }

  @Test
  void nodelay_letsTheBurstPassAtOnce() {
    assertThat(delays(limit(50, 2, 0, true), 1000, 1000, 1000, 1000, 1020))
        .containsExactly(0L, 0L, 0L, -1L, 0L);
  }

  @Test
  void perMinute_countsInWholeThousandthsPerSecond() {
    assertThat(delays(limit(1 / 60.0, 0, 0, false), 0, 60_000, 62_500))
        .as("a request a minute is 16 thousandths a second, not 16.7: it takes 62.5 s")
        .containsExactly(0L, -1L, 0L);
  }

  @Test
  void addresses_haveBucketsOfTheirOwn() {
    LimitReq limit = limit(1, 0, 0, false);
    for (int address = 0; address < 100; address++) {
      request.from(address, -1);
      assertThat(delays(limit, 1000, 1001)).containsExactly(0L, -1L);
    }
  }

  @Test
  void keyServer_isOneBucketForAll() {
    LimitReq limit =
        new LimitReq(
            new LimitReq.Settings(new Rate(1), 0, 0, false, MEGABYTE, LimitReq.Key.SERVER));
    request.from(1, -1);
    assertThat(delays(limit, 1000)).containsExactly(0L);
    request.from(2, -1);
    assertThat(delays(limit, 1000)).containsExactly(-1L);
  }

  @Test
  void fullZone_forgetsWhoCameLongestAgo() {
    LimitReq limit =
        new LimitReq(
            new LimitReq.Settings(new Rate(1), 0, 0, false, new Bytes(256), LimitReq.Key.ADDRESS));
    List<Long> delays = new ArrayList<>();
    for (int address : new int[] {1, 2, 1, 3, 2, 1}) {
      request.from(address, -1);
      delays.addAll(delays(limit, 1000));
    }
    assertThat(delays)
        .as("room for two: 3 drives out 2, which is new again then, and drives out 1")
        .containsExactly(0L, 0L, -1L, 0L, 0L, 0L);
  }

  @Test
  void rateThatLetsNothingPass_isRefused() {
    assertThatThrownBy(() -> limit(0.0001, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write such as 50r/s");
  }
}
