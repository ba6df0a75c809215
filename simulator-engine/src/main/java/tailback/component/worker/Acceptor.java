package tailback.component.worker;

/**
 * What accepts connections on a loop: it needs its turn, so it waits for the baton like everybody
 * else, and accepts nothing while the loop is blocked.
 */
final class Acceptor extends Contender {

  private final WorkerProcess process;
  private final Gunicorn gunicorn;

  Acceptor(WorkerProcess process, Gunicorn gunicorn) {
    this.process = process;
    this.gunicorn = gunicorn;
  }

  @Override
  void granted() {
    if (process.baton().isHeldBy(this)) {
      gunicorn.acceptTurn(process);
      process.baton().release();
      gunicorn.arm(process);
    }
  }
}
