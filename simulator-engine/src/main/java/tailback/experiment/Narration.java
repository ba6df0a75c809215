package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Expectation;
import tailback.scenario.FiguresInText;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Tells texts with the figures that a run measures: {@code p95 is {p95(page)}} becomes {@code p95
 * is 1.21 s}. So no text can say what the simulation does not show.
 */
public final class Narration {

  private static final ScenarioReader READER = new ScenarioReader(Catalogue.standard());

  private final Costs costs;
  private final long seed;
  private final Map<Scenario, Map<String, String>> known = new LinkedHashMap<>();

  /** Figures of runs with this seed. */
  public Narration(Costs costs, long seed) {
    this.costs = costs;
    this.seed = seed;
  }

  /**
   * The texts with their figures.
   *
   * @param here whose figures they are
   * @param before whose {@code {before …}} are; null where there is none
   */
  public List<String> tell(List<String> texts, Scenario here, Scenario before) {
    measure(here, asked(texts, false));
    if (before != null) {
      measure(before, asked(texts, true));
    }
    return texts.stream().map(text -> told(text, here, before)).toList();
  }

  private static List<String> asked(List<String> texts, boolean ofBefore) {
    List<String> asked = new ArrayList<>();
    for (String text : texts) {
      Matcher figure = FiguresInText.FIGURE.matcher(text);
      while (figure.find()) {
        if ((figure.group(1) != null) == ofBefore && !asked.contains(figure.group(2))) {
          asked.add(figure.group(2));
        }
      }
    }
    return asked;
  }

  private void measure(Scenario scenario, List<String> asked) {
    Map<String, String> figures = known.computeIfAbsent(scenario, s -> new LinkedHashMap<>());
    List<String> unknown = asked.stream().filter(each -> !figures.containsKey(each)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    List<Expectation> expectations =
        unknown.stream().map(each -> READER.figure(each, scenario)).toList();
    Results results = new Experiment(scenario.expecting(expectations), costs).seed(seed).run();
    for (int i = 0; i < unknown.size(); i++) {
      Expected expected = results.expectations().get(i);
      figures.put(unknown.get(i), expected.measured());
    }
  }

  private String told(String text, Scenario here, Scenario before) {
    return FiguresInText.FIGURE
        .matcher(text)
        .replaceAll(
            figure ->
                Matcher.quoteReplacement(
                    known.get(figure.group(1) == null ? here : before).get(figure.group(2))));
  }
}
