package tailback.cli.report;

import java.io.PrintStream;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleFunction;
import java.util.function.LongSupplier;

/**
 * How far long work has come, in one line that is drawn over and wiped at the end. It appears only
 * on a terminal, and only when the work takes longer than a moment.
 */
public final class ProgressBar implements AutoCloseable {

  private static final long PATIENCE_NANOS = 500_000_000;
  private static final int REDRAW_MILLIS = 100;
  private static final int LONGEST_BAR = 30;
  private static final String WIPE = "\r\033[K";

  private volatile double total;
  private final DoubleFunction<String> inWords;
  private final int width;
  private final PrintStream out;
  private final LongSupplier nanoClock;
  private final long started;
  private final DoubleAdder done = new DoubleAdder();
  private Thread painter;
  private boolean drawn;
  private boolean closed;

  ProgressBar(
      double total,
      DoubleFunction<String> inWords,
      int width,
      PrintStream out,
      LongSupplier nanoClock) {
    this.total = total;
    this.inWords = inWords;
    this.width = width;
    this.out = out;
    this.nanoClock = nanoClock;
    started = nanoClock.getAsLong();
  }

  /**
   * Starts to watch work that is so long, on standard error; to be closed when it is done or given
   * up. Does nothing at all when standard error is no terminal.
   *
   * @param total all the work, simulated seconds of all replications for instance
   * @param inWords says how much some work is, such as {@code 126 s simulated}
   */
  public static ProgressBar start(double total, DoubleFunction<String> inWords) {
    boolean terminal = Terminal.isTerminal(Terminal.Stream.ERRORS);
    ProgressBar bar =
        new ProgressBar(
            total,
            inWords,
            terminal ? Terminal.errors().width() : 0,
            Terminal.utf8(Terminal.Stream.ERRORS),
            System::nanoTime);
    if (terminal) {
      bar.paint();
    }
    return bar;
  }

  /** So much more is done; any thread may say so. */
  public void advance(double work) {
    done.add(work);
  }

  /** All the work seems to be so much, where that was not known before; any thread may say so. */
  public void expect(double work) {
    total = work;
  }

  private void paint() {
    painter =
        new Thread(
            () -> {
              try {
                while (true) {
                  Thread.sleep(REDRAW_MILLIS);
                  draw();
                }
              } catch (InterruptedException e) {
                // closed
              }
            },
            "progress");
    painter.setDaemon(true);
    painter.start();
  }

  synchronized void draw() {
    long elapsed = nanoClock.getAsLong() - started;
    if (!closed && elapsed >= PATIENCE_NANOS) {
      out.print(WIPE + line(elapsed));
      out.flush();
      drawn = true;
    }
  }

  private String line(long elapsedNanos) {
    double work = done.sum();
    double share = total > 0 ? Math.min(1, work / total) : 0;
    String percent = Cell.right((int) (share * 100) + " %", 5);
    String rest = "  " + inWords.apply(Math.min(work, total));
    if (share > 0 && share < 1) {
      long secondsLeft = Math.round(Math.ceil(elapsedNanos / 1e9 * (1 - share) / share));
      rest += ", " + left(secondsLeft) + " left";
    }
    int bar = Math.max(0, Math.min(LONGEST_BAR, width - Cell.width(percent + rest) - 3));
    return Cell.clip(percent + "  " + Cell.left(Bar.of(share, bar), bar) + rest, width - 1);
  }

  private static String left(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** Wipes the line; nothing is drawn from now on. */
  @Override
  public synchronized void close() {
    if (painter != null) {
      painter.interrupt();
    }
    if (drawn && !closed) {
      out.print(WIPE);
      out.flush();
    }
    closed = true;
  }
}
