package tailback.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C: a run stops where it is, and prints what is known so far. */
final class Interruption {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final AtomicBoolean REQUESTED = new AtomicBoolean();
  private static final AtomicBoolean FINISHED = new AtomicBoolean();

  private Interruption() {}

  /** From now on an interrupt waits until the present thread has printed what it knows. */
  static void watch() {
    Thread working = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  REQUESTED.set(true);
                  try {
                    if (!FINISHED.get()) {
                      working.join(PATIENCE_MILLIS);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** The work is done; an exit need not wait. */
  static void finished() {
    FINISHED.set(true);
  }

  /** Whether somebody has pressed Ctrl-C. */
  static boolean requested() {
    return REQUESTED.get();
  }
}
