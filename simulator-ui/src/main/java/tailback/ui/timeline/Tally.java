package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tailback.ui.stage.Picture;

/** What became of requests up to the present, for the stage: it is counted by the run itself. */
public final class Tally {

  private Tally() {}

  /**
   * What stands with the clients: {@code answered} and how many, then for each way to fail the
   * same, with a third cell.
   *
   * @param failures the error texts of the run, by number
   */
  public static List<String> lines(Picture picture, List<String> failures) {
    long answered = 0;
    Map<Outcome, Long> failed = new TreeMap<>();
    for (int i = 0; i < picture.endings; i++) {
      Outcome outcome = outcome(picture, i, failures);
      if (outcome.failed()) {
        failed.merge(outcome, picture.ended[i], Long::sum);
      } else {
        answered += picture.ended[i];
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "answered\t%,d", answered));
    failed.forEach(
        (outcome, many) -> {
          String name = outcome.status() > 0 ? "failed " + outcome.name() : outcome.name();
          lines.add(String.format(Locale.ROOT, "%s\t%,d\tfailed", name, many));
        });
    return lines;
  }

  private static Outcome outcome(Picture picture, int index, List<String> failures) {
    int why = picture.unanswered[index];
    return new Outcome(picture.status[index], why < 0 ? null : failures.get(why));
  }
}
