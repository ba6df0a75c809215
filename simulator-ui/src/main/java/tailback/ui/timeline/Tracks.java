package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tailback.experiment.result.Results;
import tailback.scenario.Scenario;
import tailback.ui.timeline.Track.Unit;

/** What the timeline draws of a run, top to bottom. */
final class Tracks {

  /** Of all that end, such as percentiles are told. */
  private static final double[] SHARES = {0.5, 0.95, 0.99};

  private final Endings endings;
  private final double window;

  private Tracks(Endings endings, double window) {
    this.endings = endings;
    this.window = window;
  }

  /** Those of a run. */
  static List<Track> of(Scenario scenario, Results results, Endings endings) {
    Tracks tracks = new Tracks(endings, results.timeseries().stepS());
    Chosen chosen = new Chosen(results, scenario);
    List<String> busy = chosen.inUse();
    List<String> queues = chosen.queues();
    Set<String> drawn = new LinkedHashSet<>(busy);
    drawn.addAll(queues);
    List<String> all = List.copyOf(drawn);
    return List.of(
        tracks.outcomes(),
        tracks.latency(),
        new Track("in use", Unit.SHARE, 1, false, lines(busy, all), Levels.shares(results, busy)),
        new Track(
            "waiting", Unit.COUNT, 4, false, lines(queues, all), Levels.waiting(results, queues)));
  }

  /** A resource looks alike in both tracks. */
  private static List<Line> lines(List<String> resources, List<String> all) {
    return resources.stream()
        .map(name -> new Line(name, Style.resource(all.indexOf(name))))
        .toList();
  }

  private Track outcomes() {
    List<Outcome> outcomes = endings.outcomes();
    List<Line> lines = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      lines.add(new Line(outcome.name(), Style.of(outcome)));
    }
    return new Track("requests", Unit.PER_SECOND, 0, true, lines, source(outcomes));
  }

  private Source source(List<Outcome> outcomes) {
    return new OfEndings() {
      @Override
      public double[] at(double seconds) {
        return outcomes.stream()
            .mapToDouble(outcome -> endings.rate(outcome, seconds, window))
            .toArray();
      }
    };
  }

  private Track latency() {
    return new Track(
        "latency",
        Unit.MILLIS,
        0,
        false,
        List.of(
            new Line("p50", Style.p50()),
            new Line("p95", Style.p95()),
            new Line("p99", Style.p99())),
        new OfEndings() {
          @Override
          public double[] at(double seconds) {
            return endings.percentiles(SHARES, seconds, window);
          }
        });
  }

  /** Comes from single requests: any instant has a value. */
  private abstract class OfEndings implements Source {
    @Override
    public double step() {
      return window;
    }

    @Override
    public double finest() {
      return 0;
    }
  }
}
