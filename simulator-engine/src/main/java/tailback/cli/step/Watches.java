package tailback.cli.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.cli.report.Quantity;
import tailback.component.Catalogue;
import tailback.experiment.Playback;
import tailback.scenario.Condition;
import tailback.scenario.Expectation;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;

/** The measures that are shown at every stop: so far, and of levels what they are now. */
final class Watches {

  private static final Pattern LEVEL = Pattern.compile("(queue|busy|idle)\\s*\\(.+\\)");

  private final ScenarioReader reader = new ScenarioReader(Catalogue.standard());
  private final Playback playback;
  private final Map<String, Watched> all = new LinkedHashMap<>();

  /** A measure of the run so far, a level of the present, or both; the other is null. */
  private record Watched(Expectation figure, Condition.LevelIs level) {}

  Watches(Playback playback) {
    this.playback = playback;
  }

  /** Watches a measure. */
  void add(String text) {
    Condition.LevelIs level = null;
    Matcher matcher = LEVEL.matcher(text);
    if (matcher.matches()) {
      level =
          (Condition.LevelIs)
              reader.condition(text + " > 0", playback.scenario().deployment(), "watch " + text);
    }
    boolean onlyNow = matcher.matches() && !matcher.group(1).equals("queue");
    Expectation figure = onlyNow ? null : reader.figure(text, playback.scenario());
    all.put(text, new Watched(figure, level));
  }

  /** No longer; empty: none of them. */
  void remove(String text) {
    if (text.isEmpty()) {
      all.clear();
    } else if (all.remove(text) == null) {
      throw Problem.ofArgument("unwatch " + text, "is not watched", text, all.keySet());
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Each with its value now. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    all.forEach((text, watched) -> values.add(text + " " + value(watched)));
    return values;
  }

  private String value(Watched watched) {
    if (watched.level == null) {
      return measured(watched.figure);
    }
    String now = Quantity.count(Math.round(playback.level(watched.level)));
    return watched.figure == null ? now : now + " (mean " + measured(watched.figure) + ")";
  }

  private String measured(Expectation figure) {
    return playback.now().time() <= playback.timeZero()
        ? Quantity.UNKNOWN
        : Quantity.measured(playback.measure(figure), figure.unit());
  }
}
