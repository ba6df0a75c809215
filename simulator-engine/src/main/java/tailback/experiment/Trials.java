package tailback.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.Objective.Seen;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Results;
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
  private final Map<String, Results> firsts = new LinkedHashMap<>();

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

  /** The name of a side that has these settings changed. */
  static String name(List<String> sets) {
    return String.join(" ", sets);
  }

  /** One more side to run, by its name. */
  void add(String name, Scenario side) {
    sides.put(name, side.expecting(Objective.asked(side, objective.symptom())));
    seen.put(name, new Seen[pairs]);
  }

  /** The run of a side with the first seed, which has been made already. */
  void first(String name, Results made) {
    take(new Job(name, 0), made);
  }

  private void take(Job job, Results made) {
    seen.get(job.name())[job.pair()] = objective.seen(made);
    if (job.pair() == 0) {
      firsts.put(job.name(), made);
    }
  }

  /** How many runs are left to be made. */
  int left() {
    return jobs().size();
  }

  /** One run to make. */
  private record Job(String name, int pair) {}

  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (String name : sides.keySet()) {
      for (int pair = 0; pair < pairs; pair++) {
        if (seen.get(name)[pair] == null) {
          jobs.add(new Job(name, pair));
        }
      }
    }
    return jobs;
  }

  /** Makes the runs that are left; false when somebody cut it short. */
  boolean run() {
    List<Job> jobs = jobs();
    int[] taken = {0};
    runs.make(
        jobs.size(),
        (number, goOn) ->
            new Experiment(sides.get(jobs.get(number).name()), runs.costs)
                .seed(runs.seed + jobs.get(number).pair())
                .threads(1)
                .goOn(goOn)
                .progress(runs.progress)
                .run(),
        made -> {
          if (made.complete()) {
            take(jobs.get(taken[0]++), made);
          }
          return made.complete();
        });
    return taken[0] == jobs.size();
  }

  /** Whether all runs of a side have ended. */
  boolean has(String name) {
    return seen.containsKey(name) && seen.get(name)[pairs - 1] != null;
  }

  /** The first run of a side. */
  Results first(String name) {
    return firsts.get(name);
  }

  /** What the runs of a side showed, in the order of the seeds. */
  Seen[] of(String name) {
    return seen.get(name);
  }

  /** What is to get better, and whether the symptom shows. */
  Explained.Objective objective() {
    int shown = (int) Arrays.stream(of(AS_IT_IS)).filter(Seen::symptom).count();
    return new Explained.Objective(
        objective.measure(),
        objective.figure().unit(),
        objective.less(),
        objective.symptom() == null ? "" : objective.symptom().text(),
        shown,
        objective.symptom() != null && shown == pairs);
  }
}
