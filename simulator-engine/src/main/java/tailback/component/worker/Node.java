package tailback.component.worker;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Gunicorn.Settings.Bind;
import tailback.journal.Scene;
import tailback.program.Request;

/**
 * A service on Node.js: one event loop, or a {@code cluster} of them.
 *
 * <p>In a cluster the primary accepts, and hands connections to its workers in turn. It waits until
 * a worker has taken one before it hands it the next, so a blocked worker holds one new connection
 * and no more (Node.js 20, lib/internal/cluster/round_robin_handle.js, handoff). A process by
 * itself accepts whatever waits when its loop comes round.
 */
public final class Node implements HttpServer, Master {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("node", Role.APP_SERVER, Settings.class, Node::new);

  /**
   * What can be set.
   *
   * @param cluster worker processes; 1: no cluster
   * @param uvThreadpoolSize threads of libuv in each
   */
  public record Settings(int cluster, int uvThreadpoolSize, int backlog) {

    /** Rejects what cannot be. */
    public Settings {
      if (cluster < 1 || uvThreadpoolSize < 1) {
        throw new IllegalArgumentException("there is at least one process and one thread of libuv");
      }
      if (backlog < 1) {
        throw new IllegalArgumentException("backlog must be 1 or more");
      }
    }
  }

  private final String part;
  private final Programs programs;
  private final ListenSocket socket;
  private final Stalls stalls;
  private final Worker[] workers;
  private final ArrayDeque<Worker> free = new ArrayDeque<>();

  Node(Settings settings, Assembly assembly) {
    part = assembly.part().name();
    programs = assembly.programs();
    stalls = new Stalls(part);
    socket = new ListenSocket(assembly, part, settings.backlog(), Bind.TCP, this::distribute);
    NodeLoop row = new NodeLoop(settings.uvThreadpoolSize());
    workers = new Worker[settings.cluster()];
    for (int i = 0; i < workers.length; i++) {
      workers[i] =
          new Worker(
              i, new WorkerProcess(assembly, part, row, 0, assembly.framework(), this, stalls));
      free.add(workers[i]);
    }
  }

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Execution execution = programs.executions().take();
    execution.serve(request, client, programs.endpoint(request.endpoint()));
    if (!socket.connect(execution)) {
      programs.executions().giveBack(execution);
      return null;
    }
    distribute();
    return execution;
  }

  private void distribute() {
    while (!socket.isEmpty() && !free.isEmpty()) {
      Worker worker = free.poll();
      if (worker.process.baton().isFree()) {
        worker.accept(socket.accept());
        free.add(worker);
      } else if (workers.length == 1) {
        worker.awaitTurn();
      } else {
        worker.hand(socket.accept());
      }
    }
  }

  /** A worker process, as it waits for its loop to come round to a new connection. */
  private final class Worker extends Contender {

    private final int number;
    private final WorkerProcess process;
    private Execution handed;

    private Worker(int number, WorkerProcess process) {
      this.number = number;
      this.process = process;
    }

    private void hand(Execution connection) {
      handed = connection;
      awaitTurn();
    }

    private void awaitTurn() {
      process.baton().acquire(this);
    }

    private void accept(Execution connection) {
      connection.accepted(number);
      process.take(connection);
    }

    @Override
    void granted() {
      if (handed != null) {
        accept(handed);
        handed = null;
      }
      while (workers.length == 1 && !socket.isEmpty()) {
        accept(socket.accept());
      }
      process.baton().release();
      free.add(this);
      distribute();
    }

    @Override
    long number() {
      return -1 - number;
    }
  }

  // ---- its processes

  @Override
  public void freed(WorkerProcess process) {
    // its loop has no limit, and takes connections on its turn
  }

  @Override
  public void up(WorkerProcess process) {
    throw new IllegalStateException("processes of node are up from the start");
  }

  @Override
  public void closed(WorkerProcess process) {
    throw new IllegalStateException("processes of node keep listening");
  }

  @Override
  public void spent(WorkerProcess process) {
    throw new IllegalStateException("processes of node take any number of requests");
  }

  @Override
  public void died(WorkerProcess process) {
    throw new IllegalStateException("nobody kills processes of node");
  }

  @Override
  public void show(Scene scene) {
    for (Worker worker : workers) {
      worker.process.show(scene, Scene.Kind.WORKER, worker.number, 0);
    }
  }

  @Override
  public void reset() {
    stalls.reset();
    for (Worker worker : workers) {
      worker.process.reset();
    }
  }

  @Override
  public void count(Tally tally) {
    for (Worker worker : workers) {
      worker.process.count(tally, part);
    }
    stalls.count(tally);
  }
}
