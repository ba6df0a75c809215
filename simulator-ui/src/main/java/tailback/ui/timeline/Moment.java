package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import tailback.experiment.result.Results.Finding;
import tailback.ui.transport.Stops;

/**
 * A moment worth going to: when something that was found began, where the run stopped by itself, or
 * what somebody has marked.
 *
 * @param at seconds from time zero
 * @param name what is written beside it
 * @param text all there is to say about it
 * @param mark what somebody has marked; null: nobody has
 * @param found whether it is a finding
 */
public record Moment(double at, String name, String text, Mark mark, boolean found) {

  private static final double SAME = 1e-6;

  /** All of a run, in the order of time. */
  static List<Moment> of(List<Finding> findings, List<Stops.Reached> stops, List<Mark> marks) {
    List<Moment> moments = new ArrayList<>();
    for (Finding finding : findings) {
      String name = finding.id().replace('-', ' ');
      moments.add(new Moment(finding.firstS(), name, finding.text(), null, true));
    }
    for (Mark mark : marks) {
      moments.add(new Moment(mark.at(), mark.text(), mark.text(), mark, false));
    }
    for (Stops.Reached stop : stops) {
      moments.add(new Moment(stop.at(), "stopped", stop.text(), null, false));
    }
    moments.sort(Comparator.comparingDouble(Moment::at));
    return moments;
  }

  /** The next one after a time, or, backwards, the one before; not a number: there is none. */
  static double next(List<Moment> moments, double seconds, boolean forth) {
    DoubleStream times = moments.stream().mapToDouble(Moment::at);
    return forth
        ? times.filter(at -> at > seconds + SAME).min().orElse(Double.NaN)
        : times.filter(at -> at < seconds - SAME).max().orElse(Double.NaN);
  }
}
