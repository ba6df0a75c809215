package tailback.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Requests;
import tailback.experiment.result.Compared.Unit;
import tailback.experiment.result.Results;
import tailback.metric.Interval;

/** A comparison in a paragraph: what is shown, where it comes from, who won, what pairing gave. */
final class CompareStory {

  private static final List<String> HEADLINES = List.of("p95", "mean", "errors", "rate");
  private static final double HARDLY = 1.2;
  private static final double MOST_OF_IT = 0.3;
  private static final double OTHER_TRAFFIC = 0.01;

  private final Compared compared;

  CompareStory(Compared compared) {
    this.compared = compared;
  }

  String text() {
    Requests requests = compared.allRequests();
    boolean nothing =
        compared.differences().values().stream()
            .allMatch(
                each -> each.paired().isExactlyZero() || Double.isNaN(each.paired().estimate()));
    if (nothing && requests.allTheSame() && requests.matched() > 0) {
      return "The change changes nothing: each of the "
          + Quantity.count(requests.matched())
          + " requests fared exactly the same on both sides.";
    }
    List<String> sentences = new ArrayList<>();
    String warning = WarmUpWords.warning(compared.a());
    sentences.add(warning.isEmpty() ? WarmUpWords.warning(compared.b()) : warning);
    sentences.add(shown());
    double before = offered(compared.a());
    double after = offered(compared.b());
    if (Math.abs(after - before) > OTHER_TRAFFIC * before) {
      sentences.add(
          "They were not offered the same traffic: "
              + Quantity.rate(before)
              + " before, "
              + Quantity.rate(after)
              + " after.");
    }
    sentences.add(origin());
    if (requests.matched() > 0) {
      sentences.add(requests(requests));
    }
    sentences.add(pairing());
    sentences.removeIf(String::isEmpty);
    return String.join(" ", sentences);
  }

  private static double offered(Results side) {
    return side.requests().offered() / side.simulatedS() / side.replications();
  }

  // ---- the measures

  private String shown() {
    List<String> said = new ArrayList<>();
    List<String> unsaid = new ArrayList<>();
    for (String name : HEADLINES) {
      Difference of = compared.differences().get(name);
      if (of == null) {
        continue;
      }
      if (of.paired().isShown()) {
        String difference = difference(name, of);
        said.add(said.isEmpty() && name.equals("mean") ? "the " + difference : difference);
      } else if (of.paired().interval() != null && !of.paired().isExactlyZero()) {
        unsaid.add(name);
      } else if (Double.isNaN(of.before()) != Double.isNaN(of.after())) {
        unsaid.add(name);
      }
    }
    if (said.isEmpty()) {
      return "No difference shown at this length" + within(unsaid) + ".";
    }
    String text = upperFirst(String.join("; ", said)) + ".";
    unsaid.remove("rate");
    return unsaid.isEmpty()
        ? text
        : text + " No difference of " + String.join(" or ", unsaid) + " is shown at this length.";
  }

  private static String difference(String name, Difference of) {
    double estimate = of.paired().estimate();
    String verb = name.equals("errors") ? " are " : " is ";
    return name
        + verb
        + plusMinus(
            words(CompareTable.amount(estimate, of.unit())),
            words(CompareTable.plain(of.paired().interval().half(), of.unit())))
        + (estimate < 0 ? " lower" : " higher")
        + " ("
        + level(of.before(), of.unit())
        + " before, "
        + level(of.after(), of.unit())
        + " after)";
  }

  private String within(List<String> unsaid) {
    if (unsaid.isEmpty()) {
      return "";
    }
    Difference of = compared.differences().get(unsaid.get(0));
    Interval interval = of.paired().interval();
    return interval == null
        ? ": " + unsaid.get(0) + " cannot be told on both sides"
        : ": "
            + unsaid.get(0)
            + " is anything from "
            + side(interval.lower(), of.unit())
            + " to "
            + side(interval.upper(), of.unit());
  }

  private static String side(double end, Unit unit) {
    String amount = words(CompareTable.amount(end, unit));
    return end == 0 ? "the same" : amount + (end < 0 ? " lower" : " higher");
  }

  private static String level(double value, Unit unit) {
    return switch (unit) {
      case MILLIS -> Quantity.millis(value);
      case RATE -> Quantity.rate(value);
      case SHARE -> Quantity.share(value);
      case NUMBER -> Quantity.level(value);
    };
  }

  private static String words(String amount) {
    return amount.replace(" pt", " points");
  }

  /** The unit once, if it is the same. */
  private static String plusMinus(String estimate, String half) {
    String unit = estimate.replaceFirst("^[<\\d.,]+", "");
    return estimate
        + " ± "
        + (!unit.isEmpty() && half.endsWith(unit) && half.matches("[<\\d.,]+\\Q" + unit + "\\E")
            ? half.substring(0, half.length() - unit.length())
            : half);
  }

  // ---- where it comes from

  /** The wait or service whose time changed most, if it is a good part of what the mean did. */
  private String origin() {
    Difference mean = compared.differences().get("mean");
    if (!mean.paired().isShown()) {
      return "";
    }
    Map<String, Double> before = compared.a().all().timeInMs();
    Map<String, Double> after = compared.b().all().timeInMs();
    Set<String> places = new LinkedHashSet<>(before.keySet());
    places.addAll(after.keySet());
    double estimate = mean.paired().estimate();
    String most = null;
    double largest = MOST_OF_IT * Math.abs(estimate);
    for (String place : places) {
      double change = after.getOrDefault(place, 0.0) - before.getOrDefault(place, 0.0);
      if (change * estimate > 0 && Math.abs(change) > largest) {
        largest = Math.abs(change);
        most = place;
      }
    }
    return most == null
        ? ""
        : "What changed most of a completed request's time is "
            + Cell.clean(most)
            + ": "
            + time(before.get(most))
            + " before, "
            + time(after.get(most))
            + " after.";
  }

  private static String time(Double millis) {
    return millis == null ? "none" : Quantity.millis(millis);
  }

  // ---- one by one

  private static String requests(Requests of) {
    List<String> parts = new ArrayList<>();
    if (of.faster() > 0) {
      parts.add(
          share(of.faster(), of)
              + " were faster, by "
              + Quantity.millis(of.fasterMs().mean())
              + " on average");
    }
    if (of.slower() > 0) {
      parts.add(
          share(of.slower(), of) + " were slower, by " + Quantity.millis(of.slowerMs().mean()));
    }
    if (of.same() > 0) {
      parts.add(share(of.same(), of) + " took exactly as long");
    }
    if (of.rescued() > 0) {
      parts.add(share(of.rescued(), of) + " failed before and completed after");
    }
    if (of.broken() > 0) {
      parts.add(share(of.broken(), of) + " completed before and failed after");
    }
    if (of.failed() > 0) {
      parts.add(share(of.failed(), of) + " failed on both sides");
    }
    return "Of the "
        + Quantity.count(of.matched())
        + " requests that ended on both sides "
        + String.join("; ", parts)
        + "."
        + completedOnBoth(of);
  }

  /** Where errors differ, the means are not of the same requests: these are. */
  private static String completedOnBoth(Requests of) {
    if (of.rescued() + of.broken() == 0 || Double.isNaN(of.meanMs()) || of.meanMs() == 0) {
      return "";
    }
    return " Those that completed on both took "
        + Quantity.millis(Math.abs(of.meanMs()))
        + (of.meanMs() < 0 ? " less" : " more")
        + " on average.";
  }

  private static String share(long count, Requests of) {
    return Quantity.percent((double) count / of.matched());
  }

  // ---- pairing

  private String pairing() {
    double factor = compared.differences().get("mean").paired().narrowing();
    if (Double.isNaN(factor)) {
      return "";
    }
    if (factor < HARDLY) {
      return "That both sides met the same requests hardly narrowed the interval of the mean.";
    }
    return "As both sides met the same requests, the interval of the mean is "
        + CompareTable.narrowing(factor).substring(1)
        + " times narrower than as many independent runs would make it; it would take "
        + Quantity.count(Math.round(factor * factor))
        + " times as many of those.";
  }

  private static String upperFirst(String text) {
    return text.startsWith("p95")
        ? text
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
