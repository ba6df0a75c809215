package tailback.experiment;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import tailback.component.Costs;
import tailback.experiment.result.Compared;
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
  private final Runs runs;
  private int replications = USUAL_REPLICATIONS;
  private Predicate<Compared> enough;

  /** A comparison: ten pairs of runs, the first with the seed of the first scenario. */
  public Comparison(Scenario a, Scenario b, Costs costs) {
    this.a = a;
    this.b = b;
    runs = new Runs(costs, a.seed());
  }

  /** Uses another seed; pair <em>i</em> has this plus <em>i</em>, on both sides. */
  public Comparison seed(long first) {
    runs.seed = first;
    return this;
  }

  /** Runs so many pairs; an interval needs two. */
  public Comparison replications(int number) {
    replications = number;
    return this;
  }

  /**
   * Asks after each pair whether that is enough, and tells what all so far have shown; no more are
   * run then. What it tells after <em>n</em> pairs is what a comparison of <em>n</em> gives.
   */
  public Comparison enough(Predicate<Compared> ask) {
    enough = ask;
    return this;
  }

  /** Uses so many threads; the results are the same on any number. */
  public Comparison threads(int number) {
    runs.threads = number;
    return this;
  }

  /** Asks now and then whether to go on; when not, pairs that have not ended are left out. */
  public Comparison goOn(BooleanSupplier ask) {
    runs.goOn = ask;
    return this;
  }

  /**
   * Tells now and then how much more is done, from any thread: 1 is one run, and there are {@link
   * #planned} of them.
   */
  public Comparison progress(DoubleConsumer told) {
    runs.progress = told;
    return this;
  }

  /** How many runs are made, those that find the warm-up included. */
  public int planned() {
    int pilots = WarmUp.pilots(replications);
    return (a.warmup() == null ? pilots : 0) + (b.warmup() == null ? pilots : 0) + 2 * replications;
  }

  /**
   * Runs all pairs. Where the warm-up of both sides is to be found, both have the longer one.
   *
   * @throws CancellationException when it was not to go on, and not one pair had ended
   */
  public Compared run() {
    long began = System.nanoTime();
    WarmUp warmUpA = warmUp(a);
    WarmUp warmUpB = warmUp(b);
    if (warmUpA.isFound() && warmUpB.isFound()) {
      warmUpA = warmUpA.atLeast(warmUpB.length());
      warmUpB = warmUpB.atLeast(warmUpA.length());
    }
    Scenario warmA = a.warmingUp(warmUpA.length());
    Scenario warmB = b.warmingUp(warmUpB.length());
    Pairs pairs = new Pairs(new Pool(warmA, warmUpA), new Pool(warmB, warmUpB));
    int[] planned = {replications};
    runs.make(
        replications,
        (number, goOn) -> pair(warmA, warmB, runs.seed + number, goOn),
        pair -> {
          boolean more = pairs.add(pair);
          if (more
              && enough != null
              && enough.test(pairs.compared(runs.seed, pairs.count(), began))) {
            planned[0] = pairs.count();
            return false;
          }
          return more;
        });
    if (pairs.isEmpty()) {
      throw new CancellationException("no pair of runs has ended");
    }
    return pairs.compared(runs.seed, planned[0], began);
  }

  private WarmUp warmUp(Scenario side) {
    return side.warmup() == null
        ? WarmUp.find(side, runs, replications)
        : WarmUp.given(side.warmup());
  }

  private PairOfRuns pair(Scenario warmA, Scenario warmB, long its, BooleanSupplier goOn) {
    Outcomes endsA = new Outcomes();
    Outcomes endsB = new Outcomes();
    return new PairOfRuns(
        warmA, one(warmA, its, endsA, goOn), endsA, warmB, one(warmB, its, endsB, goOn), endsB);
  }

  private Replication one(Scenario side, long its, Outcomes ends, BooleanSupplier goOn) {
    return new Replication(side, its, runs.costs, null, false)
        .outcomes(ends)
        .run(goOn, runs.progress);
  }
}
