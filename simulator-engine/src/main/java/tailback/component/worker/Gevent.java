package tailback.component.worker;

/**
 * {@code gevent}: greenlets on one hub. Whatever waits cooperatively gives the hub away; a C call
 * that does not yield stops everybody (Gunicorn 20.1, workers/ggevent.py; gevent, baseserver.py).
 */
final class Gevent implements WorkerClass {

  /** {@code max_accept} of gevent, baseserver.py. */
  private static final int MAX_ACCEPT = 100;

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

  /** Gunicorn sets {@code max_accept} to 1 where workers compete, and else leaves it alone. */
  @Override
  public int acceptsATurn(int processes) {
    return processes > 1 ? 1 : MAX_ACCEPT;
  }

  @Override
  public Heartbeat heartbeat() {
    return Heartbeat.LOOP;
  }

  /** {@code threadpool_size} of gevent, _config.py. */
  @Override
  public int executorThreads() {
    return 10;
  }

  @Override
  public String baton() {
    return "hub";
  }

  @Override
  public String costs() {
    return "gevent";
  }

  /** The main greenlet wakes once a second, before and after. */
  @Override
  public Drain drain() {
    return new Drain(true, false, true, true, false);
  }
}
