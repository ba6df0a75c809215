package tailback.component.worker;

/**
 * What accepts connections on a loop: it needs its turn, so it waits for the baton like everybody
 * else, and accepts nothing while the loop is blocked.
 */
final class Acceptor extends Contender {

  private final WorkerProcess process;
  private final int worker;
  private final SharedSocket socket;

  Acceptor(WorkerProcess process, int worker, SharedSocket socket) {
    this.process = process;
    this.worker = worker;
    this.socket = socket;
  }

  @Override
  void granted() {
    if (process.baton().isHeldBy(this)) {
      socket.acceptTurn(worker, process);
      process.baton().release();
      socket.arm(worker);
    }
  }
}
