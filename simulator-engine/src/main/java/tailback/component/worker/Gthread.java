package tailback.component.worker;

/**
 * {@code gthread}: a few threads share one interpreter lock. The main thread accepts whatever
 * comes, up to {@code worker_connections}, into a queue of this process alone: an idle sibling
 * cannot help (Gunicorn 20.1, workers/gthread.py).
 */
record Gthread(double version) implements WorkerClass {

  /** The first release whose workers keep the listening socket open while they drain. */
  private static final double KEEPS_LISTENING = 24.0;

  @Override
  public boolean keepsBaton(Demand demand) {
    return switch (demand) {
      case CPU, BLOCK_HOLDING_GIL -> true;
      case WAIT, BLOCK, BLOCK_IN_LIBRARY -> false;
    };
  }

  @Override
  public long switchInterval() {
    return SWITCH_INTERVAL;
  }

  @Override
  public int connections(Gunicorn.Settings settings) {
    return settings.workerConnections();
  }

  @Override
  public int threads(Gunicorn.Settings settings) {
    return settings.threads();
  }

  @Override
  public boolean outlivesRequests() {
    return true;
  }

  @Override
  public Accepts accepts() {
    return Accepts.EAGERLY;
  }

  /** The listening socket comes up once in a turn of the poller. */
  @Override
  public int acceptsATurn(int processes) {
    return 1;
  }

  @Override
  public Heartbeat heartbeat() {
    return Heartbeat.MAIN_THREAD;
  }

  @Override
  public String baton() {
    return "gil";
  }

  @Override
  public String costs() {
    return "gthread";
  }

  /** Threads are joined when the interpreter exits, whatever {@code graceful_timeout} says. */
  @Override
  public Drain drain() {
    return new Drain(false, version >= KEEPS_LISTENING, false, false, true);
  }
}
