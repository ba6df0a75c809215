package tailback.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.journal.Scene;
import tailback.scenario.CostTable;
import tailback.ui.Shipped;
import tailback.ui.timeline.Recording;

/** What a frame holds is on the stage: branches, work for nobody, row locks. */
final class StagingTest {

  /** A scenario on its stage at a time. */
  private record Seen(Plan plan, Frame frame, Picture picture, List<String> places) {

    static Seen of(Path file, List<String> sets, double seconds) {
      try (Playback playback = new Playback(file, sets, CostTable.read())) {
        var deployment = playback.scenario().deployment();
        Recording recording = Recording.of(playback.scenario(), CostTable.read(), () -> true);
        Plan plan = Planner.plan(deployment, recording.peaks(), 976, 650);
        int endpoints = deployment.endpoints().size();
        Staging staging = new Staging(plan, deployment, playback.places(), endpoints);
        playback.toTime(playback.timeZero() + Math.round(seconds * 1e9));
        Picture picture = new Picture();
        staging.stage(playback.frame(), playback.timeZero(), picture);
        return new Seen(plan, playback.frame(), picture, playback.places());
      }
    }

    int units(Scene.Kind kind) {
      int units = 0;
      for (int u = 0; u < frame.units; u++) {
        units += frame.kindOf(u) == kind ? 1 : 0;
      }
      return units;
    }
  }

  @Test
  void branches_areAtTheirService() {
    Seen seen = Seen.of(Shipped.starter("fan-out"), List.of("duration=10s"), 5.05);

    int calling = 0;
    for (int s = 0; s < seen.frame.seats; s++) {
      int place = seen.frame.branchPlace[s];
      calling += place >= 0 && seen.places.get(place).equals("partner.call") ? 1 : 0;
    }
    int partner = seen.plan.region("partner", "").id();
    Set<Long> keys = new HashSet<>();
    int drawn = 0;
    for (int i = 0; i < seen.picture.count; i++) {
      assertThat(keys.add(seen.picture.request[i])).as("two of one key").isTrue();
      drawn += seen.picture.region[i] == partner ? 1 : 0;
    }
    for (int i = 0; i < seen.picture.count; i++) {
      assertThat(keys).contains(Who.whole(seen.picture.request[i]));
    }
    assertThat(calling).isGreaterThanOrEqualTo(5);
    assertThat(drawn).isEqualTo(calling);
    assertThat(seen.picture.count - seen.picture.branches()).isEqualTo(seen.frame.requests);
  }

  @Test
  void workForNobody_isSeenWhereItGoesOn(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("impatient.yaml"),
            """
            title: Impatient clients
            duration: 10s
            warmup: 0s
            hosts: { app: { cpus: 2 } }
            traffic: { page: { arrivals: poisson 60/s, timeout: 1s, requests: { page: 100% } } }
            stack:
              gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4 }
            endpoints:
              page: [ wait: 1s ]
            """);
    Seen seen = Seen.of(file, List.of(), 8);

    int goesOn = 0;
    for (int s = 0; s < seen.frame.seats; s++) {
      goesOn += seen.frame.forNobody[s] ? 1 : 0;
    }
    assertThat(goesOn).isGreaterThan(4);
    assertThat(seen.picture.gone).isEqualTo(goesOn);
  }

  @Test
  void rowThatIsWaitedFor_hasALane_withItsOwnerAndThoseWhoWait() {
    Seen seen = Seen.of(Shipped.incident("hot-row-select-for-update"), List.of("duration=10s"), 8);

    Region lane = seen.plan.region("postgres", "row", 0);
    int waiting = 0;
    for (int i = 0; i < seen.picture.count; i++) {
      waiting += seen.picture.region[i] == lane.id() ? 1 : 0;
    }
    assertThat(seen.units(Scene.Kind.ROW)).isEqualTo(1);
    assertThat(seen.picture.rowName[lane.id()]).isEqualTo("counter");
    assertThat(waiting).isGreaterThan(50).isEqualTo(seen.picture.rowWaiting[lane.id()]);
    assertThat(seen.picture.owners).isEqualTo(1);
    assertThat(seen.plan.regions().get(seen.picture.ownerRegion[0]).thing()).isEqualTo("owner");
  }
}
