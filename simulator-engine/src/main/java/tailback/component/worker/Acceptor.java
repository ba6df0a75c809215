package tailback.component.worker;

/**
 * What accepts connections on a loop: it needs its turn, so it waits for the baton like everybody
 * else, and accepts nothing while the loop is blocked.
 */
final class Acceptor extends Contender {

  private final WorkerProcess process;
  private final int worker;
  private final Gunicorn gunicorn;

  Acceptor(WorkerProcess process, int worker, Gunicorn gunicorn) {
    this.process = process;
    this.worker = worker;
    this.gunicorn = gunicorn;
  }

  @Override
  void granted() {
    if (process.baton().isHeldBy(this)) {
      gunicorn.acceptTurn(worker);
      process.baton().release();
      gunicorn.arm(worker);
    }
  }
}
