package tailback.component.worker;

/**
 * {@code tornado} with a WSGI application: it runs inline on the loop, so one request runs at a
 * time while the loop accepts without limit whenever it turns (Gunicorn 20.1, workers/gtornado.py).
 */
final class Tornado implements WorkerClass {

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
    return UNLIMITED;
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
  public Accepts accepts() {
    return Accepts.ON_ITS_TURN;
  }

  @Override
  public Heartbeat heartbeat() {
    return Heartbeat.LOOP;
  }

  @Override
  public String baton() {
    return "hub";
  }

  @Override
  public String costs() {
    return "tornado";
  }

  /** A callback looks once a second. */
  @Override
  public Drain drain() {
    return new Drain(true, false, false, true, false);
  }
}
