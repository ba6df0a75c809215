package tailback.component.worker;

/**
 * {@code uvicorn.workers.UvicornWorker} with sync views: they run in threads beside the loop, and
 * all of them share the GIL. Under Django every request gets a thread of its own, without limit
 * (asgiref 3.8, sync.py); under FastAPI they wait for one of AnyIO's.
 *
 * @param threads how many; 0: without limit
 * @param threadpool their name; null when there is no limit
 */
record UvicornThreads(int threads, String threadpool) implements WorkerClass {

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
    return threads;
  }

  @Override
  public String pool(String part) {
    return threadpool != null ? threadpool : WorkerClass.super.pool(part);
  }

  /** A thread of asgiref ends with its request; AnyIO's serve the next. */
  @Override
  public boolean outlivesRequests() {
    return threads > 0;
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
