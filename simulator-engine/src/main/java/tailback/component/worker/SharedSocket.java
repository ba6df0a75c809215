package tailback.component.worker;

import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.worker.Gunicorn.Settings.Bind;
import tailback.component.worker.WorkerClass.Accepts;
import tailback.kernel.Stream;
import tailback.program.ClientConnection;
import tailback.program.Request;

/**
 * One listening socket, the processes that accept from it, and who of them gets a connection.
 *
 * <p>The master that opened it and each process have a copy of it; while one of them is open,
 * connections queue. What no process has accepted waits there, where every process may take it;
 * what a process has accepted waits inside it, where no other can.
 */
final class SharedSocket {

  private static final int NOBODY = -1;

  private final WorkerClass row;
  private final boolean whenIdle;
  private final int connections;
  private final Programs programs;
  private final ExecutionPool executions;
  private final ListenSocket socket;
  private final Stream race;
  private final AcceptRace acceptRace;
  private final WorkerProcess[] processes;
  private final Acceptor[] acceptors;

  /** Which processes can accept now, and how many those are. */
  private final boolean[] able;

  private int ables;
  private boolean mastersCopy = true;
  private int copies;

  /**
   * A socket that listens, without processes yet.
   *
   * @param connections how many a process takes at most
   * @param workers how many processes accept from it
   */
  SharedSocket(
      Assembly assembly, WorkerClass row, int connections, int workers, int backlog, Bind bind) {
    this.row = row;
    whenIdle = row.accepts() == Accepts.WHEN_IDLE;
    this.connections = connections;
    programs = assembly.programs();
    executions = programs.executions();
    socket = new ListenSocket(assembly, assembly.part().name(), backlog, bind, this::dispatch);
    race = assembly.stream("accept");
    acceptRace = new AcceptRace(race, workers, row.accepts() == Accepts.EAGERLY);
    processes = new WorkerProcess[workers];
    acceptors = new Acceptor[workers];
    able = new boolean[workers];
  }

  /** Begins its statistics anew: the end of the warm-up. */
  void reset() {
    socket.reset();
  }

  /** Tells who came while nobody listened. */
  void count(Tally tally) {
    socket.count(tally);
  }

  // ---- whose copies of it are open

  /** A process takes its place among those that accept. */
  void put(int place, WorkerProcess process) {
    WorkerProcess before = processes[place];
    if (before != process) {
      if (before != null) {
        before.readiness().acceptsNowhere();
      }
      processes[place] = process;
      acceptors[place] = new Acceptor(process, place, this);
      process.readiness().acceptsFrom(this, place, connections);
    }
    dispatch();
  }

  /** The master opens it. */
  void open() {
    mastersCopy = true;
    socket.open();
  }

  /** Nobody opened it but the one process that has it. */
  void withoutMaster() {
    mastersCopy = false;
  }

  /** The one process that has it listens now. */
  void bound() {
    socket.open();
  }

  /** A process is forked, and inherits a copy. */
  void inherited() {
    copies++;
  }

  /** A process has closed its copy. */
  void closed() {
    copies--;
    closeIfLast();
  }

  /** The master closes its copy, and removes the path of a unix socket. */
  void masterCloses() {
    mastersCopy = false;
    socket.unlink();
    closeIfLast();
  }

  private void closeIfLast() {
    if (!mastersCopy && copies == 0) {
      socket.close();
    }
  }

  // ---- accepting

  /** A connection comes; null when it is refused. */
  Exchange receive(Request request, HttpClient client) {
    Execution execution = executions.take();
    execution.serve(request, client, programs.endpoint(request.endpoint()));
    ClientConnection connection = client.connection();
    if (connection != null && connection.kept() instanceof KeptConnections.Kept kept) {
      execution.overKept();
      kept.resume(execution);
      return execution;
    }
    int taker = socket.passes() ? choose(request.number()) : NOBODY;
    if (taker != NOBODY) {
      socket.passed();
      accept(taker, execution);
      return execution;
    }
    if (!socket.connect(execution)) {
      executions.giveBack(execution);
      return null;
    }
    dispatch();
    return execution;
  }

  /** Lets the processes that can accept do so. */
  void dispatch() {
    while (!socket.isEmpty()) {
      int choice = choose(socket.first().number());
      if (choice == NOBODY) {
        break;
      }
      accept(choice, socket.accept());
    }
    if (!whenIdle && !socket.isEmpty()) {
      for (int worker = 0; worker < processes.length; worker++) {
        arm(worker);
      }
    }
  }

  /** A process can accept from now on, while so many connections wait for a thread inside it. */
  void canAccept(int place, int queued) {
    if (!able[place]) {
      able[place] = true;
      ables++;
    }
    if (!whenIdle) {
      acceptRace.enter(place, queued);
    }
  }

  /** A process cannot accept from now on. */
  void cannotAccept(int place) {
    if (able[place]) {
      able[place] = false;
      ables--;
      acceptRace.stayOut(place);
    }
  }

  /** Which process gets the connection of this request, if any can accept now. */
  private int choose(long request) {
    assert isUpToDate();
    if (ables == 0) {
      return NOBODY;
    }
    return whenIdle ? idle(request) : acceptRace.winner(request);
  }

  private boolean isUpToDate() {
    for (int i = 0; i < processes.length; i++) {
      if (able[i] != processes[i].readiness().canAccept()) {
        return false;
      }
    }
    return true;
  }

  /** One of the idle processes, each as likely as the others. */
  private int idle(long request) {
    int nth = race.of(request).nextInt(ables);
    int place = 0;
    while (!able[place] || nth-- > 0) {
      place++;
    }
    return place;
  }

  /** The loop of this process, which may have been replaced, has come round to its socket. */
  void acceptTurn(int worker, WorkerProcess process) {
    if (processes[worker] != process) {
      return;
    }
    int room = row.acceptsATurn(processes.length);
    while (room-- > 0 && takes(process)) {
      accept(worker, socket.accept());
    }
  }

  /** Whether a connection waits that this process takes when it has its turn. */
  private boolean takes(WorkerProcess process) {
    return !socket.isEmpty() && process.readiness().hasRoom();
  }

  private void accept(int worker, Execution execution) {
    execution.accepted(worker);
    processes[worker].take(execution);
  }

  /** Connections wait: the loop's acceptor is ready, and needs its turn. */
  void arm(int worker) {
    WorkerProcess process = processes[worker];
    Acceptor acceptor = acceptors[worker];
    if (!takes(process) || acceptor.waiting() || process.baton().isHeldBy(acceptor)) {
      return;
    }
    if (process.baton().acquire(acceptor)) {
      acceptor.granted();
    }
  }

  /** A process has room for more. */
  void freed() {
    if (!socket.isEmpty()) {
      dispatch();
    }
  }
}
