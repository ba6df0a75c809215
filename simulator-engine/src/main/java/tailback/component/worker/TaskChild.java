package tailback.component.worker;

/**
 * The row of a process that runs one background task at a time: a child of Celery's prefork pool,
 * or an RQ work-horse.
 *
 * @param costs {@code celery} or {@code rq}
 */
record TaskChild(String costs) implements WorkerClass {

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

  /** Connections are closed before and after each task (Celery 5.6, fixups/django.py). */
  @Override
  public boolean outlivesRequests() {
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
  public Drain drain() {
    return new Drain(false, true, false, false, false);
  }
}
