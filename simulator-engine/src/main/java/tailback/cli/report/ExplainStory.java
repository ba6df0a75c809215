package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tailback.experiment.finding.Findings;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Objective;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Explained.Verdict;
import tailback.experiment.result.Results.ResourceResult;

/** What reliefs showed, in sentences; none without a figure that was measured. */
final class ExplainStory {

  private static final double HOT = 0.7;
  private static final double COOL = 0.3;
  private static final double ROUGHLY_ALL = 0.995;

  private final Explained explained;
  private final Objective objective;

  ExplainStory(Explained explained) {
    this.explained = explained;
    objective = explained.objective();
  }

  /** The bottleneck, and what would be next; or that there is none. */
  List<String> verdict() {
    List<String> sentences = new ArrayList<>();
    List<Relieved> worthwhile =
        explained.ranking().stream().filter(Relieved::isWorthwhile).toList();
    if (worthwhile.isEmpty()) {
      sentences.add(none());
      explained.ranking().stream()
          .filter(Relieved::isBetter)
          .findFirst()
          .ifPresent(most -> sentences.add(eased(most)));
    } else {
      sentences.add(bottleneck(worthwhile.get(0)));
      List<Relieved> others =
          worthwhile.stream().filter(each -> !same(each, worthwhile.get(0))).toList();
      if (!others.isEmpty()) {
        sentences.add(
            "As well or less well: "
                + others.stream()
                    .map(each -> each.relieves() + " (" + level(each.after()) + ")")
                    .collect(Collectors.joining(", "))
                + ".");
      }
      sentences.add(next(worthwhile.get(0)));
    }
    return sentences;
  }

  private String eased(Relieved most) {
    return "The most does "
        + most.relieves()
        + busy(most.relieves())
        + ": "
        + most.how()
        + " brings "
        + level(most.after())
        + ", and "
        + (objective.symptom().isEmpty() ? "no more" : objective.symptom() + " still holds")
        + ".";
  }

  private static boolean same(Relieved one, Relieved other) {
    return one.relieves().equals(other.relieves());
  }

  private String bottleneck(Relieved best) {
    return "The bottleneck is "
        + best.relieves()
        + busy(best.relieves())
        + ": "
        + best.how()
        + " and nothing else takes "
        + objective.measure()
        + " from "
        + level(best.before())
        + " to "
        + level(best.after())
        + (best.verdict() == Verdict.ENDS ? ", and the symptom is gone in every run." : ".");
  }

  /** Such as {@code , 98 % busy and up to 256 waiting}; empty for a limit. */
  private String busy(String name) {
    ResourceResult resource = explained.base().resources().get(name);
    if (resource == null || resource.capacity() == 0) {
      return "";
    }
    String waiting =
        resource.queueMax() > 0
            ? " with up to " + Quantity.count(resource.queueMax()) + " waiting"
            : "";
    String refused =
        resource.rejected() > 0
            ? ", "
                + Quantity.count(resource.rejected())
                + " of "
                + Quantity.count(resource.arrivals())
                + " refused"
            : "";
    return ", " + share(resource) + " busy" + waiting + refused;
  }

  private static String share(ResourceResult resource) {
    return resource.utilisation() > ROUGHLY_ALL
        ? "100 %"
        : Quantity.percent(resource.utilisation());
  }

  private String next(Relieved best) {
    if (explained.next().isEmpty()) {
      return "After that nothing else is worth relieving.";
    }
    Relieved next = explained.next().get(0);
    return "Next would be "
        + next.relieves()
        + ": "
        + next.how()
        + " on top takes it from "
        + level(best.after())
        + " to "
        + level(next.after())
        + ".";
  }

  private String none() {
    List<String> full =
        explained.ranking().stream()
            .map(Relieved::relieves)
            .distinct()
            .filter(name -> utilisation(name) > HOT)
            .map(name -> name + " (" + share(explained.base().resources().get(name)) + ")")
            .toList();
    String now =
        explained.ranking().isEmpty()
            ? ""
            : "with " + objective.measure() + " at " + level(explained.ranking().get(0).before());
    if (!objective.symptom().isEmpty() && !objective.holds()) {
      return (full.isEmpty() ? "Nothing is saturated, and the" : "The")
          + " symptom, "
          + objective.symptom()
          + ", does not show in every run: "
          + (now.isEmpty() ? "" : now + ", ")
          + "no resource or limit, relieved alone, makes a difference that matters.";
    }
    if (full.isEmpty()) {
      return "Nothing is saturated: "
          + now
          + (now.isEmpty() ? "no resource or limit was met" : ", no resource or limit, relieved")
          + (now.isEmpty() ? "." : " alone, makes a difference that matters.")
          + leading();
    }
    return "No single one is enough: "
        + now
        + ", "
        + String.join(", ", full)
        + (full.size() == 1 ? " is" : " are")
        + " full, and relieving one of them alone does not do."
        + leading();
  }

  /** The finding that most likely brought the others about. */
  private String leading() {
    return Findings.leading(explained.base().findings())
        .map(
            found -> " Of the findings, begin with " + found.id() + " at " + found.resource() + ".")
        .orElse("");
  }

  /** What makes no difference, though its graph may look as if it did, and what was never full. */
  List<String> useless() {
    List<String> lines = new ArrayList<>();
    for (Relieved each : explained.ranking()) {
      if (!each.isBetter()) {
        lines.add(useless(each));
      }
    }
    if (!explained.spare().isEmpty()) {
      lines.add(
          "Never full, so not tried: "
              + explained.spare().stream()
                  .map(ExplainStory::spare)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return lines;
  }

  private static String spare(Spare spare) {
    return spare.resource()
        + " ("
        + Quantity.percent(spare.utilisation())
        + " busy, at most "
        + Quantity.count(spare.peak())
        + " of "
        + Quantity.count(spare.capacity())
        + ")";
  }

  private String useless(Relieved each) {
    double utilisation = utilisation(each.relieves());
    String looks = "";
    if (utilisation > HOT) {
      looks = " looks hot, " + share(explained.base().resources().get(each.relieves())) + " busy";
    } else if (utilisation >= 0) {
      looks =
          " is "
              + share(explained.base().resources().get(each.relieves()))
              + " busy"
              + (utilisation < COOL ? ", which tells you nothing here" : "");
    }
    return each.relieves() + looks + ": " + each.how() + " " + effect(each);
  }

  private String effect(Relieved each) {
    String from = level(each.before());
    String to = level(each.after());
    return switch (each.verdict()) {
      case COSTS -> "brings " + to + " instead of " + from + ", and " + price(each) + ".";
      case WORSE -> "makes it worse, " + to + " instead of " + from + ".";
      default ->
          from.equals(to)
              ? "leaves " + objective.measure() + " at " + to + "."
              : "brings " + to + " instead of " + from + (isShown(each) ? "." : ", within chance.");
    };
  }

  private static boolean isShown(Relieved each) {
    return each.ci95() != null && !each.ci95().covers(0);
  }

  private static String price(Relieved each) {
    return each.failedAfter() > each.failedBefore()
        ? Quantity.share(each.failedAfter())
            + " of the requests fail instead of "
            + Quantity.share(each.failedBefore())
        : "p95 becomes "
            + Quantity.nanos(each.p95After())
            + " instead of "
            + Quantity.nanos(each.p95Before());
  }

  /** Negative for a limit. */
  private double utilisation(String name) {
    ResourceResult resource = explained.base().resources().get(name);
    return resource == null || resource.capacity() == 0 ? -1 : resource.utilisation();
  }

  private String level(double value) {
    return ExplainReport.level(value, objective.unit());
  }
}
