package tailback.component.worker;

/**
 * {@code sync}: one process, one request. It accepts only when it is idle, so all processes share
 * one fair queue, the listening socket (Gunicorn 20.1, workers/sync.py).
 */
final class Sync implements WorkerClass {

  @Override
  public boolean keepsBaton(Demand demand) {
    return true;
  }

  @Override
  public long switchInterval() {
    return 0;
  }

  @Override
  public int connections(Gunicorn.Settings settings) {
    return 1;
  }

  @Override
  public int threads(Gunicorn.Settings settings) {
    return 0;
  }

  @Override
  public boolean outlivesRequests() {
    return true;
  }

  @Override
  public boolean keepsConnections() {
    return false;
  }

  @Override
  public Accepts accepts() {
    return Accepts.WHEN_IDLE;
  }

  @Override
  public Heartbeat heartbeat() {
    return Heartbeat.REQUEST_LOOP;
  }

  @Override
  public String baton() {
    return "workers";
  }

  @Override
  public String costs() {
    return "sync";
  }

  /** The interpreter ends with the request, and the socket with the interpreter. */
  @Override
  public Drain drain() {
    return new Drain(false, true, false, false, false);
  }
}
