package tailback.component.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.Occurrences;
import tailback.component.host.Footprint;
import tailback.component.host.Host;
import tailback.component.host.Resident;
import tailback.component.worker.Life.Cause;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;

/**
 * Gunicorn's arbiter: forks workers, kills those that show no sign of life, replaces the dead,
 * reloads, stops and starts. It never touches a request (Gunicorn 20.1, arbiter.py).
 *
 * <p>Once a second, anew from whatever wakes it, it looks for workers whose beat is older than
 * {@code timeout}; then it forks what is missing, one after another with a pause of up to 0.1 s
 * (spawn_workers). It was started at any time before the run: when in a second it looks is drawn.
 *
 * <p>A reload forks the new workers first and sends SIGTERM to the old ones at once, without
 * waiting for the new ones to be ready; the socket stays open. A stop closes the socket, sends
 * SIGTERM (or SIGQUIT) and looks every 0.1 s whether all are gone; after {@code graceful_timeout}
 * it sends SIGKILL.
 */
final class Arbiter implements Master {

  private static final long SECOND = 1_000_000_000L;

  /** Between two looks of stop, and the longest pause between two forks. */
  private static final long TENTH = SECOND / 10;

  private enum State {
    RUNNING,
    STOPPING,
    ENDING,
    DOWN,
    STARTING
  }

  private final Gunicorn.Settings settings;
  private final long timeout;
  private final long graceful;
  private final SharedSocket socket;
  private final Supplier<WorkerProcess> another;
  private final Simulation simulation;
  private final Host host;
  private final Stream boots;
  private final Stream waits;
  private final Stream pauses;
  private final Stream jitter;
  private final long startCpu;
  private final long stopCpu;
  private final long forkCpu;
  private final Event<Void> tick;
  private final Event<Void> forked;
  private final Event<Void> killed;
  private final Event<Void> imported;
  private final Event<Void> ended;
  private final Cpu cpu = new Cpu();
  private final Resident resident;
  private final long own;

  /** The latest worker in each place. */
  private final WorkerProcess[] workers;

  /** Those that still exist while somebody else has their place already. */
  private final List<WorkerProcess> leaving = new ArrayList<>();

  /** All that ever were, by place; who is gone may be born again. */
  private final List<List<WorkerProcess>> ever = new ArrayList<>();

  private final ArrayDeque<Integer> vacant = new ArrayDeque<>();
  private State state = State.RUNNING;
  private boolean startAgain;
  private boolean forking;
  private long stoppedAt;
  private long look = -1;
  private long importing = -1;
  private long limit = -1;
  private long forks;

  private final Occurrences born;
  private final String part;
  private long importedNanos;
  private long kills;
  private long firstKill = Long.MAX_VALUE;

  /**
   * An arbiter without workers.
   *
   * @param footprint what it and its workers have of their machine's memory
   * @param another makes one more worker process
   */
  Arbiter(
      Gunicorn.Settings settings,
      Assembly assembly,
      SharedSocket socket,
      Footprint footprint,
      Supplier<WorkerProcess> another) {
    this.settings = settings;
    this.socket = socket;
    this.another = another;
    timeout = settings.timeout().toNanos();
    graceful = settings.gracefulTimeout().toNanos();
    simulation = assembly.simulation();
    part = assembly.part().name();
    born = new Occurrences(part + ".boots", simulation);
    host = assembly.host();
    boots = assembly.stream("boot");
    waits = assembly.stream("boot wait");
    pauses = assembly.stream("fork");
    jitter = assembly.stream("max_requests_jitter");
    startCpu = assembly.cost("gunicorn.start.cpu");
    stopCpu = assembly.cost("gunicorn.stop.cpu");
    forkCpu = assembly.cost("gunicorn.fork.cpu");
    tick = assembly.event("arbiter", nobody -> onTick());
    forked = assembly.event("fork", nobody -> onPause());
    killed = assembly.event("graceful timeout", nobody -> onGracefulTimeout());
    imported = assembly.event("preloaded", nobody -> compute(startCpu + bootTime()));
    ended = assembly.event("stopped", nobody -> host.cpu().start(cpu, stopCpu, self -> onEnded()));
    resident = footprint.process(footprint.together() ? this::onContainerKilled : null);
    own = settings.memory() == null ? 0 : settings.memory().ofArbiter(settings.preloadApp());
    workers = new WorkerProcess[settings.workers()];
    for (int place = 0; place < workers.length; place++) {
      ever.add(new ArrayList<>());
    }
  }

  /** All is up. It forks when it looks, so the workers' hearts beat a boot later. */
  void beUp(Stream stream) {
    long first = (long) (stream.nextDouble() * SECOND);
    for (int place = 0; place < workers.length; place++) {
      WorkerProcess process = enlist(place);
      long beat = first + bootTime();
      process.life().upSince(beat - (beat / SECOND + 1) * SECOND);
      socket.put(place, process);
    }
    resident.grow(own);
    sleep(first);
  }

  /** Nothing is up: it has not been started yet. */
  void beDown() {
    for (int place = 0; place < workers.length; place++) {
      workers[place] = make(place);
      workers[place].life().neverBorn();
      workers[place].count(-1);
      socket.put(place, workers[place]);
    }
    state = State.DOWN;
    socket.masterCloses();
  }

  // ---- forking

  private WorkerProcess enlist(int place) {
    WorkerProcess process = null;
    for (WorkerProcess each : ever.get(place)) {
      if (!each.life().exists()) {
        process = each;
      }
    }
    if (process == null) {
      process = make(place);
    } else {
      process.count(1);
    }
    workers[place] = process;
    process.requestsLeft(requests());
    socket.inherited();
    return process;
  }

  private WorkerProcess make(int place) {
    WorkerProcess process = another.get();
    process.place(place);
    ever.get(place).add(process);
    return process;
  }

  /** How many requests a worker may have: drawn once in its life. */
  private long requests() {
    if (settings.maxRequests() == 0) {
      return Long.MAX_VALUE;
    }
    long more = jitter.of(forks).nextInt(settings.maxRequestsJitter() + 1);
    return settings.maxRequests() + more;
  }

  private long bootTime() {
    return settings.boot().sample(boots.of(forks++));
  }

  private void fork(int place) {
    WorkerProcess process = enlist(place);
    born.happens();
    if (settings.preloadApp()) {
      forks++;
      process.life().boot(0, forkCpu);
    } else {
      long wait = settings.bootWait().sample(waits.of(forks));
      long work = bootTime();
      importedNanos += work;
      process.life().boot(wait, work);
    }
  }

  /** Forks what is missing, one after another. */
  private void forkVacant() {
    if (state == State.RUNNING && !forking && !vacant.isEmpty()) {
      forking = true;
      fork(vacant.poll());
      forked.in((long) (pauses.of(forks).nextDouble() * TENTH), null);
      sleep(SECOND);
    }
  }

  private void onPause() {
    forking = false;
    forkVacant();
  }

  // ---- the workers' news

  @Override
  public void freed(WorkerProcess process) {
    socket.freed();
  }

  @Override
  public void up(WorkerProcess process) {
    socket.put(process.place(), process);
  }

  @Override
  public void closed(WorkerProcess process) {
    socket.closed();
  }

  @Override
  public void spent(WorkerProcess process) {
    process.life().leave(graceful, false);
  }

  @Override
  public void died(WorkerProcess process) {
    if (process.life().cause() == Cause.ARBITER) {
      kills++;
      firstKill = Math.min(firstKill, simulation.now());
    }
    process.count(-1);
    if (!leaving.remove(process) && state == State.RUNNING) {
      vacant.add(process.place());
      forkVacant();
    } else if (state == State.RUNNING) {
      sleep(SECOND);
    }
    endIfNobodyIsLeft();
  }

  private void endIfNobodyIsLeft() {
    if (state == State.STOPPING && nobodyIsLeft()) {
      state = State.ENDING;
      cancelLimit();
      ended.in(TENTH - (simulation.now() - stoppedAt) % TENTH, null);
    }
  }

  private boolean nobodyIsLeft() {
    for (WorkerProcess worker : workers) {
      if (worker.life().exists()) {
        return false;
      }
    }
    return leaving.isEmpty();
  }

  // ---- timeout

  /** Sleeps until it looks next; a look comes a little late, so whole seconds are over then. */
  private void sleep(long time) {
    if (look >= 0) {
      simulation.cancel(look);
    }
    look = timeout > 0 ? tick.in(time, null) : -1;
  }

  private void onTick() {
    look = -1;
    sleep(SECOND);
    for (WorkerProcess worker : workers) {
      murder(worker);
    }
    for (int i = leaving.size() - 1; i >= 0; i--) {
      murder(leaving.get(i));
    }
  }

  private void murder(WorkerProcess worker) {
    Life life = worker.life();
    if (life.exists() && simulation.now() - life.lastBeat(timeout) >= timeout) {
      life.abort();
    }
  }

  // ---- signals to the arbiter

  /** HUP. */
  void reload() {
    if (state != State.RUNNING) {
      return;
    }
    for (int place = 0; place < workers.length; place++) {
      if (!vacant.contains(place)) {
        leaving.add(workers[place]);
        fork(place);
      }
    }
    for (int i = leaving.size() - 1; i >= 0; i--) {
      leaving.get(i).life().leave(graceful, true);
    }
    sleep(SECOND);
  }

  /** TERM, or (not gracefully) QUIT; while it starts, it is not started after all. */
  void stop(boolean gracefully) {
    startAgain = false;
    if (state == State.STARTING) {
      cpu.stop();
      if (importing >= 0) {
        simulation.cancel(importing);
        importing = -1;
      }
      state = State.DOWN;
    }
    if (state != State.RUNNING) {
      return;
    }
    state = State.STOPPING;
    stoppedAt = simulation.now();
    vacant.clear();
    if (look >= 0) {
      simulation.cancel(look);
      look = -1;
    }
    limit = killed.in(graceful, null);
    socket.masterCloses();
    for (WorkerProcess worker : all()) {
      if (gracefully) {
        worker.life().leave(graceful, false);
      } else {
        worker.life().quit();
      }
    }
    endIfNobodyIsLeft();
  }

  private void cancelLimit() {
    if (limit >= 0) {
      simulation.cancel(limit);
      limit = -1;
    }
  }

  private void onGracefulTimeout() {
    limit = -1;
    for (WorkerProcess worker : all()) {
      worker.life().kill(Cause.ARBITER);
    }
  }

  private List<WorkerProcess> all() {
    List<WorkerProcess> all = new ArrayList<>(leaving);
    for (WorkerProcess worker : workers) {
      if (worker.life().exists()) {
        all.add(worker);
      }
    }
    return all;
  }

  private void onEnded() {
    resident.release();
    state = State.DOWN;
    if (startAgain) {
      start();
    }
  }

  /** Starts it; while it is being stopped, as soon as that is over. */
  void start() {
    startAgain = state == State.STOPPING || state == State.ENDING;
    if (state != State.DOWN) {
      return;
    }
    state = State.STARTING;
    if (settings.preloadApp()) {
      importing = imported.in(settings.bootWait().sample(waits.of(forks)), null);
    } else {
      compute(startCpu);
    }
  }

  private void compute(long work) {
    importing = -1;
    host.cpu().start(cpu, work, self -> onStarted());
  }

  private void onStarted() {
    state = State.RUNNING;
    resident.grow(own);
    socket.open();
    for (int place = 0; place < workers.length; place++) {
      vacant.add(place);
    }
    sleep(SECOND);
    forkVacant();
  }

  /** SIGKILL, by somebody else, to the worker that has lived longest. */
  void killWorker() {
    WorkerProcess oldest = null;
    for (WorkerProcess worker : all()) {
      if (oldest == null || worker.life().startedAt() < oldest.life().startedAt()) {
        oldest = worker;
      }
    }
    if (oldest != null) {
      oldest.life().kill(Cause.KILLED);
    }
  }

  /** The kernel has killed everything in the container, which is started again at once. */
  private void onContainerKilled() {
    state = State.DOWN;
    vacant.clear();
    cancelLimit();
    if (look >= 0) {
      simulation.cancel(look);
      look = -1;
    }
    for (WorkerProcess worker : all()) {
      worker.life().kill(Cause.OUT_OF_MEMORY);
    }
    socket.masterCloses();
    start();
  }

  /** Its workers by place: a place may have a new one while the old one leaves. */
  void show(Scene scene, int connections) {
    for (List<WorkerProcess> ofPlace : ever) {
      for (WorkerProcess process : ofPlace) {
        process.show(scene, Scene.Kind.WORKER, process.place(), connections);
      }
    }
  }

  // ---- what it counts

  void reset() {
    kills = 0;
    firstKill = Long.MAX_VALUE;
    born.reset();
    importedNanos = 0;
  }

  /** Tells how many workers were forked, and what CPU time importing the application took them. */
  void count(Tally tally) {
    if (born.count() > 0) {
      born.count(tally);
      tally.add(part + ".boot_cpu_ns", importedNanos);
    }
  }

  /** How many workers it killed since the last reset. */
  long kills() {
    return kills;
  }

  /** When it first did, nanoseconds; only when it did. */
  long firstKill() {
    return firstKill;
  }

  /** What the arbiter itself computes. */
  private static final class Cpu extends Customer {

    private void stop() {
      leaveAll();
    }
  }
}
