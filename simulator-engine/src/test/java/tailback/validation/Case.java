package tailback.validation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import tailback.validation.Laboratory.Run;

/** One measured configuration with all its repeats, in the laboratory and in the model. */
final class Case {

  private static final Map<String, Case> KNOWN = new ConcurrentHashMap<>();

  private final List<Run> runs;
  private final List<Sample> real;
  private final List<Sample> simulated;

  private Case(List<Run> runs) {
    this.runs = runs;
    real = runs.stream().map(run -> new Sample(run.answers())).toList();
    simulated = runs.stream().map(run -> new Sample(Replay.of(run))).toList();
  }

  /** The case of that name, replayed once for all tests. */
  static Case of(String name) {
    return KNOWN.computeIfAbsent(
        name,
        n -> new Case(Laboratory.runs().stream().filter(r -> r.caseName().equals(n)).toList()));
  }

  /** All names of cases, in the order of the measurements. */
  static List<String> names() {
    Map<String, Run> names = new LinkedHashMap<>();
    Laboratory.runs().forEach(run -> names.putIfAbsent(run.caseName(), run));
    return List.copyOf(names.keySet());
  }

  Run run() {
    return runs.get(0);
  }

  int repeats() {
    return runs.size();
  }

  /** The measured repeats. */
  List<Sample> real() {
    return real;
  }

  /** The same repeats in the model. */
  List<Sample> simulated() {
    return simulated;
  }

  /** A figure of every repeat. */
  static Spread spread(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return new Spread(samples.stream().mapToDouble(figure).sorted().toArray());
  }

  /**
   * A figure over the repeats.
   *
   * @param sorted its values, ascending
   */
  record Spread(double[] sorted) {

    double least() {
      return sorted[0];
    }

    double most() {
      return sorted[sorted.length - 1];
    }

    double median() {
      int n = sorted.length;
      return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    @Override
    public String toString() {
      return Arrays.toString(sorted);
    }
  }
}
