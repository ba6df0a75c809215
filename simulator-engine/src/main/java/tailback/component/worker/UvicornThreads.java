package tailback.component.worker;

/**
 * {@code uvicorn.workers.UvicornWorker} with sync views: every request gets a thread of its own
 * beside the loop, without limit, and all of them share the GIL (asgiref, sync.py).
 */
final class UvicornThreads implements WorkerClass {

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
    return UNLIMITED;
  }

  @Override
  public int threads(Gunicorn.Settings settings) {
    return 0;
  }

  /** The thread ends with its request (asgiref, sync.py). */
  @Override
  public boolean outlivesRequests() {
    return false;
  }

  @Override
  public Accepts accepts() {
    return Accepts.EAGERLY;
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
    return "uvicorn";
  }

  /** Its tasks have no limit of their own (uvicorn 0.35, server.py, shutdown). */
  @Override
  public Drain drain() {
    return new Drain(false, false, false, false, false);
  }
}
