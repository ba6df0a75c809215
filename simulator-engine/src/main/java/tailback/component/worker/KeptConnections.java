package tailback.component.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;

/**
 * The connections that a worker process keeps open between two requests, for {@code keepalive}
 * seconds each. They count among those that it has taken; the next request over one of them goes to
 * this process, whatever its siblings do (Gunicorn 20.1, workers/gthread.py and base_async.py).
 */
final class KeptConnections {

  private final WorkerProcess process;
  private final Simulation simulation;
  private final long keepalive;
  private final Event<Kept> over;
  private final List<Kept> kept = new ArrayList<>();
  private final ArrayDeque<Kept> free = new ArrayDeque<>();

  KeptConnections(WorkerProcess process, long keepalive, Assembly assembly) {
    this.process = process;
    this.keepalive = keepalive;
    simulation = assembly.simulation();
    over = assembly.event("keepalive", this::onOver);
  }

  /** Keeps a connection open after the answer that is about to be given. */
  void keep(ClientConnection connection) {
    Kept one = free.isEmpty() ? new Kept() : free.pop();
    one.connection = connection;
    one.index = kept.size();
    one.timer = over.in(keepalive, one);
    kept.add(one);
    process.readiness().keeps(kept.size());
    connection.keep(one);
  }

  /** Closes all of them. */
  void close() {
    while (!kept.isEmpty()) {
      close(kept.get(kept.size() - 1));
    }
  }

  private void onOver(Kept one) {
    one.timer = -1;
    close(one);
    process.roomForMore();
  }

  private void close(Kept one) {
    ClientConnection connection = one.connection;
    forget(one);
    connection.close();
  }

  private void forget(Kept one) {
    if (one.timer >= 0) {
      simulation.cancel(one.timer);
      one.timer = -1;
    }
    Kept last = kept.remove(kept.size() - 1);
    process.readiness().keeps(kept.size());
    if (last != one) {
      kept.set(one.index, last);
      last.index = one.index;
    }
    one.connection = null;
    free.push(one);
  }

  /** One of them. */
  final class Kept implements ClientConnection.Kept {
    private ClientConnection connection;
    private int index;
    private long timer = -1;

    /** A request comes over it. */
    void resume(Execution execution) {
      connection.keep(null);
      forget(this);
      process.take(execution);
    }

    @Override
    public void closedByClient() {
      forget(this);
      process.roomForMore();
    }
  }
}
