package tailback.experiment.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import tailback.experiment.Figures;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.ResourceResult;

/** What rules look at: the results of a run, and when things first happened in it. */
final class Evidence {

  private static final double MILLIS = 1e6;

  /** Where requests wait before the application has them, and the way of their bytes. */
  private static final Pattern IN_FRONT =
      Pattern.compile("nginx\\..*|network.*|retry\\..*|.*\\.(backlog|syn|threads)");

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

  /**
   * Mean latency without what a request waits for in front of the application, milliseconds: what
   * it does there, and what it waits for meanwhile.
   */
  double inside() {
    return inside(all());
  }

  /** The same of an endpoint. */
  static double inside(EndpointResult endpoint) {
    double sum = 0;
    for (Map.Entry<String, Double> place : endpoint.timeInMs().entrySet()) {
      sum += IN_FRONT.matcher(place.getKey()).matches() ? 0 : place.getValue();
    }
    return sum;
  }

  /** What a request of an endpoint spends on the databases and their pools, milliseconds. */
  static double database(EndpointResult endpoint) {
    double sum = 0;
    for (Map.Entry<String, Double> place : endpoint.timeInMs().entrySet()) {
      if (place.getKey().endsWith(".query")) {
        String part = place.getKey().substring(0, place.getKey().length() - ".query".length());
        sum += place.getValue() + endpoint.timeInMs().getOrDefault(part + ".connect", 0.0);
      } else if (place.getKey().matches("pgbouncer\\..*")) {
        sum += place.getValue();
      }
    }
    return sum;
  }

  /**
   * Mean wait at a resource, milliseconds, of those as well who never got it: by Little's law from
   * who waited, where that says more.
   */
  double wait(ResourceResult resource) {
    double each =
        resource.arrivals() == 0 ? 0 : resource.queueMean() / perSecond(resource.arrivals());
    return Math.max(resource.waitMs().mean(), each * 1e3);
  }

  /** So many in the whole run, as a rate. */
  double perSecond(long count) {
    return count / (results.simulatedS() * results.replications());
  }

  /**
   * When a series first lay above a level, seconds; as exact as its step. Not a number when it
   * never did.
   */
  double since(String series, double level) {
    double[] values = results.timeseries().series().get(series);
    for (int i = 0; values != null && i < values.length; i++) {
      if (values[i] > level) {
        return i * results.timeseries().stepS();
      }
    }
    return Double.NaN;
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
