package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Scenario;

/** Runs of a scenario and of changes of it, each with the same seeds. */
final class Trials {

  /** The name of the scenario without any change. */
  static final String AS_IT_IS = "";

  private final Objective objective;
  private final Runs runs;
  private final int pairs;
  private final Map<String, Scenario> sides = new LinkedHashMap<>();
  private final Map<String, Seen[]> seen = new LinkedHashMap<>();

  Trials(Objective objective, Runs runs, int pairs) {
    this.objective = objective;
    this.runs = runs;
    this.pairs = pairs;
  }

  /** Further trials beside a side of these, which has been run. */
  Trials onTopOf(String name) {
    Trials further = new Trials(objective, runs, pairs);
    further.seen.put(AS_IT_IS, of(name));
    return further;
  }

  /** What runs are asked. */
  Objective asked() {
    return objective;
  }

  /**
   * What one run showed.
   *
   * @param figure the objective; not a number when there was nothing to measure
   * @param symptom whether what is wrong shows
   * @param failed the share of requests that failed
   * @param p95 of all that was answered, nanoseconds
   */
  record Seen(double figure, boolean symptom, double failed, double p95) {}

  /** The name of a side that has these settings changed. */
  static String name(List<String> sets) {
    return String.join(" ", sets);
  }

  /** One more side to run, by its name. */
  void add(String name, Scenario side) {
    sides.put(name, side.expecting(objective.asked(side)));
  }

  /** Runs all of them; false when somebody cut it short. */
  boolean run() {
    List<String> names = new ArrayList<>(sides.keySet());
    runs.make(
        names.size() * pairs,
        (number, goOn) ->
            new Experiment(sides.get(names.get(number / pairs)), runs.costs)
                .seed(runs.seed + number % pairs)
                .threads(1)
                .goOn(goOn)
                .progress(runs.progress)
                .run(),
        new Taking(names)::take);
    return names.isEmpty() || has(names.get(names.size() - 1));
  }

  /** Takes runs in their order. */
  private final class Taking {
    private final List<String> names;
    private int taken;

    Taking(List<String> names) {
      this.names = names;
    }

    boolean take(Results results) {
      if (!results.complete()) {
        return false;
      }
      List<Expected> asked = results.expectations();
      seen.computeIfAbsent(names.get(taken / pairs), name -> new Seen[pairs])[taken % pairs] =
          new Seen(
              asked.get(0).figure(),
              objective.shows(asked.get(0)),
              asked.get(1).figure(),
              asked.get(2).figure());
      taken++;
      return true;
    }
  }

  /** Whether all runs of a side have ended. */
  boolean has(String name) {
    return seen.containsKey(name) && seen.get(name)[pairs - 1] != null;
  }

  /** What the runs of a side showed, in the order of the seeds. */
  Seen[] of(String name) {
    return seen.get(name);
  }

  /** What is to get better, and whether the symptom shows. */
  Explained.Objective objective() {
    boolean holds = true;
    for (Seen each : of(AS_IT_IS)) {
      holds &= each.symptom();
    }
    return new Explained.Objective(
        objective.measure(),
        objective.figure().unit(),
        objective.less(),
        objective.symptom() == null ? "" : objective.symptom().text(),
        objective.symptom() != null && holds);
  }
}
