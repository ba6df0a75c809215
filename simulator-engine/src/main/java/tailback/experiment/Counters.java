package tailback.experiment;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tailback.component.Component;

/** What the parts of a run counted, by name. */
final class Counters implements Component.Tally {

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Set<String> largest = new HashSet<>();
  private final Map<String, Long> firsts = new LinkedHashMap<>();
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private int runs;

  @Override
  public void add(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  @Override
  public void first(String name, long time) {
    firsts.merge(name, time, Math::min);
  }

  @Override
  public void largest(String name, long figure) {
    counts.merge(name, figure, Math::max);
    largest.add(name);
  }

  @Override
  public void figure(String name, double value) {
    figures.merge(name, value, Double::sum);
  }

  /** Adds those of another run; times are not added, the first run's count. */
  void add(Counters other) {
    other.counts.forEach(
        (name, count) ->
            counts.merge(name, count, other.largest.contains(name) ? Math::max : Long::sum));
    other.figures.forEach(this::figure);
    runs++;
  }

  /**
   * Leaves of the counts only what came after an earlier look. A price an hour is a mean over the
   * time until then, so that of the time in between follows from both; what is left of credits is
   * what is left.
   *
   * @param earlier the same counters at the earlier look
   * @param then when that was, nanoseconds from time zero
   * @param now when these were taken
   */
  void since(Counters earlier, long then, long now) {
    counts.replaceAll((name, count) -> largest.contains(name) ? count : count - earlier.of(name));
    figures.replaceAll(
        (name, mean) ->
            name.endsWith(".cost") && now > then
                ? (mean * now - earlier.figures.getOrDefault(name, mean) * then) / (now - then)
                : mean);
  }

  /** Figures by name: the mean of the runs that were added. */
  Map<String, Double> figures() {
    Map<String, Double> means = new LinkedHashMap<>();
    figures.forEach((name, sum) -> means.put(name, sum / Math.max(1, runs)));
    return means;
  }

  Map<String, Long> counts() {
    return counts;
  }

  /** A count; 0 when nothing was counted under that name. */
  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** When it first happened, nanoseconds since the simulation began; negative when it did not. */
  long first(String name) {
    return firsts.getOrDefault(name, -1L);
  }
}
