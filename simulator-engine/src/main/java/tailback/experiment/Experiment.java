package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Reached;
import tailback.kernel.Observer;
import tailback.scenario.Precision;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Runs a scenario, once or as several replications on several threads. The results are the same on
 * any number of threads, with or without an observer.
 *
 * <pre>{@code
 * Results results = new Experiment(scenario, CostTable.read()).precision("p95(page) 3%").run();
 * Reached p95 = results.precision().get(0);
 * }</pre>
 */
public final class Experiment {

  /** How many replications are made at most when a precision is wanted, unless told otherwise. */
  public static final int MOST_REPLICATIONS = 1000;

  /** How many are made at least when a precision is wanted. */
  public static final int FEWEST_REPLICATIONS = StoppingRule.FEWEST;

  private final Scenario scenario;
  private final Runs runs;
  private final List<Precision> precision = new ArrayList<>();
  private int replications;
  private Observer observer;
  private Ended ended;
  private boolean perReplica;
  private Consumer<List<Reached>> known = reached -> {};
  private int expected = FEWEST_REPLICATIONS;

  /** An experiment with a scenario: one replication with the scenario's seed. */
  public Experiment(Scenario scenario, Costs costs) {
    this.scenario = scenario;
    runs = new Runs(costs, scenario.seed());
  }

  /** Uses another seed than the scenario's; replication <em>i</em> has this plus <em>i</em>. */
  public Experiment seed(long first) {
    runs.seed = first;
    return this;
  }

  /**
   * Repeats the run so many times, each time with another seed; where a precision is wanted, so
   * many times at most, and that is at least {@link #FEWEST_REPLICATIONS}.
   */
  public Experiment replications(int number) {
    replications = number;
    return this;
  }

  /**
   * Repeats the run until measures are known well enough: until half the 95 % interval of each is
   * as narrow as wanted, or {@linkplain #replications as many} were made as may be.
   *
   * @param wanted such as {@code p95(page) 3%}; several with commas in between
   * @throws tailback.scenario.Problem when it cannot be read
   */
  public Experiment precision(String wanted) {
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    return precision(reader.precision(wanted, scenario.deployment(), "precision"));
  }

  /** The same, already read. */
  public Experiment precision(List<Precision> wanted) {
    precision.addAll(wanted);
    return this;
  }

  /** Uses so many threads; one run never uses more than one. */
  public Experiment threads(int number) {
    runs.threads = number;
    return this;
  }

  /** Also reports the resources of each replica of a part by itself. */
  public Experiment perReplica(boolean wanted) {
    perReplica = wanted;
    return this;
  }

  /** Lets somebody watch the first replication. */
  public Experiment observer(Observer watching) {
    observer = watching;
    return this;
  }

  /** Tells that one of the requests of the first replication that have ended. */
  public Experiment ended(Ended told) {
    ended = told;
    return this;
  }

  /**
   * Asks now and then whether to go on. When not, the results are of the replications that have
   * ended, or, if none has, of what was simulated.
   */
  public Experiment goOn(BooleanSupplier ask) {
    runs.goOn = ask;
    return this;
  }

  /**
   * Tells now and then how much more is done, from any thread: 1 is one run, and there are {@link
   * #planned} of them.
   */
  public Experiment progress(DoubleConsumer told) {
    runs.progress = told;
    return this;
  }

  /** Tells after each replication how well the wanted measures are known. */
  public Experiment known(Consumer<List<Reached>> told) {
    known = told;
    return this;
  }

  /**
   * How many runs are made, those that find the warm-up included. For a precision that is not known
   * beforehand; as it comes nearer, it can be told better.
   */
  public int planned() {
    int measured = measured();
    if (scenario.warmup() != null) {
      return measured;
    }
    int probes = precision.isEmpty() ? 0 : WarmUp.FEWEST + FEWEST_REPLICATIONS;
    return probes + WarmUp.pilots(measured) + measured;
  }

  /** How many are measured, as far as can be told. */
  private int measured() {
    return precision.isEmpty() ? most() : Math.min(most(), expected);
  }

  private int most() {
    if (replications > 0) {
      return replications;
    }
    return precision.isEmpty() ? 1 : MOST_REPLICATIONS;
  }

  /**
   * Runs.
   *
   * @throws IllegalArgumentException when a precision is wanted of too few replications
   */
  public Results run() {
    if (!precision.isEmpty() && most() < FEWEST_REPLICATIONS) {
      throw new IllegalArgumentException(
          "a precision takes at least " + FEWEST_REPLICATIONS + " replications, not " + most());
    }
    long began = System.nanoTime();
    Measured all = new Measured(warmUp(), observer, ended, known);
    all.make(most());
    return all.pool
        .judged(runs.seed, (System.nanoTime() - began) / 1e9)
        .with(all.rule.reached(all.pool));
  }

  /**
   * As given, or found. Where a precision is wanted, a first few runs tell how many there will be
   * to be measured.
   */
  private WarmUp warmUp() {
    if (scenario.warmup() != null) {
      return WarmUp.given(scenario.warmup());
    }
    if (!precision.isEmpty()) {
      WarmUp rough = WarmUp.find(scenario, runs, FEWEST_REPLICATIONS);
      new Measured(rough, null, null, reached -> {}).make(FEWEST_REPLICATIONS);
    }
    return WarmUp.find(scenario, runs, measured());
  }

  /** Runs that are measured after a warm-up. */
  private final class Measured {
    final Scenario warm;
    final Pool pool;
    final StoppingRule rule;
    final Observer watching;
    final Ended ends;
    final Consumer<List<Reached>> told;

    Measured(WarmUp warmUp, Observer watching, Ended ends, Consumer<List<Reached>> told) {
      warm = scenario.warmingUp(warmUp.length());
      pool = new Pool(warm, warmUp);
      rule = new StoppingRule(warm, precision);
      this.watching = watching;
      this.ends = ends;
      this.told = told;
    }

    void make(int number) {
      runs.make(number, this::one, this::take);
    }

    private Replication one(int number, BooleanSupplier goOn) {
      Observer its = number == 0 ? watching : null;
      Replication run = new Replication(warm, runs.seed + number, runs.costs, its, perReplica);
      if (number == 0 && ends != null) {
        run.ended(ends);
      }
      return run.run(goOn, runs.progress);
    }

    /** Takes a run; false when there are enough. */
    private boolean take(Replication run) {
      pool.add(run);
      if (!run.complete()) {
        return false;
      }
      if (precision.isEmpty()) {
        return true;
      }
      rule.add(run);
      List<Reached> reached = rule.reached(pool);
      expected = (int) Math.min(most(), Math.ceil(rule.expected(reached)));
      told.accept(reached);
      return !rule.isEnough(reached);
    }
  }
}
