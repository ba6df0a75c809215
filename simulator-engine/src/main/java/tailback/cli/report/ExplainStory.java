package tailback.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tailback.experiment.finding.Findings;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Objective;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Results.Finding;
import tailback.scenario.Expectation.Unit;

/** The answer, in sentences; none without a figure that was measured. */
final class ExplainStory {

  /** Findings that say what is full, which has been tried. */
  private static final Set<String> CONSEQUENCES =
      Set.of("workers-taken", "gil-contention", "private-queues", "dead-work", "scaled");

  /** Findings that say why a resource is full. */
  private static final Set<String> THROTTLED = Set.of("credits-exhausted", "cpu-quota");

  private final Explained explained;
  private final Objective objective;
  private final BusyWords busy;

  ExplainStory(Explained explained) {
    this.explained = explained;
    objective = explained.objective();
    busy = new BusyWords(explained.base().resources());
  }

  /** The bottleneck, and what would be next; or that there is none. */
  List<String> sentences() {
    List<Relieved> worthwhile = worthwhile(explained.ranking());
    List<Relieved> fewer = worthwhile(explained.fewer());
    if (!worthwhile.isEmpty()) {
      return bottleneck(worthwhile, fewer);
    }
    if (!fewer.isEmpty()) {
      return List.of(fewerOnly(fewer.get(0)));
    }
    List<String> sentences = new ArrayList<>();
    List<Relieved> together = explained.together();
    if (!worthwhile(together).isEmpty()) {
      sentences.add(together(together.get(0)));
      sentences.add("Alone none of them is enough. " + most() + ".");
    } else {
      sentences.add(none());
      if (!together.isEmpty()) {
        sentences.add(notTogether(together));
      }
    }
    worthwhile(explained.shorter()).stream()
        .limit(1)
        .map(
            best ->
                "Shorter work does it: " + best.relieves() + ", " + best.how() + ", " + takes(best))
        .forEach(sentence -> sentences.add(sentence + "."));
    leading()
        .map(found -> "Of the findings, begin with " + seen(found) + ".")
        .ifPresent(sentences::add);
    return sentences;
  }

  private static List<Relieved> worthwhile(List<Relieved> ranking) {
    return ranking.stream().filter(Relieved::isWorthwhile).toList();
  }

  private List<String> bottleneck(List<Relieved> worthwhile, List<Relieved> fewer) {
    Relieved best = worthwhile.get(0);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "The bottleneck is "
            + best.relieves()
            + busy.after(best.relieves())
            + ": "
            + best.how()
            + " alone "
            + takes(best)
            + ".");
    others("As good, as far as " + runs() + " can tell: ", worthwhile, true)
        .ifPresent(sentences::add);
    others("Less good: ", worthwhile, false).ifPresent(sentences::add);
    if (!fewer.isEmpty()) {
      sentences.add(
          "Without more of anything, fewer: "
              + fewer.get(0).how()
              + " for "
              + fewer.get(0).relieves()
              + " "
              + takes(fewer.get(0))
              + ".");
    }
    sentences.add(next(best));
    leading()
        .filter(found -> saysMore(found, best))
        .map(found -> "What may bring it about: " + seen(found) + ".")
        .ifPresent(sentences::add);
    return sentences;
  }

  /** Such as {@code takes p95(page) from 3.2 s to 20 ms, and the symptom is gone in all 5 runs}. */
  private String takes(Relieved each) {
    return "takes "
        + objective.measure()
        + " from "
        + level(each.before())
        + " to "
        + level(each.after())
        + (objective.unit() == Unit.NUMBER ? " a run" : "")
        + symptom(each);
  }

  private String symptom(Relieved each) {
    if (objective.symptom().isEmpty()) {
      return "";
    }
    return switch (each.verdict()) {
      case ENDS -> ", and the symptom is gone in all " + runs();
      case HELPS -> objective.holds() ? ", and the symptom is gone in some of " + runs() : "";
      case EASES -> ", and the symptom stays in all " + runs();
      default -> "";
    };
  }

  private String runs() {
    return explained.runs() == 1 ? "1 run" : explained.runs() + " runs";
  }

  /** What else is worth it, with the figures that it brings. */
  private Optional<String> others(String what, List<Relieved> worthwhile, boolean tied) {
    String names =
        worthwhile.stream()
            .filter(each -> !each.relieves().equals(worthwhile.get(0).relieves()))
            .filter(each -> each.tied() == tied)
            .map(each -> each.relieves() + " (" + each.how() + ", " + level(each.after()) + ")")
            .collect(Collectors.joining("; "));
    return names.isEmpty() ? Optional.empty() : Optional.of(what + names + ".");
  }

  private String next(Relieved best) {
    if (!explained.complete()) {
      return "Cut short: what comes after " + level(best.after()) + " was not tried.";
    }
    if (explained.next().isEmpty()) {
      return "Nothing comes next: "
          + (best.after() == 0
              ? objective.measure() + " is at " + level(0)
              : "at " + level(best.after()) + " nothing else is full")
          + ".";
    }
    List<Relieved> worthwhile = worthwhile(explained.next());
    if (worthwhile.isEmpty()) {
      int tried = explained.next().size();
      return "Nothing comes next: "
          + (tried == 1 ? "the one other that is" : "none of the " + tried + " others that are")
          + " met then "
          + (tried == 1 ? "does not make " : "makes ")
          + level(best.after())
          + " a tenth better.";
    }
    Relieved next = worthwhile.get(0);
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

  private String fewerOnly(Relieved best) {
    return "More of nothing helps, fewer does: "
        + best.how()
        + " for "
        + best.relieves()
        + busy.after(best.relieves())
        + " "
        + takes(best)
        + ".";
  }

  private String none() {
    List<Relieved> ranking = explained.ranking();
    String full =
        ranking.stream()
            .map(Relieved::relieves)
            .distinct()
            .filter(busy::isHot)
            .map(busy::named)
            .collect(Collectors.joining(", "));
    String most = ranking.isEmpty() ? "" : " " + most() + ".";
    if (full.isEmpty()) {
      return "Nothing is saturated" + busiest() + "." + most + seldom();
    }
    boolean wrong = !objective.symptom().isEmpty() && objective.shown() > 0;
    return (wrong ? "No single one is enough" : "Nothing matters by itself")
        + ", though hot: "
        + full
        + "."
        + most
        + seldom();
  }

  private String busiest() {
    Stream<String> tried = explained.ranking().stream().map(Relieved::relieves);
    Stream<String> spare = explained.spare().stream().map(Spare::resource);
    return busy.busiest(Stream.concat(tried, spare))
        .map(name -> "; the busiest is " + name)
        .orElse("");
  }

  /** That the symptom does not always show; empty when it does, or there is none. */
  private String seldom() {
    return objective.symptom().isEmpty() || objective.holds()
        ? ""
        : " The symptom shows in "
            + (objective.shown() == 0 ? "none" : objective.shown())
            + " of "
            + runs()
            + " as it is.";
  }

  /** The most that one of them does. */
  private String most() {
    List<Relieved> ranking = explained.ranking();
    Relieved first = ranking.get(0);
    if (first.isBetter()) {
      return "The most does " + first.relieves() + ": " + first.how() + " " + takes(first);
    }
    boolean one = ranking.size() == 1;
    return (one ? "The one relief does not make " : "None of " + ranking.size() + " reliefs makes ")
        + objective.measure()
        + ", "
        + level(first.before())
        + ", a tenth better";
  }

  private String together(Relieved best) {
    String names =
        Arrays.stream(best.relieves().split(" \\+ "))
            .map(busy::named)
            .collect(Collectors.joining(" and "));
    return "The bottleneck is two: "
        + names
        + ". Only together they "
        + takes(best).replaceFirst("takes", "take")
        + ": "
        + best.how()
        + ".";
  }

  private String notTogether(List<Relieved> together) {
    Relieved best = together.get(0);
    int tried = together.size();
    return (tried == 1
            ? "Nor do the two together: "
            : "Nor do two at a time; of " + tried + " pairs the best is " + best.relieves() + ": ")
        + best.how()
        + " brings "
        + level(best.after())
        + symptom(best)
        + ".";
  }

  /** The finding that most likely brought the others about; none that only says what is full. */
  private Optional<Finding> leading() {
    return Findings.leading(
        explained.base().findings().stream()
            .filter(found -> !CONSEQUENCES.contains(found.id()))
            .toList());
  }

  /** Whether it says more of the bottleneck than that it is one. */
  private static boolean saysMore(Finding found, Relieved best) {
    return THROTTLED.contains(found.id()) || !best.relieves().startsWith(found.resource());
  }

  private static String seen(Finding found) {
    return found.id()
        + " at "
        + found.resource()
        + ", from "
        + Quantity.seconds(Math.max(0, found.firstS()))
        + " on";
  }

  private String level(double value) {
    return ExplainReport.level(value, objective.unit());
  }
}
