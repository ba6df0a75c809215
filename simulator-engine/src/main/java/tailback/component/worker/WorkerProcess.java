package tailback.component.worker;

import java.util.function.Supplier;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.framework.Framework;
import tailback.component.host.Host;
import tailback.journal.Scene;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Meter;

/**
 * A worker process: one baton, some threads or any number of greenlets, and the requests that it
 * has taken. What it keeps from whom during which demand is its {@link WorkerClass}.
 */
public final class WorkerProcess {

  private final WorkerClass row;
  private final int turnsToStart;
  private long overheadCpu;
  private final long overheadTail;
  private final Framework framework;
  private final Master master;

  private final Simulation simulation;
  private final Host host;
  private final Baton baton;
  private final BlockingCall blockingCall;

  /** Null where every connection runs at once. */
  private final ThreadPool pool;

  private final Meter busyWorkers;
  private final Meter held;
  private final int ready;
  private final int queued;
  private final int closing;
  private final Event<Execution> elapsed;
  private final Event<Execution> closed;
  private final Event<Execution> nextMessage;
  private final int unread;
  private final Action<Execution> computed = this::onComputed;
  private final Action<Execution> computedOutside = this::onComputedOutside;
  private final LiveExecutions live = new LiveExecutions();
  private final Readiness readiness;
  private final ThreadLocals threadLocals;
  private final int pod;
  private final Life life;
  private Heap heap;
  private boolean heapGrows;

  /** Null where no program hands anything to it, or the process has only one request at a time. */
  private Executor executor;

  private int place;
  private int limitConcurrency = Integer.MAX_VALUE;
  private int unavailable;
  private boolean counted = true;
  private long requestsLeft = Long.MAX_VALUE;
  private int interrupted = Request.NO_FAILURE;

  /** Null where no connection is kept. */
  private KeptConnections kept;

  private long connectionCpu;

  private long finishedForNobody;
  private long firstForNobody;

  /**
   * A process that is up.
   *
   * @param part the part it belongs to, under whose name its resources are reported
   * @param threads how many threads run requests; 0 where every connection runs at once
   * @param stalls where it notes that C code stopped it
   */
  WorkerProcess(
      Assembly assembly,
      String part,
      WorkerClass row,
      int threads,
      Framework framework,
      Master master,
      Stalls stalls) {
    this.row = row;
    this.framework = framework;
    this.master = master;
    readiness = new Readiness(this, row, threads, live);
    simulation = assembly.simulation();
    host = assembly.host();
    turnsToStart = row.turnsToStart();
    overheadCpu = assembly.cost("worker." + row.costs() + ".cpu");
    overheadTail = assembly.cost("worker." + row.costs() + ".idle");
    Meter workers = assembly.meter(part + ".workers");
    String owner = row.baton().equals("gil") ? host.name() : part;
    String reported = owner + "." + row.baton();
    held = assembly.meter(reported);
    if (held != workers) {
      workers.addCapacity(1);
    }
    baton =
        new Baton(
            simulation,
            held,
            row.accepts() == WorkerClass.Accepts.ON_ITS_TURN ? workers : null,
            row.switchInterval(),
            host.cpu(),
            assembly.stream("gil"),
            readiness::changed);
    blockingCall = new BlockingCall(simulation, baton, stalls);
    busyWorkers = workers;
    ready = assembly.place(reported);
    queued = assembly.place(row.pool(part));
    closing = assembly.place(part + ".close");
    elapsed = assembly.event("elapsed", Execution::resume);
    closed = assembly.event("closed", this::onClosed);
    nextMessage = assembly.event("next message", Execution::granted);
    unread = assembly.place(part + ".messages");
    pool =
        threads == 0
            ? null
            : new ThreadPool(
                assembly,
                row.pool(part),
                threads,
                workers,
                assembly.event("thread", this::onThread));
    if (!row.keepsBaton(Demand.WAIT)) {
      Supplier<Executor> more = assembly.later(() -> new Executor(assembly, row.executorThreads()));
      assembly.programs().executor(() -> makeExecutor(more));
    }
    threadLocals =
        new ThreadLocals(
            row.outlivesRequests() ? Math.max(threads, 1) : 0,
            assembly.databases().size(),
            framework.pools(assembly),
            framework.cachePools(assembly),
            assembly::newLife);
    pod = assembly.pod();
    life = new Life(this, row, master, host, assembly);
  }

  private void makeExecutor(Supplier<Executor> more) {
    executor = more.get();
    if (!counted) {
      executor.count(-1);
    }
  }

  /** Keeps connections open for so long after an answer, where its class does; 0: not at all. */
  void keepalive(long time, Assembly assembly) {
    if (time > 0 && row.keepsConnections()) {
      kept = new KeptConnections(this, time, assembly);
      connectionCpu = assembly.cost("worker." + row.costs() + ".connection.cpu");
    }
  }

  /** A connection that it had kept is closed. */
  void roomForMore() {
    master.freed(this);
  }

  /** Closes the connections that are idle. */
  void closeKept() {
    if (kept != null) {
      kept.close();
    }
  }

  /** Each task begins with so much CPU time more, nanoseconds. */
  void beginsWith(long cpu) {
    overheadCpu += cpu;
  }

  // ---- the life of a request in the process, top to bottom

  /** Takes a request that was accepted, or a task. */
  void take(Execution execution) {
    execution.process = this;
    admit(execution);
    if (pool == null || pool.seize(execution)) {
      begin(execution);
    } else {
      execution.state = Execution.State.WAITS_FOR_THREAD;
      execution.enter(queued);
    }
  }

  private void admit(Execution execution) {
    live.add(execution);
    readiness.occupied();
  }

  private void onThread(Execution execution) {
    if (execution.killed) {
      execution.bury();
    } else {
      begin(execution);
    }
  }

  private void begin(Execution execution) {
    if (--requestsLeft == 0) {
      master.spent(this);
    }
    if (heapGrows) {
      heap.request(execution.endpoint());
    }
    if (pool != null) {
      threadLocals.enter(execution);
    }
    execution.remaining = execution.isOverKept() ? overheadCpu - connectionCpu : overheadCpu;
    if (live.count() >= limitConcurrency) {
      execution.turnAway(unavailable);
      execution.remaining = Math.max(1, execution.remaining); // nobody is answered on arrival
    }
    execution.turns = turnsToStart;
    if (baton.acquire(execution)) {
      execution.granted();
    } else {
      waitForBaton(execution);
    }
  }

  /**
   * A system call that takes no time, but drops the GIL.
   *
   * @return whether the execution goes on at once; else when it has the GIL again
   */
  boolean calls(Execution execution, double loss) {
    if (!baton.isLostIn(loss)) {
      return true;
    }
    execution.remaining = 0;
    giveWay(execution);
    return false;
  }

  /** Another turn of the loop, in which all who are ready come first. */
  void nextTurn(Execution execution) {
    execution.turns = baton.waiting() == 0 ? 0 : execution.turns - 1;
    if (baton.waiting() == 0) {
      execution.granted();
    } else {
      giveWay(execution);
    }
  }

  private void waitForBaton(Execution execution) {
    execution.state = Execution.State.READY;
    execution.enter(ready);
  }

  void compute(Execution execution, long work) {
    if (baton.mustSwitch()) {
      execution.remaining = work;
      giveWay(execution);
      return;
    }
    execution.remaining = 0;
    execution.state = Execution.State.COMPUTES;
    execution.enter(host.running());
    host.cpu().start(execution, work, computed);
    baton.watch();
  }

  private void onComputed(Execution execution) {
    execution.waited(host.waiting(), host.cpu().waitOf(execution, 0));
    execution.proceed();
  }

  /** The switch interval is over; who is done at this very instant has no need to come again. */
  void preempt(Execution execution) {
    long left = host.cpu().stop(execution);
    execution.waited(host.waiting(), host.cpu().waitOf(execution, left));
    if (left <= 1) {
      execution.proceed();
    } else {
      execution.remaining = left;
      giveWay(execution);
    }
  }

  private void giveWay(Execution execution) {
    waitForBaton(execution);
    baton.yield();
  }

  void elapse(Execution execution, Demand demand, int place, long nanos) {
    leave(execution, demand, place);
    elapsed.in(nanos, execution);
  }

  void computeOutside(Execution execution, Demand demand, int place, long nanos) {
    leave(execution, demand, place);
    execution.state = Execution.State.COMPUTES_OUTSIDE;
    host.cpu().start(execution, nanos, computedOutside);
  }

  private void onComputedOutside(Execution execution) {
    execution.waited(host.waiting(), host.cpu().waitOf(execution, 0));
    execution.resume();
  }

  void leave(Execution execution, Demand demand, int place) {
    execution.state = Execution.State.ELSEWHERE;
    execution.enter(place);
    if (!row.keepsBaton(demand)) {
      baton.release();
    } else if (demand != Demand.WAIT) {
      blockingCall.begin(execution, demand);
    }
  }

  /** Others run while a thread of the executor makes the call. */
  void handOver(Execution execution, int place, long nanos, boolean cpu) {
    if (executor != null) {
      leave(execution, Demand.WAIT, place);
      executor.run(execution, nanos, cpu);
    } else if (cpu) {
      computeOutside(execution, Demand.WAIT, place, nanos);
    } else {
      elapse(execution, Demand.WAIT, place, nanos);
    }
  }

  void resume(Execution execution) {
    if (execution.blockedSince >= 0) {
      blockingCall.end(execution);
      if (life.aborting()) {
        execution.state = Execution.State.READY;
        life.die();
        return;
      }
      master.freed(this);
    }
    if (baton.isHeldBy(execution) || baton.acquire(execution)) {
      execution.proceed();
    } else {
      waitForBaton(execution);
    }
  }

  void finish(Execution execution, int status) {
    framework.end(execution);
    if (execution.isForNobody()) {
      if (finishedForNobody++ == 0) {
        firstForNobody = simulation.now();
      }
    }
    if (execution.socket() != null && execution.socket().goesOn(status)) {
      return;
    }
    execution.state = Execution.State.CLOSING;
    execution.enter(closing);
    if (kept != null && execution.clientConnection() != null && life.accepts()) {
      kept.keep(execution.clientConnection());
    }
    execution.answer(status);
    if (overheadTail == 0) {
      onClosed(execution);
      return;
    }
    if (row.switchInterval() > 0) {
      baton.release();
    }
    closed.in(overheadTail, execution);
  }

  private void onClosed(Execution execution) {
    if (execution.killed) {
      execution.bury();
      return;
    }
    if (baton.isHeldBy(execution)) {
      baton.release();
    }
    forget(execution);
    if (pool != null) {
      pool.release();
    }
    execution.bury();
    if (live.count() == 0) {
      life.idle();
    }
    master.freed(this);
  }

  private void forget(Execution execution) {
    threadLocals.giveBack(execution);
    live.remove(execution);
    readiness.occupied();
  }

  // ---- branches of a request

  /** Whether branches of a request run at once: coroutines and greenlets do. */
  boolean forks() {
    return !row.keepsBaton(Demand.WAIT) && row.switchInterval() == 0;
  }

  /** Starts a branch of a request that it has. */
  void start(Execution branch) {
    admit(branch);
    live.branches(1);
    readiness.changed();
    if (baton.acquire(branch)) {
      branch.proceed();
    } else {
      waitForBaton(branch);
    }
  }

  /** A branch is done. */
  void end(Execution branch) {
    framework.end(branch);
    baton.release();
    forget(branch);
    live.branches(-1);
    readiness.changed();
    branch.bury();
  }

  // ---- WebSockets

  /** Waits for the next message: as if for I/O that cooperates. */
  void idle(Execution execution) {
    leave(execution, Demand.WAIT, queued);
    execution.state = Execution.State.IDLE;
  }

  /** Goes on with the next message, which is there already. */
  void goOn(Execution execution) {
    execution.state = Execution.State.GRANTED;
    nextMessage.now(execution);
  }

  /** A message waits for the one before it on its connection. */
  void unread(Request message) {
    message.enter(unread);
  }

  // ---- what it consists of

  Baton baton() {
    return baton;
  }

  /** The C call that keeps the baton. */
  BlockingCall blockingCall() {
    return blockingCall;
  }

  /** Whether it can accept a connection now. */
  Readiness readiness() {
    return readiness;
  }

  /** The number of the machine or pod that it runs in, with a disk of its own. */
  public int pod() {
    return pod;
  }

  /** The database connections that its threads keep. */
  public ThreadLocals threadLocals() {
    return threadLocals;
  }

  // ---- its life

  /** When it was born, whether it accepts, and what it will die of. */
  Life life() {
    return life;
  }

  /** Its place among the workers of its master. */
  int place() {
    return place;
  }

  /** Has this place among the workers of its master. */
  void place(int among) {
    place = among;
  }

  /** Answers 503, so reported, when it has so many requests, the new one included. */
  void limitConcurrency(int limit, int failure) {
    limitConcurrency = limit;
    unavailable = failure;
  }

  /** It ends after so many more requests, at least one. */
  void requestsLeft(long requests) {
    requestsLeft = requests;
  }

  /** Whoever waits for an answer when a signal handler ends the process gets a 500, so reported. */
  void answersInterrupted(int failure) {
    interrupted = failure;
  }

  /**
   * A signal handler ends the process: whoever waits for an answer gets what the handler writes.
   */
  void interrupt() {
    drop(interrupted);
  }

  /** All connections break. */
  void drop() {
    drop(Request.NO_FAILURE);
  }

  private void drop(int failure) {
    readiness.accepting(false);
    closeKept();
    blockingCall.breakOff();
    while (live.count() > 0) {
      Execution execution = live.last();
      boolean hasThread =
          execution.state != Execution.State.WAITS_FOR_THREAD || !execution.waiting();
      if (!hasThread) {
        execution.withdraw();
      }
      forget(execution);
      execution.kill(failure);
      if (pool != null && hasThread) {
        pool.release();
      }
    }
    live.noBranches();
    baton.clear();
    if (executor != null) {
      executor.die();
    }
    readiness.changed();
  }

  /** What it has in memory is kept account of there. */
  void heap(Heap account) {
    heap = account;
    heapGrows = heap.grows();
  }

  /** It has imported the application. */
  void imported() {
    if (heap != null) {
      heap.imported();
    }
  }

  /** The process has ended; its memory is free, and the connections that its threads kept break. */
  void end() {
    threadLocals.sever();
    if (heap != null) {
      heap.release();
    }
  }

  /** Is one of the processes that results count (1), or no longer (-1). */
  void count(int change) {
    held.addCapacity(change);
    if (held != busyWorkers) {
      busyWorkers.addCapacity(change);
    }
    if (pool != null) {
      pool.count(change);
    }
    if (executor != null) {
      executor.count(change);
    }
    counted = change > 0;
  }

  /**
   * Tells who is in it, as long as it exists.
   *
   * @param number which one of its part
   * @param room how many it takes where it has no threads; 0: without limit
   */
  void show(Scene scene, Scene.Kind kind, int number, int room) {
    if (!life.exists()) {
      return;
    }
    boolean limited = room < WorkerClass.UNLIMITED;
    int seats = pool != null ? pool.size() : limited ? room : 0;
    scene.unit(kind, row.costs(), number, life.phase(), seats);
    Contender holder = baton.holder();
    if (holder != null) {
      long who = holder instanceof Execution execution ? execution.request() : -1;
      scene.baton(who, baton.heldSince(), blockingCall.isUnderWay());
    }
    live.show(scene);
  }

  /** Tells how many requests it finished after everybody had stopped waiting for the answer. */
  void count(Component.Tally tally, String part) {
    tally.add(part + ".finished_for_nobody", finishedForNobody);
    if (finishedForNobody > 0) {
      tally.first(part + ".finished_for_nobody", firstForNobody);
    }
  }

  void reset() {
    finishedForNobody = 0;
  }
}
