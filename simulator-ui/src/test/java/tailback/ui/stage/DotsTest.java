package tailback.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.experiment.Playback;
import tailback.scenario.CostTable;
import tailback.ui.Shipped;
import tailback.ui.timeline.Recording;

/** A request stands still as long as it is where it is, with what it holds. */
final class DotsTest {

  private record Where(int region, int seat, long since, double x, double y) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventlet-blocking-call",
        "postgres-exhaustion-200rps",
        "hot-row-select-for-update"
      })
  void requests_doNotMove_whileNothingHappensToThem(String incident) {
    List<String> sets = List.of("duration=20s");
    try (Playback playback = new Playback(Shipped.incident(incident), sets, CostTable.read())) {
      Recording recording = Recording.of(playback.scenario(), CostTable.read(), () -> true);
      Plan plan = Planner.plan(playback.scenario().deployment(), recording.peaks(), 976, 650);
      Staging staging =
          new Staging(
              plan,
              playback.scenario().deployment(),
              playback.places(),
              playback.scenario().deployment().endpoints().size());
      Dots dots = new Dots();
      dots.forget(plan);
      Map<Long, Where> before = new HashMap<>();
      Picture picture = new Picture();
      int stayed = 0;
      for (int i = 0; i < 900; i++) {
        playback.toTime(playback.timeZero() + i * 16_000_000L);
        staging.stage(playback.frame(), playback.timeZero(), picture);
        dots.update(picture, i * 0.016, 0);
        Map<Long, Where> now = new HashMap<>();
        for (int r = 0; r < picture.count; r++) {
          Where here =
              new Where(
                  picture.region[r],
                  picture.seat[r],
                  picture.since[r],
                  dots.x(r, i * 0.016, 0),
                  dots.y(r, i * 0.016, 0));
          now.put(picture.request[r], here);
          Where was = before.get(picture.request[r]);
          if (was != null
              && was.region == here.region
              && was.seat == here.seat
              && was.since == here.since
              && !dots.counted(r)) {
            assertThat(Math.hypot(here.x - was.x, here.y - was.y))
                .as(
                    "request %d in %s at %d",
                    picture.request[r], plan.regions().get(here.region).thing(), i)
                .isLessThanOrEqualTo(1);
            stayed++;
          }
        }
        before = now;
      }
      assertThat(stayed).isGreaterThan(10_000);
    }
  }
}
