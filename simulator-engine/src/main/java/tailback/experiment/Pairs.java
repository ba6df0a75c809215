package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.Measures.Measured;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Requests;
import tailback.experiment.result.Results;
import tailback.metric.PairedDifference;

/** Makes a comparison of pairs of runs, which are added one after another. */
final class Pairs {

  private final Pool a;
  private final Pool b;
  private final List<Map<String, Measured>> before = new ArrayList<>();
  private final List<Map<String, Measured>> after = new ArrayList<>();
  private final Map<String, PairedRequests> requests = new LinkedHashMap<>();

  /** No pairs yet, and no runs in the pools of the two sides. */
  Pairs(Pool a, Pool b) {
    this.a = a;
    this.b = b;
  }

  /** Adds a pair; one that was cut short is left out, and false says that there will be no more. */
  boolean add(PairOfRuns pair) {
    if (!pair.complete()) {
      return false;
    }
    a.add(pair.a());
    b.add(pair.b());
    before.add(pair.before());
    after.add(pair.after());
    pair.requests()
        .forEach(
            (endpoint, same) ->
                requests.computeIfAbsent(endpoint, name -> new PairedRequests()).add(same));
    return true;
  }

  boolean isEmpty() {
    return before.isEmpty();
  }

  /** How many pairs there are. */
  int count() {
    return before.size();
  }

  /**
   * What they showed.
   *
   * @param seed of the first pair
   * @param planned how many pairs were asked for
   * @param began when the first was begun, by {@link System#nanoTime}
   */
  Compared compared(long seed, int planned, long began) {
    double wallSeconds = (System.nanoTime() - began) / 1e9;
    Results resultsA = a.judged(seed, wallSeconds);
    Results resultsB = b.judged(seed, wallSeconds);
    Map<String, Requests> byEndpoint = new LinkedHashMap<>();
    PairedRequests all = new PairedRequests();
    requests.forEach(
        (endpoint, same) -> {
          byEndpoint.put(endpoint, same.requests());
          all.add(same);
        });
    return new Compared(
        resultsA, resultsB, planned, differences(resultsA, resultsB), byEndpoint, all.requests());
  }

  /** Of the measures that both sides have. */
  private Map<String, Difference> differences(Results resultsA, Results resultsB) {
    Map<String, Measured> second = Measures.of(resultsB);
    Map<String, Difference> differences = new LinkedHashMap<>();
    Measures.of(resultsA)
        .forEach(
            (name, one) -> {
              Measured other = second.get(name);
              if (other != null) {
                PairedDifference paired =
                    PairedDifference.of(
                        one.value(), other.value(), each(before, name), each(after, name));
                differences.put(
                    name, new Difference(one.unit(), one.value(), other.value(), paired));
              }
            });
    return differences;
  }

  /** A measure of each run; not a number where a run has none. */
  private static double[] each(List<Map<String, Measured>> runs, String measure) {
    return runs.stream()
        .map(run -> run.get(measure))
        .mapToDouble(measured -> measured == null ? Double.NaN : measured.value())
        .toArray();
  }
}
