package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import tailback.component.Costs;
import tailback.experiment.finding.Findings;
import tailback.experiment.result.Results;
import tailback.kernel.Observer;
import tailback.scenario.Scenario;

/**
 * Runs a scenario, once or as several replications on several threads. The results are the same on
 * any number of threads, with or without an observer.
 */
public final class Experiment {

  private final Scenario scenario;
  private final Costs costs;
  private long seed;
  private int replications = 1;
  private int threads = Runtime.getRuntime().availableProcessors();
  private Observer observer;
  private boolean perReplica;
  private BooleanSupplier goOn = () -> true;
  private DoubleConsumer progress = more -> {};

  /** An experiment with a scenario: one replication with the scenario's seed. */
  public Experiment(Scenario scenario, Costs costs) {
    this.scenario = scenario;
    this.costs = costs;
    seed = scenario.seed();
  }

  /** Uses another seed than the scenario's; replication <em>i</em> has this plus <em>i</em>. */
  public Experiment seed(long first) {
    seed = first;
    return this;
  }

  /** Repeats the run so many times, each time with another seed. */
  public Experiment replications(int number) {
    replications = number;
    return this;
  }

  /** Uses so many threads; one run never uses more than one. */
  public Experiment threads(int number) {
    threads = number;
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

  /** Asks now and then whether to go on; when not, the results are of what was simulated. */
  public Experiment goOn(BooleanSupplier ask) {
    goOn = ask;
    return this;
  }

  /** Tells now and then how much more is done, 1 being all of it; from any thread. */
  public Experiment progress(DoubleConsumer told) {
    progress = told;
    return this;
  }

  /** Runs. */
  public Results run() {
    long began = System.nanoTime();
    List<Replication> runs = replications == 1 ? List.of(one(0)) : many();
    double wall = (System.nanoTime() - began) / 1e9;
    return results(scenario, runs, seed, wall);
  }

  /** What runs of a scenario showed, with what stood out and what became of its expectations. */
  static Results results(Scenario scenario, List<Replication> runs, long seed, double wallSeconds) {
    Pool pool = new Pool(scenario, runs);
    Results results = pool.results(seed, wallSeconds);
    Judge judge = new Judge(results, pool, runs);
    return results.with(Findings.of(results, runs.get(0).firsts()), judge.judge(scenario.expect()));
  }

  private Replication one(int index) {
    return new Replication(scenario, seed + index, costs, index == 0 ? observer : null, perReplica)
        .run(goOn, share -> progress.accept(share / replications));
  }

  private List<Replication> many() {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<Replication>> futures = new ArrayList<>();
      for (int i = 0; i < replications; i++) {
        int index = i;
        futures.add(pool.submit(() -> one(index)));
      }
      List<Replication> runs = new ArrayList<>();
      for (Future<Replication> future : futures) {
        runs.add(future.get());
      }
      return runs;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdown();
    }
  }
}
