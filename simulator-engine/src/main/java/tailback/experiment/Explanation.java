package tailback.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import tailback.component.Costs;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Results;
import tailback.scenario.Relief;
import tailback.scenario.Relief.Way;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Finds out what to relieve by doing it: each resource and limit that a run has met is relieved by
 * itself, four times as large, on the very same requests, and ranked by what that does to what the
 * scenario's expectations speak about. Then the best stays relieved, and the others are tried on
 * top of it: what would be next. Where none does by itself, pairs of them are tried. Where
 * something is crowded, fewer of those who crowd it are tried as well.
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
  private int pairs = USUAL_PAIRS;
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
    Duration warmup = Duration.ofNanos(Math.round(first.warmupS() * 1e9));
    Trials trials = new Trials(Objective.of(scenario, first), runs, pairs);
    trials.add(Trials.AS_IT_IS, scenario.warmingUp(warmup));
    trials.first(Trials.AS_IT_IS, first);
    Round alone = new Round(file, sets, warmup, trials);
    List<Relief> all = alone.all();
    Touched touched = new Touched(first);
    touched.of(all).forEach(alone::add);
    int made = 1 + alone.left();
    planned.accept(2 * made);
    boolean complete = alone.run();
    if (!trials.has(Trials.AS_IT_IS)) {
      throw new CancellationException("the scenario itself has not been run");
    }
    List<Relieved> room = alone.ranking(Way.ROOM);
    List<Relieved> fewer = alone.ranking(Way.FEWER);
    Explained.Objective objective = trials.objective();
    Optional<Relieved> best = room.stream().filter(Relieved::isWorthwhile).findFirst();
    Round second =
        !complete
            ? null
            : best.isPresent()
                ? isPerfect(best.get(), objective) ? null : next(alone, best.get(), trials)
                : isStuck(objective, fewer) ? together(alone, room, first) : null;
    List<Relieved> further = List.of();
    if (second != null) {
      planned.accept(made + second.left());
      complete = second.run();
      further = complete ? second.ranking(Way.ROOM) : List.of();
    }
    return new Explained(
        first,
        pairs,
        objective,
        room,
        alone.ranking(Way.SHORTER),
        fewer,
        best.isPresent() ? List.of() : further,
        best.isPresent() ? further : List.of(),
        touched.spare(all),
        touched.unmet(all),
        alone.refused(),
        complete && runs.goOn.getAsBoolean());
  }

  /** One run of the scenario, asked whatever there may be to get better. */
  private Results base() {
    Scenario asked = scenario.expecting(Objective.asked(scenario, Objective.symptom(scenario)));
    Results results = new Experiment(asked, costs).seed(runs.seed).threads(1).goOn(runs.goOn).run();
    if (!results.complete()) {
      throw new CancellationException("the scenario itself has not been run");
    }
    return results;
  }

  /** Whether nothing is left to get better. */
  private static boolean isPerfect(Relieved best, Explained.Objective objective) {
    return objective.less() && best.after() == 0;
  }

  /** With the best relieved for good: what of the rest is met then. */
  private static Round next(Round alone, Relieved best, Trials trials) {
    Round next = alone.onTopOf(best);
    new Touched(trials.first(Trials.name(best.sets())))
        .of(next.all()).stream()
            .filter(each -> each.way() == Way.ROOM && !each.relieves().equals(best.relieves()))
            .forEach(next::add);
    return next;
  }

  /** Whether something is wrong, and neither more nor fewer of any one thing mends it. */
  private static boolean isStuck(Explained.Objective objective, List<Relieved> fewer) {
    return (objective.symptom().isEmpty() || objective.holds())
        && fewer.stream().noneMatch(Relieved::isWorthwhile);
  }

  /** Two at a time of what is full, as none of them does by itself. */
  private static Round together(Round alone, List<Relieved> room, Results first) {
    Round together = alone.again();
    new Together(first.resources()).of(room, alone.tried()).forEach(together::add);
    return together;
  }
}
