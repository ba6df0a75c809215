package tailback.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures that the texts of a scenario leave to the simulation: {@code {p95(page)}} stands for
 * what the run measures, {@code {before p95(page)}}, in a what-if, for what the scenario without it
 * does.
 */
public final class FiguresInText {

  /** A figure in a text: an optional {@code before}, and the measure. */
  public static final Pattern FIGURE = Pattern.compile("\\{(before\\s+)?([^{}]+)\\}");

  private FiguresInText() {}

  /**
   * Checks that a run can tell each figure of a text.
   *
   * @param here what the run measures
   * @param before what the scenario without the what-if measures; null where there is none
   */
  static void check(String text, Names here, Names before) {
    if (text == null) {
      return;
    }
    Matcher figure = FIGURE.matcher(text);
    while (figure.find()) {
      boolean ofBefore = figure.group(1) != null;
      if (ofBefore && before == null) {
        throw new Misread("before what?", "only a what_if has a scenario before it");
      }
      new ExpectationProse(ofBefore ? before : here).figure(figure.group(2));
    }
  }
}
