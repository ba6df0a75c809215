package tailback.cli;

/** Ctrl-C: a run stops where it is, and prints what is known so far. */
final class Interruption {

  private static final long PATIENCE_MILLIS = 10_000;

  private static Thread hook;
  private static volatile Thread working;
  private static volatile boolean requested;

  private Interruption() {}

  /** From now on an interrupt waits until the present thread has printed what it knows. */
  static synchronized void watch() {
    working = Thread.currentThread();
    if (hook == null) {
      hook = new Thread(Interruption::request, "interruption");
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  private static void request() {
    requested = true;
    Thread printing = working;
    if (printing != null) {
      try {
        printing.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The work is done; an exit need not wait. */
  static void finished() {
    working = null;
  }

  /** Whether somebody has pressed Ctrl-C. */
  static boolean requested() {
    return requested;
  }
}
