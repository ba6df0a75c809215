package tailback.experiment.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tailback.experiment.Figures;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.ResourceResult;

/** What rules look at: the results of a run, and when things first happened in it. */
final class Evidence {

  private static final double MILLIS = 1e6;

  private final Results results;
  private final ToDoubleFunction<String> firsts;

  Evidence(Results results, ToDoubleFunction<String> firsts) {
    this.results = results;
    this.firsts = firsts;
  }

  Results results() {
    return results;
  }

  EndpointResult all() {
    return results.all();
  }

  /** A counter of a part; 0 when it counted nothing under that name. */
  long count(String name) {
    return results.counters().getOrDefault(name, 0L);
  }

  /** When something that is counted first happened, seconds; not a number when it did not. */
  double first(String name) {
    return firsts.applyAsDouble(name);
  }

  /**
   * The resources whose name ends so, such as {@code .servers}, by name; all replicas of a part
   * together.
   */
  Map<String, ResourceResult> resources(String ending) {
    Map<String, ResourceResult> found = new LinkedHashMap<>();
    results
        .resources()
        .forEach(
            (name, resource) -> {
              if (name.endsWith(ending) && name.indexOf('[') < 0) {
                found.put(name, resource);
              }
            });
    return found;
  }

  /** Mean milliseconds of a completed request in a wait or service. */
  double timeIn(String place) {
    return all().timeInMs().getOrDefault(place, 0.0);
  }

  /** Mean latency of completed requests, milliseconds; 0 when there were none. */
  double meanLatency() {
    return all().latencyMs() == null ? 0 : all().latencyMs().mean();
  }

  /** How many requests failed under an error whose text contains this. */
  long errors(String text) {
    return all().errors().entrySet().stream()
        .filter(error -> error.getKey().contains(text))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The busiest CPU of the run that has a limit, as words; empty when there is none. */
  String cpus() {
    List<String> cpus =
        resources(".cpu").entrySet().stream()
            .filter(cpu -> cpu.getValue().capacity() > 0)
            .map(cpu -> cpu.getKey() + " is " + percent(cpu.getValue().utilisation()) + " busy")
            .toList();
    return String.join(", ", cpus);
  }

  /** A count with its thousands apart. */
  static String count(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /** A count of things, such as {@code 1 time} or {@code 83 times}. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** Such as {@code The 4 cores of app are}, or {@code The only core of app is}. */
  static String all(int number, String thing, String owner) {
    return number == 1
        ? "The only " + thing + " of " + owner + " is"
        : "The " + count(number) + " " + thing + "s of " + owner + " are";
  }

  static String percent(double share) {
    return Figures.number(100 * share) + " %";
  }

  static String millis(double milliseconds) {
    return Figures.time(milliseconds * MILLIS);
  }
}
