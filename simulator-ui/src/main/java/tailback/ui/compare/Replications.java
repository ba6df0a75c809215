package tailback.ui.compare;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tailback.component.Costs;
import tailback.experiment.Comparison;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.scenario.Scenario;

/**
 * Pairs of runs with further seeds, made beside what is played, on a thread of their own: the
 * engine's comparison, as {@code tailback compare} makes it, told after each pair. While something
 * plays, it rests two thirds of the time, so that the screen keeps up.
 */
public final class Replications implements AutoCloseable {

  /** As many as {@code tailback compare} runs; an interval of fewer is too often narrow by luck. */
  public static final int FEWEST = Comparison.USUAL_REPLICATIONS;

  /** Four times as many halve an interval; more again are hardly worth the wait. */
  public static final int MOST = 4 * FEWEST;

  /** Narrow enough is half an interval of this share of the difference … */
  private static final double OF_DIFFERENCE = 0.1;

  /** … or of this share of the figure itself. */
  private static final double OF_FIGURE = 0.01;

  /** While something plays it works for so long, nanoseconds … */
  private static final long WORK = 8_000_000;

  /** … and rests for so long, milliseconds. */
  private static final long REST = 16;

  private final Comparison comparison;
  private final BooleanSupplier playing;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "replications");
  private volatile boolean closed;
  private long worksSince;

  /**
   * Replications of two scenarios; {@link #start} begins.
   *
   * @param playing whether something plays that must not be held up
   * @param told what all pairs so far have shown, after each; on its thread
   */
  public Replications(
      Scenario a, Scenario b, Costs costs, BooleanSupplier playing, Consumer<Compared> told) {
    this.playing = playing;
    comparison =
        new Comparison(a, b, costs)
            .replications(MOST)
            .threads(1)
            .goOn(this::goOn)
            .enough(
                compared -> {
                  if (!closed) {
                    told.accept(compared);
                  }
                  return closed || isEnough(compared);
                });
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  /** Begins. */
  public Replications start() {
    thread.start();
    return this;
  }

  /** Is done when there are no more to come. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  private void run() {
    worksSince = System.nanoTime();
    try {
      comparison.run();
    } catch (CancellationException e) {
      // closed before the first pair had ended: nobody asks any more
    } finally {
      ended.complete(null);
    }
  }

  private boolean goOn() {
    if (playing.getAsBoolean() && System.nanoTime() - worksSince > WORK) {
      try {
        Thread.sleep(REST);
      } catch (InterruptedException e) {
        closed = true;
      }
      worksSince = System.nanoTime();
    }
    return !closed;
  }

  /** Whether the interval of each figure is narrow enough, after enough pairs. */
  static boolean isEnough(Compared compared) {
    if (compared.a().replications() < FEWEST) {
      return false;
    }
    for (Figure figure : Figure.values()) {
      Difference of = compared.differences().get(figure.measure());
      if (of != null && of.paired().interval() != null) {
        double narrow =
            Math.max(
                OF_DIFFERENCE * Math.abs(of.paired().estimate()),
                OF_FIGURE * Math.max(of.before(), of.after()));
        if (of.paired().interval().half() > narrow) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
