package tailback.ui.incident;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tailback.component.Costs;
import tailback.experiment.Check;
import tailback.experiment.Comparison;
import tailback.experiment.Narration;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Answer;
import tailback.scenario.Scenario.Variant;
import tailback.scenario.Scenario.Verdict;

/**
 * An incident being played: which beat it is at, what was looked at, answered and tried. Whatever
 * takes a simulation belongs on a thread of its own.
 */
public final class Story {

  private final Scenario scenario;
  private final Costs costs;
  private final Narration narration;
  private final Set<String> looked = new LinkedHashSet<>();
  private final Set<String> tried = new LinkedHashSet<>();
  private Beat beat = Beat.PAGE;
  private int wrongAnswers;
  private boolean named;
  private boolean fixed;
  private Tried last;

  /** The incident of a scenario, at its start. */
  public Story(Scenario scenario, Costs costs) {
    this.scenario = scenario;
    this.costs = costs;
    narration = new Narration(costs, scenario.seed());
  }

  /**
   * A fix, tried.
   *
   * @param variant which
   * @param why what its author says about it, with its figures
   * @param expectations what was expected of it, and whether it holds
   * @param before what the scenario showed as it is
   * @param after what it shows with the fix, on the same requests
   */
  public record Tried(
      Variant variant, String why, List<Expected> expectations, Results before, Results after) {

    /** Whether it works. */
    public boolean right() {
      return variant.verdict() == Verdict.RIGHT;
    }
  }

  /** The incident. */
  public Scenario.Incident incident() {
    return scenario.incident();
  }

  /** The beat it is at. */
  public Beat beat() {
    return beat;
  }

  /** Goes to a beat. */
  public void go(Beat to) {
    beat = to;
  }

  /** A text with its figures; simulates. */
  public String told(String text) {
    return narration.tell(List.of(text), scenario, null).get(0);
  }

  /** Somebody looked at a part, a host or an endpoint. */
  public void look(String what) {
    looked.add(what);
  }

  /** What was looked at, in order. */
  public Set<String> looked() {
    return looked;
  }

  /** Somebody answered; what is to be said about it. Simulates. */
  public String answer(int index) {
    Answer answer = incident().answers().get(index);
    if (answer.right()) {
      named = true;
    } else {
      wrongAnswers++;
    }
    return told(answer.because());
  }

  /** Whether an answer is right. */
  public boolean isRight(int index) {
    return incident().answers().get(index).right();
  }

  /** Whether the cause was named. */
  public boolean named() {
    return named;
  }

  /** The fixes to choose from. */
  public List<Variant> fixes() {
    return scenario.whatIf().values().stream().filter(each -> each.verdict() != null).toList();
  }

  /** Tries a fix on the very same requests. Simulates. */
  public Tried attempt(Variant fix) {
    tried.add(fix.name());
    fixed |= fix.verdict() == Verdict.RIGHT;
    Compared compared = new Comparison(scenario, fix.scenario(), costs).replications(1).run();
    String why =
        fix.why().isEmpty()
            ? ""
            : narration.tell(List.of(fix.why()), fix.scenario(), scenario).get(0);
    List<Expected> expectations = new ArrayList<>();
    for (Check.Case each : new Check(scenario).cases()) {
      if (each.variant().equals(fix.name())) {
        expectations.addAll(each.run(costs, scenario.seed()));
      }
    }
    last = new Tried(fix, why, expectations, compared.a(), compared.b());
    return last;
  }

  /** What was tried last; null when nothing was. */
  public Tried last() {
    return last;
  }

  /** What was tried, in order. */
  public Set<String> tried() {
    return tried;
  }

  /** Whether a right fix was found. */
  public boolean fixed() {
    return fixed;
  }

  /** How many answers were wrong. */
  public int wrongAnswers() {
    return wrongAnswers;
  }
}
