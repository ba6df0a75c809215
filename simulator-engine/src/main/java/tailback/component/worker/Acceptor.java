package tailback.component.worker;

/**
 * What accepts connections in a worker process: the loop, or the main thread beside the threads
 * that run requests. It needs its turn, so it waits for the baton like everybody else, and accepts
 * nothing while the loop is blocked or C code keeps the GIL.
 *
 * <p>The main thread holds the GIL for no time at all, but makes system calls, and each of them may
 * cost it the GIL: while a thread computes, accepting is what becomes slow.
 */
final class Acceptor extends Contender {

  private final WorkerProcess process;
  private final int worker;
  private final SharedSocket socket;
  private boolean accepting;

  Acceptor(WorkerProcess process, int worker, SharedSocket socket) {
    this.process = process;
    this.worker = worker;
    this.socket = socket;
  }

  @Override
  long number() {
    return -1 - worker;
  }

  @Override
  void granted() {
    Baton baton = process.baton();
    if (!baton.isHeldBy(this)) {
      return;
    }
    if (!accepting && baton.isLostIn(SystemCall.ACCEPT)) {
      accepting = true;
      baton.yield();
      return;
    }
    accepting = false;
    socket.acceptTurn(worker, process);
    baton.release();
    socket.arm(worker);
  }
}
