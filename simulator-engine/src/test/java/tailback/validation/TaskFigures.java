package tailback.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Figures of background tasks that were handed over at once: when, where and in which order. */
final class TaskFigures {

  private static final double LONG_MS = 1000;
  private static final double MILLIS = 1e3;

  private final List<Ran> tasks;

  /**
   * A task that was run.
   *
   * @param at when it was handed over, seconds
   * @param start when it began, seconds
   * @param end when it was over, seconds
   * @param slot the process that ran it
   */
  private record Ran(double at, double start, double end, int slot) {

    static Ran of(Answer answer) {
      Map<String, Double> times = answer.timeInMs();
      double took = times.getOrDefault("handler", times.getOrDefault("wait", 0.0));
      double end = answer.answeredAt();
      return new Ran(answer.at(), end - took / MILLIS, end, answer.worker());
    }

    double waitMs() {
      return (start - at) * MILLIS;
    }

    boolean isLong() {
      return (end - start) * MILLIS > LONG_MS;
    }
  }

  TaskFigures(Sample sample) {
    tasks =
        sample.answers().stream()
            .map(Ran::of)
            .sorted(Comparator.comparingDouble(Ran::start))
            .toList();
  }

  /** When the last one was over, seconds from the start. */
  double makespan() {
    return tasks.stream().mapToDouble(Ran::end).max().orElse(Double.NaN);
  }

  double waitOfShort(double percentile) {
    return wait(task -> !task.isLong(), percentile);
  }

  double waitOfLong(double percentile) {
    return wait(Ran::isLong, percentile);
  }

  private double wait(Predicate<Ran> of, double p) {
    return percentile(tasks.stream().filter(of).map(Ran::waitMs).toList(), p);
  }

  /** Between the end of a task and the start of the next in the same process, milliseconds. */
  double gap(double percentile) {
    List<Double> gaps = new ArrayList<>();
    for (List<Ran> slot : slots().values()) {
      for (int i = 1; i < slot.size(); i++) {
        gaps.add((slot.get(i).start - slot.get(i - 1).end) * MILLIS);
      }
    }
    return percentile(gaps, percentile);
  }

  /** How much earlier than the last process the first one ran out of tasks, seconds. */
  double spread() {
    double[] ends =
        slots().values().stream()
            .mapToDouble(slot -> slot.get(slot.size() - 1).end)
            .sorted()
            .toArray();
    return ends[ends.length - 1] - ends[0];
  }

  /** Pairs of tasks of which the later one began earlier. */
  double overtakings() {
    return tasks.stream().mapToLong(this::overtakenBy).sum();
  }

  /** By how many later tasks the most overtaken one was. */
  double mostOvertaken() {
    return tasks.stream().mapToLong(this::overtakenBy).max().orElse(0);
  }

  private long overtakenBy(Ran task) {
    return tasks.stream().filter(other -> other.at > task.at && other.start < task.start).count();
  }

  private Map<Integer, List<Ran>> slots() {
    Map<Integer, List<Ran>> slots = new TreeMap<>();
    tasks.forEach(task -> slots.computeIfAbsent(task.slot, s -> new ArrayList<>()).add(task));
    return slots;
  }

  private static double percentile(List<Double> values, double p) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(p / 100 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
