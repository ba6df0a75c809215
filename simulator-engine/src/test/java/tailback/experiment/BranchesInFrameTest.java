package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.journal.Frame;
import tailback.journal.State;
import tailback.scenario.CostTable;

/** A frame shows each branch of a request that does several things at once, and where it is. */
final class BranchesInFrameTest {

  @TempDir private Path folder;

  @Test
  void branches_areSeated_withTheirPlace_untilTheyAreJoined() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("branches.yaml"),
            """
            title: Three at once
            duration: 10s
            warmup: 0s
            hosts: { app: { cpus: 4 } }
            traffic: { page: constant 1/s }
            stack:
              gunicorn: { host: app, worker_class: uvicorn, workers: 1 }
              fast: { kind: service, time: 100ms }
              slow: { kind: service, time: 400ms }
            endpoints:
              page: [ parallel: [ [ call: fast ], [ call: fast ], [ call: slow ] ] ]
            """);
    try (Playback playback = new Playback(file, List.of(), CostTable.read())) {
      long arrival = arrival(playback);

      playback.toTime(arrival + 50_000_000);
      assertThat(places(playback)).containsExactlyInAnyOrder("fast.call", "fast.call", "slow.call");

      playback.toTime(arrival + 250_000_000);
      assertThat(places(playback)).containsExactly("slow.call");

      playback.toTime(arrival + 600_000_000);
      assertThat(places(playback)).isEmpty();
    }
  }

  /** When the first request arrives. */
  private static long arrival(Playback playback) {
    while (playback.frame().requests == 0) {
      assertThat(playback.step()).isTrue();
    }
    return playback.frame().arrived[0];
  }

  private static List<String> places(Playback playback) {
    Frame frame = playback.frame();
    List<String> places = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (int s = 0; s < frame.seats; s++) {
      if (frame.branch[s] > 0) {
        places.add(playback.places().get(frame.branchPlace[s]));
        assertThat(numbers.add(frame.branch[s])).as("two branches of one number").isTrue();
        assertThat(frame.holder[s]).isEqualTo(frame.request[0]);
        assertThat(frame.doingOf(s)).isEqualTo(State.ON_IO);
      }
    }
    return places;
  }
}
