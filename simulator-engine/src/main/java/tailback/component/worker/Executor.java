package tailback.component.worker;

import tailback.component.Assembly;
import tailback.component.host.Host;
import tailback.component.host.HostSettings;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.queueing.Meter;
import tailback.queueing.Station;
import tailback.queueing.Station.Outcome;

/**
 * The pool of threads to which a process hands calls that would block it: {@code
 * loop.run_in_executor(None, …)} of asyncio, {@code gevent.get_hub().threadpool}, {@code
 * eventlet.tpool}. The process goes on meanwhile; calls beyond its threads wait, first come, first
 * served (CPython 3.11, concurrent/futures/thread.py).
 */
final class Executor {

  /** CPython 3.11, ThreadPoolExecutor: as many threads as cores and four more, at most 32. */
  private static final int MOST = 32;

  private static final int MORE_THAN_CORES = 4;

  private final Host host;
  private final Meter meter;
  private final int size;
  private final Station<Execution> threads;
  private final int queued;
  private final int working;
  private final Event<Execution> done;
  private final Action<Execution> computed = this::onComputed;

  /**
   * The executor of the process being built.
   *
   * @param size how many threads it has; 0: as many as CPython gives it
   */
  Executor(Assembly assembly, int size) {
    String name = assembly.part().name() + ".executor";
    host = assembly.host();
    queued = assembly.place(name);
    working = assembly.place("block");
    done = assembly.event("executor", this::onDone);
    this.size = size > 0 ? size : standard(assembly);
    meter = assembly.meter(name);
    threads =
        assembly.station(
            name, this.size, Integer.MAX_VALUE, assembly.event("executor thread", this::onThread));
  }

  private static int standard(Assembly assembly) {
    HostSettings machine = assembly.deployment().hosts().get(assembly.part().host());
    double cores = machine == null ? MOST : machine.cpus();
    return (int) Math.min(MOST, Math.ceil(cores) + MORE_THAN_CORES);
  }

  /**
   * Runs a call, and lets the execution go on afterwards. It has left its process.
   *
   * @param nanos how long the call takes
   * @param cpu whether it computes meanwhile
   */
  void run(Execution execution, long nanos, boolean cpu) {
    execution.call(nanos, cpu);
    if (threads.seize(execution) == Outcome.SERVED) {
      work(execution);
    } else {
      execution.enter(queued);
      execution.withdrawable();
    }
  }

  private void onThread(Execution execution) {
    if (execution.killed()) {
      execution.bury();
    } else {
      work(execution);
    }
  }

  private void work(Execution execution) {
    execution.enter(working);
    if (execution.callComputes()) {
      execution.state = Execution.State.COMPUTES_OUTSIDE;
      host.cpu().start(execution, execution.offCpu(), computed);
    } else {
      done.in(execution.offCpu(), execution);
    }
  }

  private void onComputed(Execution execution) {
    execution.waited(host.waiting(), host.cpu().waitOf(execution, 0));
    onDone(execution);
  }

  private void onDone(Execution execution) {
    if (!execution.killed()) {
      threads.release();
    }
    execution.resume();
  }

  /** Its process is one of those that results count (1), or no longer (-1). */
  void count(int change) {
    meter.addCapacity(change * size);
  }

  /** The process has died, and all whom it served with it. */
  void die() {
    while (threads.busy() > 0) {
      threads.release();
    }
  }
}
