package tailback.component.worker;

import tailback.component.Assembly;
import tailback.component.host.Host;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Customer;

/**
 * Life and death of a worker process: it imports the application, shows that it is alive, is asked
 * to leave and finishes what it has, or is killed.
 *
 * <p>Until it is imported it takes nothing. Asked to leave (SIGTERM) it stops accepting and ends
 * with its last request, as its class has it in {@link Drain}. SIGABRT ends it at once, except
 * inside a C library, where the signal is seen when the call returns; SIGKILL always does.
 */
public final class Life {

  /** What a process died of. */
  enum Cause {
    /** It was asked to, or has had its {@code max_requests}. */
    LEFT,
    /**
     * The arbiter: no sign of life for {@code timeout}, or still there after {@code
     * graceful_timeout}.
     */
    ARBITER,
    /** Somebody else's SIGKILL. */
    KILLED,
    /** The kernel: the host had no memory left. */
    OUT_OF_MEMORY
  }

  private enum State {
    BOOTING,
    UP,
    LEAVING,
    EXITING,
    GONE
  }

  private static final long SECOND = 1_000_000_000L;

  /** What the handler of SIGQUIT sleeps (Gunicorn 20.1, workers/base.py, handle_quit). */
  private static final long BEFORE_QUIT = 100_000_000L;

  private final WorkerProcess process;
  private Drain drain;
  private final WorkerClass.Heartbeat heartbeat;
  private final Master master;
  private final Simulation simulation;
  private final Host host;
  private final long exitCpu;
  private final Cpu cpu = new Cpu();
  private final Event<Void> waited;
  private final Event<Void> beat;
  private final Event<Void> poll;
  private final Event<Void> cut;
  private final Event<Void> quit;

  private State state = State.UP;
  private Cause cause;
  private boolean immune;
  private long startedAt;
  private long importCpu;
  private boolean asked;
  private boolean tornDown;
  private boolean listening = true;
  private boolean aborting;
  private boolean quitting;
  private long patience;
  private long leftAt;
  private long timer = -1;
  private long limit = -1;

  /** That of a process which is up. */
  Life(WorkerProcess process, WorkerClass row, Master master, Host host, Assembly assembly) {
    this.process = process;
    this.master = master;
    this.host = host;
    drain = row.drain();
    heartbeat = row.heartbeat();
    simulation = assembly.simulation();
    exitCpu = assembly.cost("worker.exit.cpu");
    waited = assembly.event("import waited", nobody -> compute());
    beat = assembly.event("beat", nobody -> stopAccepting());
    poll = assembly.event("drain polled", nobody -> onPoll());
    cut = assembly.event("graceful timeout", nobody -> onCut());
    quit = assembly.event("quit", nobody -> onQuit());
  }

  private void enter(State next) {
    state = next;
    process.readiness().accepting(accepts());
  }

  // ---- birth

  /** Its application was imported at this time, not after now: its heart beats in step with it. */
  void upSince(long time) {
    startedAt = time;
    process.imported();
  }

  /** It does not exist yet. */
  void neverBorn() {
    enter(State.GONE);
    listening = false;
  }

  /** Where it is in its life; it exists. */
  Scene.Phase phase() {
    return switch (state) {
      case BOOTING -> Scene.Phase.BOOTING;
      case UP -> Scene.Phase.UP;
      case LEAVING -> Scene.Phase.LEAVING;
      case EXITING, GONE -> Scene.Phase.EXITING;
    };
  }

  /** When it was forked or, once it is up, when its application was imported, nanoseconds. */
  long startedAt() {
    return startedAt;
  }

  /** Leaves in this way instead of that of its class. */
  void drain(Drain other) {
    drain = other;
  }

  /** Whether the arbiter leaves it alone until its application is imported. */
  void immuneWhileBooting(boolean whether) {
    immune = whether;
  }

  /** Forks and imports the application, which waits and computes for so long. */
  void boot(long wait, long work) {
    enter(State.BOOTING);
    cause = null;
    asked = false;
    tornDown = false;
    listening = true;
    aborting = false;
    quitting = false;
    startedAt = simulation.now();
    importCpu = work;
    if (wait > 0) {
      timer = waited.in(wait, null);
    } else {
      compute();
    }
  }

  private void compute() {
    timer = -1;
    host.cpu().start(cpu, importCpu, self -> onImported());
  }

  private void onImported() {
    startedAt = simulation.now();
    process.imported();
    if (asked) {
      close();
      exit(Cause.LEFT);
    } else {
      enter(State.UP);
      master.up(process);
    }
  }

  // ---- life

  /** Whether it accepts connections. */
  boolean accepts() {
    return state == State.UP;
  }

  /** Whether the process exists. */
  boolean exists() {
    return state != State.GONE;
  }

  /** Whether connections can queue in its copy of the listening socket. */
  boolean listening() {
    return listening && exists();
  }

  /** When it last showed that it is alive, nanoseconds. */
  long lastBeat(long timeout) {
    long now = simulation.now();
    switch (state) {
      case BOOTING:
        return immune ? now : startedAt;
      case LEAVING:
        if (!drain.polls()) {
          return process.baton().isFree() ? leftAt : Math.min(leftAt, beatOfHolder(timeout));
        }
        break;
      case EXITING, GONE:
        return leftAt;
      default:
        break;
    }
    return process.baton().isFree() ? now : beatOfHolder(timeout);
  }

  private long beatOfHolder(long timeout) {
    long held = process.baton().heldSince();
    return switch (heartbeat) {
      case REQUEST_LOOP -> held;
      case MAIN_THREAD ->
          process.blockingCall().isUnderWay() ? process.blockingCall().since() : simulation.now();
      case LOOP -> lastBeat(held, SECOND);
      case LOOP_TWICE -> lastBeat(held, Math.max(1, timeout / 2));
    };
  }

  /** The last beat not after a time, of those that come so often from the start of the process. */
  private long lastBeat(long time, long interval) {
    return time - (time - startedAt) % interval;
  }

  // ---- the end

  /**
   * SIGTERM, or it has had its {@code max_requests}: finishes what it has, and ends.
   *
   * @param graceful {@code graceful_timeout}, nanoseconds
   * @param again whether the signal will come again, which ends an interpreter that is being torn
   *     down at once
   */
  void leave(long graceful, boolean again) {
    if (asked) {
      return;
    }
    asked = true;
    patience = graceful;
    tornDown = again;
    if (state == State.UP) {
      if (drain.onBeat()) {
        long now = simulation.now();
        timer = beat.in(SECOND - (now - startedAt) % SECOND, null);
      } else {
        stopAccepting();
      }
    }
  }

  private void stopAccepting() {
    timer = -1;
    enter(State.LEAVING);
    leftAt = simulation.now();
    process.closeKept();
    if (drain.cut()) {
      limit = cut.in(patience, null);
    }
    if (!drain.keepsListening()) {
      close();
    }
    if (drain.polls()) {
      onPoll();
    } else {
      idle();
    }
  }

  private void close() {
    listening = false;
    master.closed(process);
  }

  /** Its last request is done; others may come. */
  void idle() {
    if (state == State.LEAVING && !drain.polls() && timer < 0 && process.readiness().taken() == 0) {
      exit(Cause.LEFT);
    }
  }

  private void onPoll() {
    timer = -1;
    if (process.readiness().taken() == 0) {
      exit(Cause.LEFT);
    } else {
      timer = poll.in(SECOND, null);
    }
  }

  private void onCut() {
    limit = -1;
    process.drop();
    exit(Cause.LEFT);
  }

  /** SIGQUIT: ends without waiting for anybody, except where threads are joined. */
  void quit() {
    if (state == State.EXITING || state == State.GONE || quitting) {
      return;
    }
    quitting = true;
    asked = true;
    cancelTimers();
    if (state == State.UP && drain.finishesOnQuit()) {
      enter(State.LEAVING);
      leftAt = simulation.now();
    }
    timer = quit.in(BEFORE_QUIT, null);
  }

  private void onQuit() {
    timer = -1;
    if (drain.finishesOnQuit() && state == State.LEAVING) {
      idle();
    } else {
      cpu.stop();
      process.interrupt();
      exit(Cause.LEFT);
    }
  }

  /**
   * The arbiter's SIGABRT, which a process inside a C library takes only when the call returns; its
   * SIGKILL when the first has not helped until it looks again.
   */
  void abort() {
    if (state == State.EXITING || aborting) {
      kill(Cause.ARBITER);
    } else if (process.blockingCall().isDeaf()) {
      aborting = true;
    } else {
      die();
    }
  }

  /** Whether SIGABRT waits for a C call to return. */
  boolean aborting() {
    return aborting;
  }

  /** SIGABRT: the interpreter is torn down, and all connections with it. */
  void die() {
    process.interrupt();
    exit(Cause.ARBITER);
  }

  /** SIGKILL: the process is gone, and nobody has tidied up. */
  void kill(Cause why) {
    process.drop();
    cause = state == State.EXITING ? cause : why;
    gone();
  }

  /** What it died of; null while it lives. */
  Cause cause() {
    return cause;
  }

  private void exit(Cause why) {
    cancelTimers();
    cpu.stop();
    aborting = false;
    cause = why;
    enter(State.EXITING);
    leftAt = simulation.now();
    if (tornDown || exitCpu == 0) {
      gone();
    } else {
      host.cpu().start(cpu, exitCpu, self -> gone());
    }
  }

  private void gone() {
    cancelTimers();
    cpu.stop();
    aborting = false;
    enter(State.GONE);
    process.end();
    if (listening) {
      close();
    }
    master.died(process);
  }

  private void cancelTimers() {
    if (timer >= 0) {
      simulation.cancel(timer);
      timer = -1;
    }
    if (limit >= 0) {
      simulation.cancel(limit);
      limit = -1;
    }
  }

  /**
   * What the process computes beside its requests: the import, and tearing the interpreter down.
   */
  private static final class Cpu extends Customer {

    private void stop() {
      leaveAll();
    }
  }
}
