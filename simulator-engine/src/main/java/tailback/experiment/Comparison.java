package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import tailback.component.Costs;
import tailback.experiment.Measures.Measured;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Requests;
import tailback.experiment.result.Results;
import tailback.metric.PairedDifference;
import tailback.scenario.Scenario;

/**
 * Compares two sides, such as a scenario with and without a change: both are run with the same
 * seeds and so meet the very same requests. What differs is the change and nothing else, so that a
 * difference shows long before either side is well known.
 *
 * <pre>{@code
 * Compared compared = new Comparison(before, after, CostTable.read()).replications(20).run();
 * Interval p95 = compared.differences().get("p95(page)").paired().interval();
 * }</pre>
 */
public final class Comparison {

  /** How many pairs are run unless told otherwise. */
  public static final int USUAL_REPLICATIONS = 10;

  private final Scenario a;
  private final Scenario b;
  private final Costs costs;
  private long seed;
  private int replications = USUAL_REPLICATIONS;
  private int threads = Runtime.getRuntime().availableProcessors();
  private BooleanSupplier goOn = () -> true;
  private DoubleConsumer progress = more -> {};

  /** A comparison: ten pairs of runs, the first with the seed of the first scenario. */
  public Comparison(Scenario a, Scenario b, Costs costs) {
    this.a = a;
    this.b = b;
    this.costs = costs;
    seed = a.seed();
  }

  /** Uses another seed; pair <em>i</em> has this plus <em>i</em>, on both sides. */
  public Comparison seed(long first) {
    seed = first;
    return this;
  }

  /** Runs so many pairs; an interval needs two. */
  public Comparison replications(int number) {
    replications = number;
    return this;
  }

  /** Uses so many threads; the results are the same on any number. */
  public Comparison threads(int number) {
    threads = number;
    return this;
  }

  /** Asks now and then whether to go on; when not, pairs that have not ended are left out. */
  public Comparison goOn(BooleanSupplier ask) {
    goOn = ask;
    return this;
  }

  /** Tells now and then how much more is done, 1 being all of it; from any thread. */
  public Comparison progress(DoubleConsumer told) {
    progress = told;
    return this;
  }

  /**
   * Runs all pairs.
   *
   * @throws CancellationException when it was not to go on, and not one pair had ended
   */
  public Compared run() {
    long began = System.nanoTime();
    List<PairOfRuns> pairs = pairs().stream().filter(PairOfRuns::complete).toList();
    if (pairs.isEmpty()) {
      throw new CancellationException("no pair of runs has ended");
    }
    double wall = (System.nanoTime() - began) / 1e9;
    Results resultsA =
        Experiment.results(a, pairs.stream().map(PairOfRuns::a).toList(), seed, wall);
    Results resultsB =
        Experiment.results(b, pairs.stream().map(PairOfRuns::b).toList(), seed, wall);
    PairedRequests all = new PairedRequests();
    Map<String, Requests> requests = new LinkedHashMap<>();
    for (String endpoint : pairs.get(0).requests().keySet()) {
      PairedRequests sum = new PairedRequests();
      pairs.forEach(pair -> sum.add(pair.requests().get(endpoint)));
      requests.put(endpoint, sum.requests());
      all.add(sum);
    }
    return new Compared(
        resultsA,
        resultsB,
        replications,
        differences(resultsA, resultsB, pairs),
        requests,
        all.requests());
  }

  /** Of the measures that both sides have. */
  private static Map<String, Difference> differences(
      Results before, Results after, List<PairOfRuns> pairs) {
    Map<String, Measured> second = Measures.of(after);
    Map<String, Difference> differences = new LinkedHashMap<>();
    Measures.of(before)
        .forEach(
            (name, one) -> {
              Measured other = second.get(name);
              if (other != null) {
                PairedDifference paired =
                    PairedDifference.of(
                        one.value(),
                        other.value(),
                        pairs.stream().mapToDouble(pair -> pair.before(name)).toArray(),
                        pairs.stream().mapToDouble(pair -> pair.after(name)).toArray());
                differences.put(
                    name, new Difference(one.unit(), one.value(), other.value(), paired));
              }
            });
    return differences;
  }

  private List<PairOfRuns> pairs() {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<PairOfRuns>> futures = new ArrayList<>();
      for (int i = 0; i < replications; i++) {
        long its = seed + i;
        futures.add(pool.submit(() -> pair(its)));
      }
      List<PairOfRuns> pairs = new ArrayList<>();
      for (Future<PairOfRuns> future : futures) {
        pairs.add(future.get());
      }
      return pairs;
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

  private PairOfRuns pair(long its) {
    Outcomes endsA = new Outcomes();
    Outcomes endsB = new Outcomes();
    return new PairOfRuns(a, one(a, its, endsA), endsA, b, one(b, its, endsB), endsB);
  }

  private Replication one(Scenario side, long its, Outcomes ends) {
    return new Replication(side, its, costs, null, false)
        .outcomes(ends)
        .run(goOn, share -> progress.accept(share / 2 / replications));
  }
}
