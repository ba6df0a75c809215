package tailback.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Problem;
import tailback.scenario.Relief;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Finds out what to relieve by doing it: each resource and limit that a run has met is relieved by
 * itself, four times as large, on the very same requests, and ranked by what that does to what the
 * scenario's expectations speak about. Then the best stays relieved, and the others are tried on
 * top of it: what would be next.
 *
 * <pre>{@code
 * Explained explained = new Explanation(file, List.of(), CostTable.read()).run();
 * String bottleneck = explained.ranking().get(0).relieves();
 * }</pre>
 */
public final class Explanation {

  /** How many pairs each relief is run in, unless told otherwise. */
  public static final int USUAL_PAIRS = 5;

  private final Path file;
  private final List<String> sets;
  private final Costs costs;
  private Scenario scenario;
  private final Runs runs;
  private final ScenarioReader reader = new ScenarioReader(Catalogue.standard());
  private int pairs = USUAL_PAIRS;
  private Duration warmup;
  private IntConsumer planned = number -> {};

  /**
   * An explanation of a scenario with its own seed.
   *
   * @param sets settings that come last, such as {@code gunicorn.workers=4}
   */
  public Explanation(Path file, List<String> sets, Costs costs) {
    this.file = file;
    this.sets = List.copyOf(sets);
    this.costs = costs;
    scenario = ScenarioReader.read(file, sets);
    runs = new Runs(costs, scenario.seed());
  }

  /** Uses another seed; pair <em>i</em> has this plus <em>i</em>, on both sides. */
  public Explanation seed(long first) {
    runs.seed = first;
    return this;
  }

  /** Warms up for so long, whatever the scenario says; null finds how long it takes. */
  public Explanation warmup(Duration length) {
    scenario = scenario.warmingUp(length);
    return this;
  }

  /** Runs so many pairs; an interval needs two. */
  public Explanation pairs(int number) {
    pairs = number;
    return this;
  }

  /** Uses so many threads; what comes of it is the same on any number. */
  public Explanation threads(int number) {
    runs.threads = number;
    return this;
  }

  /** Asks now and then whether to go on. */
  public Explanation goOn(BooleanSupplier ask) {
    runs.goOn = ask;
    return this;
  }

  /** Tells now and then how much more is done, from any thread: 1 is one run. */
  public Explanation progress(DoubleConsumer told) {
    runs.progress = told;
    return this;
  }

  /** Tells how many runs there will be, as soon and as often as that is known better. */
  public Explanation planned(IntConsumer told) {
    planned = told;
    return this;
  }

  /**
   * Makes all runs.
   *
   * @throws CancellationException when it was not to go on before the scenario itself had run
   */
  public Explained run() {
    planned.accept(pairs);
    Results first = base();
    Objective objective = Objective.of(scenario, first);
    List<Relief> all = reader.reliefs(file, sets);
    List<Relief> tried = new Touched(first).of(all);
    int runsOfAll = pairs * (tried.size() + 1);
    planned.accept(2 * runsOfAll);
    Trials trials = new Trials(objective, runs, pairs);
    trials.add(Trials.AS_IT_IS, warm(scenario));
    tried.forEach(each -> add(each, sets, trials));
    boolean complete = trials.run();
    if (!trials.has(Trials.AS_IT_IS)) {
      throw new CancellationException("the scenario itself has not been run");
    }
    Ranking ranking = new Ranking(trials);
    List<Explained.Relieved> room =
        ranking.of(Trials.AS_IT_IS, tried.stream().filter(each -> !each.shorter()).toList());
    List<Explained.Relieved> shorter =
        ranking.of(Trials.AS_IT_IS, tried.stream().filter(Relief::shorter).toList());
    List<Explained.Relieved> next =
        complete && !room.isEmpty() && room.get(0).isWorthwhile()
            ? next(trials, room.get(0), runsOfAll)
            : List.of();
    return new Explained(
        first,
        pairs,
        trials.objective(),
        room,
        shorter,
        next,
        spare(first, all),
        complete && runs.goOn.getAsBoolean());
  }

  private Results base() {
    Results results =
        new Experiment(scenario, costs).seed(runs.seed).threads(1).goOn(runs.goOn).run();
    if (!results.complete()) {
      throw new CancellationException("the scenario itself has not been run");
    }
    warmup = Duration.ofNanos(Math.round(results.warmupS() * 1e9));
    return results;
  }

  /** With the best relieved for good: what of the rest is met then, and helps. */
  private List<Explained.Relieved> next(Trials trials, Explained.Relieved best, int made) {
    List<String> relieved = with(sets, best.sets());
    Scenario base = warm(reader.plain(file, relieved));
    Results then = new Experiment(base, costs).seed(runs.seed).threads(1).goOn(runs.goOn).run();
    List<Relief> others =
        new Touched(then)
            .of(reader.reliefs(file, relieved)).stream()
                .filter(each -> !each.shorter() && !each.relieves().equals(best.relieves()))
                .toList();
    planned.accept(made + pairs * others.size());
    Trials second = trials.onTopOf(Trials.name(best.sets()));
    others.forEach(each -> add(each, relieved, second));
    if (!second.run()) {
      return List.of();
    }
    return new Ranking(second)
        .of(Trials.AS_IT_IS, others).stream().filter(Explained.Relieved::isWorthwhile).toList();
  }

  /** One that the scenario does not take, since it contradicts another setting, is left out. */
  private void add(Relief relief, List<String> before, Trials trials) {
    try {
      Scenario side = reader.plain(file, with(before, relief.sets()));
      trials.add(Trials.name(relief.sets()), warm(side));
    } catch (Problem e) {
      // such as a pool of the processes beside persistent connections
    }
  }

  private static List<String> with(List<String> sets, List<String> more) {
    List<String> both = new ArrayList<>(sets);
    both.addAll(more);
    return both;
  }

  private Scenario warm(Scenario of) {
    return of.warmingUp(warmup);
  }

  /** Resources that could be relieved and were never full. */
  private static List<Spare> spare(Results results, List<Relief> all) {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(each -> names.add(each.relieves()));
    List<Spare> spare = new ArrayList<>();
    for (String name : names) {
      ResourceResult resource = results.resources().get(name);
      if (resource != null && resource.capacity() > 0 && !Touched.wasFull(resource)) {
        spare.add(new Spare(name, resource.busyMax(), resource.capacity(), resource.utilisation()));
      }
    }
    return spare;
  }
}
