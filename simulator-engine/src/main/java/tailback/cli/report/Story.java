package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tailback.experiment.finding.Findings;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** The run in a paragraph: what became of the requests, where time went, what saturated first. */
final class Story {

  private static final double MOSTLY = 0.9;
  private static final double WORTH_A_WORD = 0.1;
  private static final double ENOUGH = 0.85;
  private static final int MOST_PARTS = 3;
  private static final List<String> WAITS =
      List.of(".backlog", ".threads", ".hub", ".loop", ".gil", ".syn", ")");
  private static final double ROOM_LEFT = 0.8;
  private static final double HARDLY_ANYONE = 0.05;

  private final Results results;
  private final EndpointResult all;

  Story(Results results) {
    this.results = results;
    all = results.all();
  }

  String text() {
    List<String> sentences = new ArrayList<>();
    if (!results.complete()) {
      String several =
          results.replications() == 1 ? "" : results.replications() + " replications of ";
      sentences.add(
          "The run was cut short; the figures cover the "
              + several
              + Quantity.seconds(results.simulatedS())
              + " simulated until then.");
    }
    if (!WarmUpWords.warning(results).isEmpty()) {
      sentences.add(WarmUpWords.warning(results));
    }
    if (all.offered() == 0) {
      sentences.add(
          "No request arrived in the "
              + Quantity.seconds(results.simulatedS())
              + " that count: is there any traffic, and does it begin before the end?");
      return String.join(" ", sentences);
    }
    sentences.add(outcome());
    if (all.completed() > 0) {
      sentences.add(time());
    }
    sentences.add(pressure());
    return String.join(" ", sentences);
  }

  private String outcome() {
    boolean one = all.offered() == 1;
    String offered = Quantity.count(all.offered()) + (one ? " request" : " requests");
    if (all.completed() == 0) {
      return (one
              ? "The one request did not complete: "
              : "None of the " + offered + " completed: ")
          + Quantity.count(all.failed())
          + " failed"
          + with()
          + ".";
    }
    if (all.failed() == 0) {
      String left =
          all.inFlight() == 0
              ? ""
              : "; "
                  + Quantity.count(all.inFlight())
                  + (all.inFlight() == 1 ? " was" : " were")
                  + " still under way at the end";
      return (one ? "The one request did not fail" : "None of the " + offered + " failed")
          + left
          + ".";
    }
    return "Of "
        + offered
        + ", "
        + Quantity.count(all.failed())
        + " failed ("
        + Quantity.share(Health.failedShare(all))
        + ")"
        + with()
        + ".";
  }

  /** The error that most of the failed met. */
  private String with() {
    Optional<Map.Entry<String, Long>> top =
        all.errors().entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
    if (top.isEmpty() || all.failed() == 0) {
      return "";
    }
    double share = (double) top.get().getValue() / all.failed();
    String most =
        share == 1
            ? ", all with"
            : share >= MOSTLY
                ? ", nearly all with"
                : share >= 0.5 ? ", most with" : ", most often with";
    return (all.failed() == 1 ? ", with" : most) + " “" + Cell.clean(top.get().getKey()) + "”";
  }

  private String time() {
    double mean = all.latencyMs().mean();
    String took =
        "A completed request took "
            + Quantity.millis(mean)
            + " on average, p95 "
            + Quantity.millis(all.latencyMs().p95());
    List<Map.Entry<String, Double>> parts =
        all.timeInMs().entrySet().stream()
            .filter(part -> part.getValue() > 0)
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    List<String> said = new ArrayList<>();
    double told = 0;
    for (Map.Entry<String, Double> part : parts) {
      double share = part.getValue() / mean;
      if (said.size() == MOST_PARTS || told >= ENOUGH || share < WORTH_A_WORD) {
        break;
      }
      told += share;
      said.add(Quantity.percent(share) + (said.isEmpty() ? " of it " : " ") + in(part.getKey()));
    }
    return said.isEmpty() ? took + "." : took + ": " + listed(said) + ".";
  }

  /** A wait, a step of the application, or a service of some part. */
  private String in(String place) {
    ResourceResult resource = results.resources().get(place);
    boolean queued = resource != null && resource.queueMax() > 0;
    if (queued && WAITS.stream().anyMatch(place::endsWith) || place.endsWith(".wait")) {
      return "waiting for " + Cell.clean(place.replaceAll("\\.wait$", ""));
    }
    return place.contains(".") ? "in " + Cell.clean(place) : "in the step " + Cell.clean(place);
  }

  private static String listed(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** The finding at the root of it if there is one; else what the levels of the resources say. */
  private String pressure() {
    Optional<Finding> cause = Findings.leading(results.findings());
    if (cause.isPresent()) {
      return "What gave, " + when(cause.get().firstS()) + ": " + Cell.clean(cause.get().text());
    }
    Optional<String> suspect = suspect();
    if (suspect.isPresent()) {
      String name = suspect.get();
      return "What saturated first is "
          + Cell.clean(name)
          + since(name)
          + ": "
          + strain(results.resources().get(name))
          + ".";
    }
    Optional<Map.Entry<String, ResourceResult>> busiest =
        results.resources().entrySet().stream()
            .filter(each -> each.getValue().utilisation() > 0)
            .max(Comparator.comparingDouble(each -> each.getValue().utilisation()));
    boolean waited =
        results.resources().values().stream().anyMatch(each -> each.queueMean() >= HARDLY_ANYONE);
    String calm = waited ? "Nothing saturated" : "Nothing saturated, and hardly anyone waited";
    return busiest
        .map(
            each ->
                calm
                    + "; the busiest resource was "
                    + Cell.clean(each.getKey())
                    + ", at "
                    + Quantity.percent(each.getValue().utilisation())
                    + ".")
        .orElse(calm + ".");
  }

  /** What saturated first; empty when nothing did. */
  Optional<String> suspect() {
    Comparator<String> earliest = Comparator.comparingDouble(this::began);
    return results.resources().entrySet().stream()
        .filter(each -> Health.of(each.getKey(), each.getValue()) == Health.SATURATED)
        .map(Map.Entry::getKey)
        .min(earliest.thenComparing(Comparator.comparingDouble(this::severity).reversed()));
  }

  /** When the first finding about it began; those without one come last. */
  private double began(String resource) {
    return results.findings().stream()
        .filter(each -> resource.equals(each.resource()))
        .mapToDouble(Finding::firstS)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private double severity(String name) {
    ResourceResult resource = results.resources().get(name);
    return resource.rejected() + resource.queueMean() + resource.utilisation();
  }

  private static String when(double seconds) {
    return seconds <= 0 || Double.isNaN(seconds)
        ? "from the start"
        : Quantity.seconds(seconds) + " in";
  }

  private String since(String resource) {
    double began = began(resource);
    if (Double.isInfinite(began) || Double.isNaN(began)) {
      return "";
    }
    return began <= 0 ? ", from the start" : ", " + Quantity.seconds(began) + " in";
  }

  private static String strain(ResourceResult of) {
    List<String> strains = new ArrayList<>();
    boolean roomLeft = of.utilisation() < ROOM_LEFT;
    if (of.capacity() > 0) {
      strains.add((roomLeft ? "only " : "") + Quantity.percent(of.utilisation()) + " busy");
    }
    if (of.queueMean() >= HARDLY_ANYONE) {
      strains.add(
          (of.capacity() > 0 && roomLeft ? "yet " : "")
              + Quantity.level(of.queueMean())
              + " waiting on average, "
              + Quantity.count(of.queueMax())
              + " at most");
    }
    if (of.rejected() > 0) {
      strains.add(Quantity.count(of.rejected()) + " rejected");
    }
    return String.join(", ", strains);
  }
}
