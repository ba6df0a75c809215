package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import tailback.experiment.Playback;
import tailback.experiment.result.Results.Counts;
import tailback.journal.Frame;
import tailback.scenario.CostTable;
import tailback.ui.stage.Picture;
import tailback.ui.timeline.TimelineView.Reading;

/** Wherever the run stops, the stage, the timeline and the engine tell the same figures. */
@ExtendWith(ApplicationExtension.class)
final class OneTruthTest {

  private static final int PATIENCE = 40;
  private static final int STOPS = 6;
  private static final double LONGEST = 100;

  private final FxRobot robot = new FxRobot();
  private Workbench bench;

  @Start
  void open(Stage stage) {
    Shipped.home();
  }

  @AfterEach
  void close() {
    robot.interact(bench::close);
  }

  /**
   * What the engine says of an instant.
   *
   * @param frame of it
   * @param counts since time zero
   * @param ended how many ended with each status in the second before; 0: without an answer
   */
  private record Truth(
      double at, Frame frame, List<String> resources, Counts counts, Map<Integer, Long> ended) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventlet-blocking-call",
        "postgres-exhaustion-200rps",
        "retry-storm",
        "cache-stampede"
      })
  void randomStops_stageTimelineAndEngineAgree(String incident) throws Exception {
    Path file = Shipped.incident(incident);
    Opening opening =
        new Opening(file, List.of(List.of()), 0, 1280, 720, false, Opening.Mode.EXPLORE, null);
    robot.interact(() -> bench = new Headless(opening).bench());
    bench.settled().get(PATIENCE, TimeUnit.SECONDS);
    robot.interact(() -> {}); // the plan is made anew for what was recorded
    List<Truth> truths = truths(file, bench.session().seconds());
    Random random = new Random(3);
    Collections.shuffle(truths, random);
    double wall = 100;
    for (Truth truth : truths) {
      bench.session().player().seek(truth.at()).get(PATIENCE, TimeUnit.SECONDS);
      double now = wall++;
      robot.interact(() -> bench.draw(now));
      stageAgrees(truth);
      timelineAgrees(truth);
    }
  }

  private static List<Truth> truths(Path file, double seconds) {
    Random random = new Random(11);
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < STOPS; i++) {
      times.add(2 + random.nextDouble() * (Math.min(LONGEST, seconds) - 2));
    }
    Collections.sort(times);
    List<Truth> truths = new ArrayList<>();
    for (double at : times) {
      try (Playback engine = new Playback(file, List.of(), CostTable.read())) {
        long instant = engine.timeZero() + Math.round(at * 1e9);
        engine.toTime(instant - 1_000_000_000);
        Map<Integer, Long> before = statuses(engine.frame());
        engine.toTime(instant);
        Map<Integer, Long> ended = statuses(engine.frame());
        before.forEach((status, many) -> ended.merge(status, -many, Long::sum));
        truths.add(
            new Truth(at, engine.frame(), engine.resources(), engine.results().requests(), ended));
      }
    }
    return truths;
  }

  private static Map<Integer, Long> statuses(Frame frame) {
    Map<Integer, Long> statuses = new TreeMap<>();
    for (int i = 0; i < frame.endings; i++) {
      statuses.merge(frame.status[i], frame.ended[i], Long::sum);
    }
    return statuses;
  }

  private void stageAgrees(Truth truth) {
    Picture picture = bench.stage(0).picture();
    assertThat(picture.events).isEqualTo(truth.frame().event);
    assertThat(picture.count).isEqualTo(truth.frame().requests);
    for (int i = 0; i < truth.frame().resources; i++) {
      assertThat(picture.waiting[i]).isEqualTo(truth.frame().waiting[i]);
      assertThat(picture.busy[i]).isEqualTo(truth.frame().busy[i]);
    }
    List<String> tally = bench.stage(0).view().tally();
    assertThat(tally.get(0))
        .isEqualTo(String.format(Locale.ROOT, "answered\t%,d", truth.counts().completed()));
    long failed =
        tally.stream()
            .skip(1)
            .mapToLong(line -> Long.parseLong(line.split("\t")[1].replace(",", "")))
            .sum();
    assertThat(failed).isEqualTo(truth.counts().failed());
  }

  private void timelineAgrees(Truth truth) {
    List<Reading> readings = bench.timeline().readings();
    assertThat(readings.stream().map(Reading::track)).contains("in use", "latency");
    Map<Integer, Double> rates = new HashMap<>();
    for (Reading reading : readings) {
      int resource = truth.resources().indexOf(reading.line());
      switch (reading.track()) {
        case "waiting" ->
            assertThat(reading.value())
                .as(reading.line())
                .isEqualTo(truth.frame().waiting[resource]);
        case "in use" ->
            assertThat(reading.value())
                .as(reading.line())
                .isEqualTo(
                    (double) truth.frame().busy[resource] / truth.frame().capacity[resource]);
        case "requests" ->
            rates.merge(
                reading.line().matches("\\d+") ? Integer.parseInt(reading.line()) : 0,
                reading.value(),
                Double::sum);
        default -> {}
      }
    }
    truth
        .ended()
        .forEach(
            (status, many) ->
                assertThat(rates.get(status)).as("status " + status).isCloseTo(many, within(1e-6)));
  }
}
