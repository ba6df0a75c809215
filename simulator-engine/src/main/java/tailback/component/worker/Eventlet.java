package tailback.component.worker;

/**
 * {@code eventlet}: greenlets on one hub, as {@link Gevent}; an acceptor greenlet takes one
 * connection after another and gives way only when none is left (Gunicorn 20.1,
 * workers/geventlet.py; eventlet, greenio/base.py).
 */
final class Eventlet implements WorkerClass {

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
    return settings.workerConnections();
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
    return Heartbeat.LOOP;
  }

  /** {@code EVENTLET_THREADPOOL_SIZE} of eventlet, tpool.py. */
  @Override
  public int executorThreads() {
    return 20;
  }

  @Override
  public String baton() {
    return "hub";
  }

  @Override
  public String costs() {
    return "eventlet";
  }

  /** The main greenlet wakes once a second; then it waits for its pool, and beats no more. */
  @Override
  public Drain drain() {
    return new Drain(true, false, true, false, false);
  }
}
