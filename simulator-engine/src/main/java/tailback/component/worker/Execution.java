package tailback.component.worker;

import tailback.component.HttpClient;
import tailback.journal.Scene;
import tailback.kernel.Stream;
import tailback.program.Request;

/**
 * One run of a program by a worker: for a request, or as a background task.
 *
 * <p>It runs its operations one after the other while it has the baton of its process. When nobody
 * waits for the answer any more it goes on all the same: almost no layer cancels work below it.
 */
public final class Execution extends ServerExchange {

  /** Where it is in its life. */
  enum State {
    /** In the listening socket, a task queue, or between two lives. */
    QUEUED,
    /** Taken by a process whose threads are all in use. */
    WAITS_FOR_THREAD,
    /** Ready, and waits for the baton. */
    READY,
    /** Has been given the baton, and is about to go on. */
    GRANTED,
    /** Computes on a core. */
    COMPUTES,
    /** Computes on a core in C code, beside the interpreter. */
    COMPUTES_OUTSIDE,
    /** Waits for something outside the process, or is in a C call. */
    ELSEWHERE,
    /** Waits for its branches. */
    FORKED,
    /** A WebSocket on which no message is under way. */
    IDLE,
    /** Its answer is sent; the worker is about to be free again. */
    CLOSING
  }

  /** The status of an answer that went well. */
  private static final int OK = 200;

  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;

  /** What a WebSocket does before its first message, and after its last. */
  private static final Operation[] NOTHING = {
    execution -> {
      execution.finish();
      return false;
    }
  };

  // What its process keeps about it: where it stands among those that live there, its thread (-1:
  // none), the turns of the loop and the CPU time that it still needs before it goes on, and since
  // when it keeps the baton in a C call.
  WorkerProcess process;
  State state = State.QUEUED;
  int liveIndex;
  int slot = -1;
  int turns;
  long remaining;
  long blockedSince = -1;
  boolean killed;

  private final ExecutionPool pool;
  private final Branches branches;
  private final Loops loops = new Loops();
  private final OnCommit onCommit = new OnCommit();
  private final SideEffects sideEffects = new SideEffects();
  private final WebSession webSession = new WebSession();
  private final CacheAccess cache = new CacheAccess();
  private final DatabaseAccess databases;

  private ServerSocket socket;
  private Operation[] operations;
  private int next;

  private long number;
  private long spread;
  private int status;
  private int row;
  private long offCpu;
  private boolean callComputes;
  private boolean withdrawable;
  private Lease lease;

  Execution(ExecutionPool pool, int databases) {
    this.pool = pool;
    branches = new Branches(this, pool);
    this.databases = new DatabaseAccess(databases);
  }

  /** Begins a life: for a request. */
  void serve(Request served, HttpClient forClient, Program program) {
    begin(program, served.attempt(), served.row());
    webSession.belongsTo(served);
    asks(forClient, served);
    if (served.webSocket() != null) {
      socket = new ServerSocket(this, served.webSocket());
      operations = NOTHING;
    }
  }

  /** Begins with a message of its WebSocket. */
  void handle(int endpoint, long identity, int recorded) {
    run(pool.programs().endpoint(endpoint).operations(), identity, recorded);
    state = State.READY;
    process.readiness().changed();
  }

  /** Has nothing more to do: the client has closed its WebSocket. */
  void close() {
    operations = NOTHING;
    next = 0;
    state = State.READY;
    resume();
  }

  /** Begins a life: as a background task. */
  void perform(Program program, long taskNumber) {
    begin(program, taskNumber, -1);
    nobodyAsks();
  }

  /** Begins a life: as a branch of another one. */
  void branch(Execution of, int first, int last) {
    begin(of.operations, of.number, of.row);
    nobodyAsks();
    loops.within(of.loops);
    next = first;
    branches.belongsTo(of, last);
    process = of.process;
  }

  private void begin(Program program, long identity, int recorded) {
    begin(program.operations(), identity, recorded);
  }

  private void begin(Operation[] code, long identity, int recorded) {
    socket = null;
    branches.belongsToNone();
    state = State.QUEUED;
    slot = -1;
    killed = false;
    run(code, identity, recorded);
  }

  private void run(Operation[] code, long identity, int recorded) {
    operations = code;
    next = 0;
    branches.reset();
    number = identity;
    spread = Stream.spread(identity);
    row = recorded;
    databases.reset();
    withdrawable = false;
    loops.reset();
    status = OK;
    onCommit.reset();
    webSession.reset();
    turns = 0;
    remaining = 0;
    blockedSince = -1;
  }

  // ---- running

  /** Whether what it computes is not yet the application. */
  boolean isBeforeView() {
    return next == 0;
  }

  /** Runs on, with the baton, until something makes it wait. */
  void proceed() {
    Operation operation = operations[next++];
    if (next == 1) {
      process.readiness().changed();
    }
    while (operation.run(this)) {
      operation = operations[next++];
    }
  }

  @Override
  void chosen() {
    state = State.GRANTED;
  }

  @Override
  void granted() {
    if (killed) {
      bury();
    } else if (turns > 0) {
      process.nextTurn(this);
    } else if (remaining > 0) {
      process.compute(this, remaining);
    } else {
      proceed();
    }
  }

  @Override
  protected void shares() {
    if (process != null) {
      process.baton().watch();
    }
  }

  void preempt() {
    process.preempt(this);
  }

  /** What it waited for has come. It goes on when it has the baton again. */
  public void resume() {
    withdrawable = false;
    if (lease != null) {
      Lease held = lease;
      lease = null;
      held.over();
    }
    if (killed) {
      bury();
    } else {
      process.resume(this);
    }
  }

  /** Sends the head of its answer; the body and {@link #finish} follow. */
  public boolean sends() {
    return process.calls(this, SystemCall.SEND);
  }

  /** Goes on at another operation. */
  public void jump(int operation) {
    next = operation;
  }

  /** Holds something until it is resumed. */
  public void lends(Lease held) {
    lease = held;
  }

  /** Computes for so long, with the baton; then the next operation begins. */
  public void compute(long nanos) {
    process.compute(this, nanos);
  }

  /** Lets time pass; then the next operation begins. */
  public void elapse(Demand demand, int place, long nanos) {
    process.elapse(this, demand, place, nanos);
  }

  /** Uses a core in C code that runs beside the interpreter; then the next operation begins. */
  public void computeOutside(Demand demand, int place, long nanos) {
    process.computeOutside(this, demand, place, nanos);
  }

  /** Waits for somebody outside, who will call {@link #resume} or {@link #fail}. */
  public void leave(Demand demand, int place) {
    process.leave(this, demand, place);
  }

  /** An exception that nothing catches: rolls back, answers 500. To be called instead of resume. */
  public void fail(int failure) {
    raise(failure);
    resume();
  }

  /** The same from inside an operation, which then returns true. */
  public void raise(int failure) {
    raise(failure, SERVER_ERROR);
  }

  /** The same, with another status. */
  public void raise(int failure, int answered) {
    failed(failure);
    respond(answered);
  }

  @Override
  void failed(int failure) {
    Execution parent = branches.parent();
    if (parent != null) {
      parent.failed(failure);
    } else {
      super.failed(failure);
    }
  }

  /** Answers with a status other than 200 from inside an operation, which then returns true. */
  public void respond(int answered) {
    Execution parent = branches.parent();
    if (parent != null) {
      parent.branches.endWith(answered);
      next = branches.end();
    } else {
      status = answered;
      next = Math.max(0, operations.length - 2);
    }
  }

  /** Is answered 503 instead of being run. */
  void turnAway(int failure) {
    raise(failure);
    status = UNAVAILABLE;
  }

  /** Ends: closes what is to be closed, answers, frees the worker. The last operation. */
  public void finish() {
    process.finish(this, status);
  }

  // ---- the one who asked

  @Override
  public void abandon() {
    super.abandon();
    if (socket != null) {
      socket.leave();
    }
  }

  @Override
  public boolean isForNobody() {
    return socket != null && socket.isOpen() ? request == null : super.isForNobody();
  }

  @Override
  public void statement() {
    Execution parent = branches.parent();
    if (parent != null) {
      parent.statement();
    } else {
      super.statement();
    }
  }

  // ---- death

  /**
   * Its process has died.
   *
   * @param failure what a handler in the process wrote in an answer of its own, a 500; {@code
   *     NO_FAILURE}: the connection just breaks
   */
  void kill(int failure) {
    killed = true;
    if (socket != null) {
      socket.die();
    }
    if (failure == Request.NO_FAILURE || socket != null) {
      reset();
    } else {
      super.failed(failure);
      answer(SERVER_ERROR);
    }
    if (outstanding()) {
      databases.severIdle();
    } else {
      leaveAll();
      bury();
    }
  }

  /** Whether something is still to happen to it that cannot be taken back. */
  private boolean outstanding() {
    return switch (state) {
      case QUEUED, READY, FORKED, IDLE, COMPUTES, COMPUTES_OUTSIDE -> false;
      case WAITS_FOR_THREAD -> !waiting();
      case GRANTED, CLOSING -> true;
      case ELSEWHERE -> !(withdrawable && waiting());
    };
  }

  /** May leave the line it stands in when its process dies: the queue notices that it is gone. */
  public void withdrawable() {
    withdrawable = true;
  }

  /** Whoever has it now has to be done with it before it can die. */
  public void notWithdrawable() {
    withdrawable = false;
  }

  /** Leaves the line it stands in. */
  public void withdraw() {
    leaveAll();
  }

  /** Nothing refers to it any more: its connections break, and it may live again. */
  void bury() {
    sideEffects.orphan();
    databases.sever();
    socket = null;
    branches.belongsToNone();
    pool.giveBack(this);
  }

  /** The WebSocket that it is; null when it is none. */
  ServerSocket socket() {
    return socket;
  }

  /** Whether its process has died; whoever serves it may stop. */
  public boolean killed() {
    return killed;
  }

  /** Tells that it sits in the present unit of a scene; as a branch, also which one, and where. */
  public void sit(Scene scene, int seat, tailback.journal.State does) {
    scene.seat(seat, request(), does, isForNobody());
    if (branches.parent() != null) {
      scene.branch(branches.end(), unwritten());
    }
  }

  // ---- what operations keep here

  @Override
  public long number() {
    return number;
  }

  /** The random numbers of a stream that belong to it, this time that it comes to the step. */
  public Stream draws(Stream purpose) {
    return purpose.ofSpread(spread, loops.occurrence());
  }

  /** Its row in the recording that drives the traffic; -1 when there is none. */
  public int row() {
    return row;
  }

  /** What it forks and joins. */
  public Branches branches() {
    return branches;
  }

  /** The loops it is in. */
  public Loops loops() {
    return loops;
  }

  /** The {@code on_commit} blocks that its transaction has reached. */
  public OnCommit onCommit() {
    return onCommit;
  }

  /** The side effects that happened inside its open transaction. */
  public SideEffects sideEffects() {
    return sideEffects;
  }

  /** What it has to do with the session of its user. */
  public WebSession webSession() {
    return webSession;
  }

  /** What it asks a cache, and what it found there. */
  public CacheAccess cache() {
    return cache;
  }

  /** Its connections to databases, and what it does over them. */
  public DatabaseAccess databases() {
    return databases;
  }

  /** The process that runs it. */
  public WorkerProcess process() {
    return process;
  }

  /** What is left of the present service off the CPU, nanoseconds. */
  public long offCpu() {
    return offCpu;
  }

  /** So much of the service about to begin is off the CPU. */
  public void offCpu(long nanos) {
    offCpu = nanos;
  }

  /** Hands a call to the executor of its process; then the next operation begins. */
  public void handOver(int place, long nanos, boolean cpu) {
    process.handOver(this, place, nanos, cpu);
  }

  void call(long nanos, boolean cpu) {
    offCpu = nanos;
    callComputes = cpu;
  }

  boolean callComputes() {
    return callComputes;
  }

  /** The number of the request or the task that it began for. */
  public long request() {
    return Request.number(number);
  }

  @Override
  public String toString() {
    return "execution " + number + " " + state;
  }
}
