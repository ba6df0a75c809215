package tailback.component.worker;

/**
 * {@code gevent}: greenlets on one hub. Whatever waits cooperatively gives the hub away; a C call that
 * does not yield stops everybody (Gunicorn 20.1, workers/ggevent.py; gevent, baseserver.py: one
 * accept a turn when there are several workers).
 */
final class Gevent implements WorkerClass {

  @Override
  public boolean keepsBaton(Demand demand) {
    return switch (demand) {
      case WAIT -> false;
      case CPU, BLOCK, BLOCK_HOLDING_GIL -> true;
    };
  }

  @Override
  public long switchInterval() {
    return 0;
  }

  @Override
  public int connections(GunicornSettings settings) {
    return settings.workerConnections();
  }

  @Override
  public int threads(GunicornSettings settings) {
    return 0;
  }

  @Override
  public Accepts accepts() {
    return Accepts.ONE_A_TURN;
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
    return "gevent";
  }
}
