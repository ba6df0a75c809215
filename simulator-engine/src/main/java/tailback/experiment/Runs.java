package tailback.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import tailback.component.Costs;

/**
 * How independent runs are made, whatever for: with seeds one after another, on several threads.
 * What comes of them is taken in their order, so that what is made of it is the same on any number
 * of threads. Only a few wait to be taken at any time, whatever the number of runs.
 */
final class Runs {

  /** How many are made, or wait to be taken, for each thread. */
  private static final int AHEAD = 2;

  /** What the software itself costs. */
  final Costs costs;

  /** Of the first run. */
  long seed;

  /** How many are made at once. */
  int threads = Runtime.getRuntime().availableProcessors();

  /** Asked now and then whether to go on. */
  BooleanSupplier goOn = () -> true;

  /** Told now and then how much more is done, 1 being one run; from any thread. */
  DoubleConsumer progress = more -> {};

  Runs(Costs costs, long seed) {
    this.costs = costs;
    this.seed = seed;
  }

  /** Makes a run. */
  interface Maker<T> {

    /**
     * Makes the run of this number.
     *
     * @param number from 0
     * @param goOn asked now and then; when not, it ends where it is
     */
    T make(int number, BooleanSupplier goOn);
  }

  /**
   * Makes the runs 0, 1, 2, …
   *
   * @param most how many at most
   * @param taken takes each in its order; false when it wants no more
   */
  <T> void make(int most, Maker<T> maker, Predicate<T> taken) {
    if (threads <= 1 || most == 1) {
      boolean more = true;
      for (int i = 0; more && i < most; i++) {
        more = taken.test(maker.make(i, goOn));
      }
    } else {
      inParallel(most, maker, taken);
    }
  }

  private <T> void inParallel(int most, Maker<T> maker, Predicate<T> taken) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Deque<Future<T>> ahead = new ArrayDeque<>();
    AtomicBoolean enough = new AtomicBoolean();
    BooleanSupplier wanted = () -> !enough.get() && goOn.getAsBoolean();
    try {
      int next = 0;
      while (!enough.get() && (next < most || !ahead.isEmpty())) {
        while (next < most && ahead.size() < AHEAD * threads) {
          int number = next++;
          ahead.add(pool.submit(() -> enough.get() ? null : maker.make(number, wanted)));
        }
        enough.set(!taken.test(ahead.remove().get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      enough.set(true);
      pool.shutdown();
    }
  }
}
