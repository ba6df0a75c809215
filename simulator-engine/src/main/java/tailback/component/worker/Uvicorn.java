package tailback.component.worker;

/**
 * {@code uvicorn.workers.UvicornWorker} with async views: every request is a task on one loop,
 * which accepts all that wait whenever it turns (CPython, asyncio/selector_events.py,
 * _accept_connection).
 */
final class Uvicorn implements WorkerClass {

  @Override
  public boolean keepsBaton(Demand demand) {
    return switch (demand) {
      case WAIT -> false;
      case CPU, BLOCK, BLOCK_IN_LIBRARY, BLOCK_HOLDING_GIL -> true;
    };
  }

  @Override
  public long switchInterval() {
    return 0;
  }

  @Override
  public int connections(Gunicorn.Settings settings) {
    return UNLIMITED;
  }

  @Override
  public int threads(Gunicorn.Settings settings) {
    return 0;
  }

  @Override
  public boolean outlivesRequests() {
    return false;
  }

  @Override
  public Accepts accepts() {
    return Accepts.ON_ITS_TURN;
  }

  @Override
  public Heartbeat heartbeat() {
    return Heartbeat.LOOP_TWICE;
  }

  /**
   * The task that makes a transport of the connection, its callbacks, the first read, the task that
   * runs the application (CPython 3.11, asyncio/selector_events.py, _accept_connection2; uvicorn
   * 0.17, protocols/http/h11_impl.py, handle_events).
   */
  @Override
  public int turnsToStart() {
    return 4;
  }

  @Override
  public String baton() {
    return "hub";
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
