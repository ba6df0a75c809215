package tailback.component.worker;

import java.util.function.Function;
import tailback.component.Assembly;
import tailback.component.host.Footprint;
import tailback.component.host.Host;
import tailback.component.host.Resident;
import tailback.component.worker.Life.Cause;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;

/**
 * What keeps uvicorn's worker processes: with several, a parent that opens the socket, looks every
 * half second for signals and for the dead, and starts a new interpreter for each (uvicorn 0.35,
 * supervisors/multiprocess.py). It asks them for a sign of life, too, but a thread answers: that
 * the loop is blocked it does not see.
 *
 * <p>With one there is no parent: it imports the application before it listens, and nobody starts
 * another one when it ends.
 */
final class Supervisor implements Master {

  /** Before Docker starts a container again for the first time (moby, restartmanager.go). */
  private static final long CONTAINER_RESTART = 100_000_000L;

  private static final long LOOK = 500_000_000L;

  private enum State {
    RUNNING,
    RELOADING,
    STOPPING,
    DOWN,
    STARTING
  }

  private final UvicornServer.Settings settings;
  private final SharedSocket socket;
  private final Simulation simulation;
  private final Host host;
  private final Stream boots;
  private final Stream waits;
  private final long startCpu;
  private final long phase;
  private final long patience;
  private final Event<WorkerProcess> respawn;
  private final Event<Void> reload;
  private final Event<Void> stop;
  private final Event<Void> restarted;
  private final Cpu cpu = new Cpu();
  private final WorkerProcess[] workers;
  private final Resident resident;
  private final long own;

  private State state = State.RUNNING;
  private boolean startAgain;
  private int reloading;
  private long births;

  /**
   * A supervisor of processes that are up, or (not running) of none.
   *
   * @param another makes one more worker process
   */
  Supervisor(
      UvicornServer.Settings settings,
      Assembly assembly,
      SharedSocket socket,
      Footprint footprint,
      Function<Master, WorkerProcess> another) {
    this.settings = settings;
    this.socket = socket;
    simulation = assembly.simulation();
    host = assembly.host();
    boots = assembly.stream("boot");
    waits = assembly.stream("boot wait");
    startCpu = assembly.cost("uvicorn.start.cpu");
    phase = (long) (assembly.stream("supervisor").nextDouble() * LOOK);
    patience = settings.patience();
    respawn = assembly.event("respawn", this::onRespawn);
    reload = assembly.event("HUP", nobody -> next());
    stop = assembly.event("TERM", nobody -> onStop());
    restarted = assembly.event("container restarted", nobody -> start());
    workers = new WorkerProcess[settings.workers()];
    resident = footprint.process(footprint.together() ? this::onContainerKilled : null);
    own = settings.memory() == null ? 0 : settings.memory().ofArbiter(false);
    boolean running = settings.running() && assembly.startsUp();
    for (int place = 0; place < workers.length; place++) {
      WorkerProcess process = another.apply(this);
      workers[place] = process;
      process.place(place);
      if (running) {
        process.requestsLeft(requests());
        process.life().upSince(0);
        socket.inherited();
      } else {
        process.life().neverBorn();
        process.count(-1);
      }
      socket.put(place, process);
    }
    if (running) {
      resident.grow(own);
      if (alone()) {
        socket.withoutMaster();
      }
    } else {
      state = State.DOWN;
      socket.masterCloses();
    }
  }

  private boolean alone() {
    return workers.length == 1;
  }

  private long requests() {
    return settings.limitMaxRequests() == 0 ? Long.MAX_VALUE : settings.limitMaxRequests();
  }

  /** How long until it looks again. */
  private long untilLook() {
    long since = (simulation.now() - phase) % LOOK;
    return since < 0 ? -since : LOOK - since;
  }

  private void spawn(WorkerProcess process) {
    process.count(1);
    process.requestsLeft(requests());
    socket.inherited();
    long wait = settings.bootWait().sample(waits.of(births));
    process.life().boot(wait, settings.boot().sample(boots.of(births++)));
  }

  private void onRespawn(WorkerProcess process) {
    if (state == State.RUNNING && !process.life().exists()) {
      spawn(process);
    }
  }

  // ---- the workers' news

  @Override
  public void freed(WorkerProcess process) {
    socket.freed();
  }

  @Override
  public void up(WorkerProcess process) {
    if (alone()) {
      socket.bound();
    }
    socket.put(process.place(), process);
  }

  @Override
  public void closed(WorkerProcess process) {
    socket.closed();
  }

  @Override
  public void spent(WorkerProcess process) {
    process.life().leave(patience, false);
  }

  @Override
  public void died(WorkerProcess process) {
    process.count(-1);
    if (state == State.RELOADING) {
      spawn(process);
      if (process.place() == reloading) {
        reloading++;
        next();
      }
    } else if (state == State.RUNNING && !alone()) {
      respawn.in(untilLook(), process);
    } else if (state != State.STARTING) {
      endIfNobodyIsLeft();
    }
  }

  private void endIfNobodyIsLeft() {
    for (WorkerProcess worker : workers) {
      if (worker.life().exists()) {
        return;
      }
    }
    state = State.DOWN;
    resident.release();
    socket.masterCloses();
    if (startAgain) {
      start();
    }
  }

  // ---- signals

  /** HUP: one worker after the other; a process alone dies of it. */
  void reload() {
    if (state == State.RUNNING && alone()) {
      killWorker();
    } else if (state == State.RUNNING) {
      state = State.RELOADING;
      reloading = 0;
      reload.in(untilLook(), null);
    }
  }

  private void next() {
    if (state != State.RELOADING) {
      return;
    }
    while (reloading < workers.length && !workers[reloading].life().exists()) {
      spawn(workers[reloading++]);
    }
    if (reloading == workers.length) {
      state = State.RUNNING;
    } else {
      workers[reloading].life().leave(patience, false);
    }
  }

  /** TERM. */
  void stop() {
    startAgain = false;
    if (state == State.STARTING) {
      cpu.stop();
      state = State.DOWN;
    } else if (state == State.RUNNING || state == State.RELOADING) {
      state = State.STOPPING;
      stop.in(alone() ? 0 : untilLook(), null);
    }
  }

  private void onStop() {
    for (WorkerProcess worker : workers) {
      if (worker.life().exists()) {
        worker.life().leave(patience, false);
      }
    }
    if (state == State.STOPPING) {
      endIfNobodyIsLeft();
    }
  }

  /** Starts it; while it is being stopped, as soon as that is over. */
  void start() {
    startAgain = state == State.STOPPING;
    if (state == State.DOWN) {
      state = State.STARTING;
      host.cpu().start(cpu, alone() ? 0 : startCpu, self -> onStarted());
    }
  }

  private void onStarted() {
    state = State.RUNNING;
    resident.grow(own);
    if (!alone()) {
      socket.open();
    }
    for (WorkerProcess worker : workers) {
      spawn(worker);
    }
  }

  /** SIGKILL, by somebody else, to the first worker. */
  void killWorker() {
    for (WorkerProcess worker : workers) {
      if (worker.life().exists()) {
        worker.life().kill(Cause.KILLED);
        return;
      }
    }
  }

  /** The kernel has killed everything in the container, which is started again a moment later. */
  private void onContainerKilled() {
    state = State.STARTING;
    cpu.stop();
    for (WorkerProcess worker : workers) {
      if (worker.life().exists()) {
        worker.life().kill(Cause.OUT_OF_MEMORY);
      }
    }
    socket.masterCloses();
    state = State.DOWN;
    restarted.in(CONTAINER_RESTART, null);
  }

  /** What the supervisor itself computes. */
  private static final class Cpu extends Customer {

    private void stop() {
      leaveAll();
    }
  }
}
