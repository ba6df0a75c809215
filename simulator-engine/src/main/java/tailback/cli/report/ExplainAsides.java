package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Explained.Starved;
import tailback.experiment.result.Explained.Untried;
import tailback.experiment.result.Explained.Verdict;

/** What is not worth doing, whatever its graph shows, and what was not tried, and why. */
final class ExplainAsides {

  private final Explained explained;
  private final BusyWords busy;

  ExplainAsides(Explained explained) {
    this.explained = explained;
    busy = new BusyWords(explained.base().resources());
  }

  /** A paragraph each. */
  List<String> paragraphs() {
    List<Relieved> useless =
        Stream.concat(
                explained.ranking().stream(),
                explained.fewer().stream().filter(each -> each.verdict() == Verdict.COSTS))
            .filter(each -> !each.isBetter())
            .toList();
    List<String> paragraphs = new ArrayList<>();
    useless.stream().filter(this::isTelling).map(this::telling).forEach(paragraphs::add);
    list(
        "Makes no difference: ",
        useless.stream().filter(each -> !isTelling(each)).map(this::brings),
        paragraphs);
    list("Never full, so not tried: ", explained.spare().stream().map(this::spare), paragraphs);
    list("Never met, so not tried: ", explained.unmet().stream().map(this::unmet), paragraphs);
    for (Untried each : explained.refused()) {
      paragraphs.add(
          "Not tried, as the scenario refuses it: "
              + each.relieves()
              + ", "
              + each.how()
              + ". It says: "
              + each.why()
              + ".");
    }
    return paragraphs;
  }

  private static void list(String what, Stream<String> items, List<String> paragraphs) {
    String list = items.collect(Collectors.joining(", "));
    if (!list.isEmpty()) {
      paragraphs.add(what + list + ".");
    }
  }

  /** Whether its graph says something else, or it does harm. */
  private boolean isTelling(Relieved each) {
    return busy.isHot(each.relieves()) || each.verdict() != Verdict.NOTHING;
  }

  private String telling(Relieved each) {
    String looks =
        busy.isHot(each.relieves()) ? " looks hot, " + busy.share(each.relieves()) + " busy" : "";
    return (looks.isEmpty() ? busy.named(each.relieves()) : each.relieves())
        + looks
        + ": "
        + each.how()
        + " "
        + effect(each);
  }

  private String effect(Relieved each) {
    String from = level(each.before());
    String to = level(each.after());
    return switch (each.verdict()) {
      case COSTS -> "brings " + to + " instead of " + from + ", and " + price(each) + ".";
      case WORSE -> "makes it worse, " + to + " instead of " + from + ".";
      default ->
          from.equals(to)
              ? "leaves " + explained.objective().measure() + " at " + to + "."
              : "brings " + to + " instead of " + from + (isShown(each) ? "." : ", within chance.");
    };
  }

  private static boolean isShown(Relieved each) {
    return each.ci95() != null && !each.ci95().covers(0);
  }

  private static String price(Relieved each) {
    if (each.failedAfter() > each.failedBefore()) {
      return Quantity.share(each.failedAfter())
          + " of the requests fail instead of "
          + Quantity.share(each.failedBefore());
    }
    if (!each.starved().isEmpty()) {
      Starved first = each.starved().get(0);
      return Quantity.count(first.after())
          + " of "
          + first.endpoint()
          + " are answered instead of "
          + Quantity.count(first.before());
    }
    if (each.rateAfter() < each.rateBefore()) {
      return Quantity.rate(each.rateAfter())
          + " are answered instead of "
          + Quantity.rate(each.rateBefore());
    }
    return "p95 becomes "
        + Quantity.nanos(each.p95After())
        + " instead of "
        + Quantity.nanos(each.p95Before());
  }

  /** Such as {@code app.gil (8 % busy) 3.01 s}. */
  private String brings(Relieved each) {
    return busy.named(each.relieves()) + " " + level(each.after());
  }

  private String spare(Spare spare) {
    return spare.resource()
        + " ("
        + Quantity.percent(spare.utilisation())
        + " busy, at most "
        + Quantity.count(spare.peak())
        + " of "
        + Quantity.count(spare.capacity())
        + ")";
  }

  private String unmet(Untried each) {
    return each.relieves() + " (" + each.why() + ")";
  }

  private String level(double value) {
    return ExplainReport.level(value, explained.objective().unit());
  }
}
