package tailback.component.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Framework;
import tailback.component.worker.WorkerClass.Accepts;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Request;
import tailback.queueing.Distribution;

/**
 * Gunicorn: an arbiter that never touches a request, and worker processes that accept from one
 * listening socket which they share.
 *
 * <p>There is no queue in the arbiter. What the workers have not accepted waits in the socket,
 * where every worker may take it; what they have accepted waits inside one of them, where no other
 * can. Once a second, anew from the death of a worker, the arbiter looks for workers whose beat is
 * older than {@code timeout} and kills them (Gunicorn 20.1, arbiter.py, murder_workers); the
 * requests in the socket survive that. It was started at any time before the run: when in a second
 * it looks is drawn.
 */
public final class Gunicorn implements HttpServer, Master {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("gunicorn", Role.APP_SERVER, Settings.class, Gunicorn::new);

  /** The settings of {@code gunicorn.conf.py} that this model honours. */
  public record Settings(
      WorkerClassName workerClass,
      int workers,
      int threads,
      int workerConnections,
      int backlog,
      Bind bind,
      Duration timeout,
      Distribution boot) {

    /** What {@code worker_class} may name. */
    public enum WorkerClassName {
      SYNC,
      GTHREAD,
      GEVENT,
      EVENTLET,
      TORNADO,
      UVICORN
    }

    /** The family of the listening socket. */
    public enum Bind {
      TCP,
      UNIX
    }
  }

  private static final long SECOND = 1_000_000_000L;

  private final WorkerClass row;
  private final int connections;
  private final long timeout;
  private final Distribution boot;

  private final Simulation simulation;
  private final Programs programs;
  private final ExecutionPool executions;
  private final ListenSocket socket;
  private final Stream race;
  private final Stream boots;
  private final AcceptRace acceptRace;
  private final Event<Void> tick;
  private long look = -1;

  private final WorkerProcess[] processes;
  private final List<Acceptor> acceptors = new ArrayList<>();
  private final Stalls stalls;
  private final String part;
  private long kills;
  private long firstKill = Long.MAX_VALUE;
  private long forks;

  Gunicorn(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    part = assembly.part().name();
    stalls = new Stalls(part);
    Framework framework = assembly.framework();
    row = WorkerClass.of(settings.workerClass(), framework.asyncViews());
    connections = row.connections(settings);
    timeout = settings.timeout().toNanos();
    boot = settings.boot();
    programs = assembly.programs();
    executions = programs.executions();
    socket = new ListenSocket(assembly, part, settings.backlog(), settings.bind(), this::dispatch);
    race = assembly.stream("accept");
    boots = assembly.stream("boot");
    tick = assembly.event("arbiter", this::onTick);
    int workers = settings.workers();
    processes = new WorkerProcess[workers];
    for (int i = 0; i < workers; i++) {
      processes[i] =
          new WorkerProcess(assembly, part, row, row.threads(settings), framework, this, stalls);
      acceptors.add(new Acceptor(processes[i], i, this));
    }
    start(assembly.stream("arbiter"));
    acceptRace = new AcceptRace(race, workers, row.accepts() == Accepts.EAGERLY);
  }

  /** All is up. The arbiter forks when it looks, so the workers' hearts beat a boot later. */
  private void start(Stream stream) {
    long first = (long) (stream.nextDouble() * SECOND);
    for (WorkerProcess process : processes) {
      long beat = first + boot.sample(boots.of(forks++));
      process.upSince(beat - (beat / SECOND + 1) * SECOND);
    }
    sleep(first);
  }

  // ---- accepting

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Execution execution = executions.take();
    execution.serve(request, client, programs.endpoint(request.endpoint()));
    if (!socket.connect(execution)) {
      executions.giveBack(execution);
      return null;
    }
    dispatch();
    return execution;
  }

  /** Lets the workers that can accept do so. */
  private void dispatch() {
    while (!socket.isEmpty()) {
      int choice = choose();
      if (choice < 0) {
        break;
      }
      accept(choice);
    }
    if (!socket.isEmpty() && row.accepts() != Accepts.WHEN_IDLE) {
      for (int worker = 0; worker < processes.length; worker++) {
        arm(worker);
      }
    }
  }

  /** Which worker gets the next connection; -1 when none can accept now. */
  private int choose() {
    int able = 0;
    for (int i = 0; i < processes.length; i++) {
      if (canAccept(processes[i])) {
        able++;
        acceptRace.enter(i, processes[i].waitingForThread());
      } else {
        acceptRace.stayOut(i);
      }
    }
    if (able == 0) {
      return -1;
    }
    long request = socket.first().number();
    return row.accepts() == Accepts.WHEN_IDLE ? idle(request, able) : acceptRace.winner(request);
  }

  /** One of so many idle workers, each as likely as the others. */
  private int idle(long request, int able) {
    int nth = race.of(request).nextInt(able);
    for (int i = 0; i < processes.length; i++) {
      if (canAccept(processes[i]) && nth-- == 0) {
        return i;
      }
    }
    throw new IllegalStateException("no idle worker");
  }

  private boolean canAccept(WorkerProcess process) {
    return process.alive() && process.taken() < connections && process.canRun();
  }

  /** The loop of this worker has come round to its listening socket. */
  void acceptTurn(int worker) {
    int room = row.acceptsATurn(processes.length);
    while (room-- > 0 && accepts(worker)) {
      accept(worker);
    }
  }

  /** Whether a connection waits that this worker takes when it has its turn. */
  boolean accepts(int worker) {
    return !socket.isEmpty() && processes[worker].taken() < connections;
  }

  private void accept(int worker) {
    Execution execution = socket.accept();
    execution.accepted(worker);
    processes[worker].take(execution);
  }

  /** Connections wait: the loop's acceptor is ready, and needs its turn. */
  void arm(int worker) {
    WorkerProcess process = processes[worker];
    Acceptor acceptor = acceptors.get(worker);
    if (!accepts(worker)
        || !process.alive()
        || acceptor.waiting()
        || process.baton().isHeldBy(acceptor)) {
      return;
    }
    if (process.baton().acquire(acceptor)) {
      acceptor.granted();
    }
  }

  @Override
  public void freed(WorkerProcess process) {
    if (!socket.isEmpty()) {
      dispatch();
    }
  }

  // ---- the arbiter

  /** Sleeps until it looks next; a look comes a little late, so whole seconds are over then. */
  private void sleep(long time) {
    if (look >= 0) {
      simulation.cancel(look);
    }
    look = timeout > 0 ? tick.in(time, null) : -1;
  }

  private void onTick(Void nobody) {
    look = -1;
    for (WorkerProcess process : processes) {
      if (simulation.now() - process.lastBeat(timeout) >= timeout) {
        process.abort();
      }
    }
    sleep(SECOND);
  }

  @Override
  public void died(WorkerProcess process) {
    kills++;
    firstKill = Math.min(firstKill, simulation.now());
    process.boot(boot.sample(boots.of(forks++)));
    sleep(SECOND); // SIGCHLD has woken it
  }

  @Override
  public void reset() {
    kills = 0;
    firstKill = Long.MAX_VALUE;
    stalls.reset();
    for (WorkerProcess process : processes) {
      process.reset();
    }
  }

  @Override
  public void count(Tally tally) {
    tally.add(part + ".kills", kills);
    if (kills > 0) {
      tally.first(part + ".kills", firstKill);
    }
    for (WorkerProcess process : processes) {
      long forNobody = process.finishedForNobody();
      tally.add(part + ".finished_for_nobody", forNobody);
      if (forNobody > 0) {
        tally.first(part + ".finished_for_nobody", process.firstForNobody());
      }
    }
    stalls.count(tally);
  }
}
