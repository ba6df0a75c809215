package tailback.component.worker;

import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.queueing.Meter;
import tailback.queueing.Station;
import tailback.queueing.Station.Outcome;

/** The threads of a process that run its requests. The process counts as busy while all are. */
final class ThreadPool {

  private final int size;
  private final Meter meter;
  private final Station<Execution> threads;
  private final Meter busyWorkers;
  private boolean allBusy;

  /**
   * Threads that are all idle.
   *
   * @param name under which they are reported
   * @param busyWorkers where the process counts as busy
   * @param granted an execution that waited has a thread
   */
  ThreadPool(
      Assembly assembly, String name, int size, Meter busyWorkers, Event<Execution> granted) {
    this.size = size;
    this.busyWorkers = busyWorkers;
    meter = assembly.meter(name);
    threads = assembly.station(name, size, Integer.MAX_VALUE, granted);
  }

  int size() {
    return size;
  }

  /** Takes an idle thread, or (false) waits for one. */
  boolean seize(Execution execution) {
    if (threads.seize(execution) != Outcome.SERVED) {
      return false;
    }
    countBusy();
    return true;
  }

  /** A thread is idle again, or serves who waited longest. */
  void release() {
    threads.release();
    countBusy();
  }

  private void countBusy() {
    boolean all = threads.busy() == size;
    if (all != allBusy) {
      allBusy = all;
      if (all) {
        busyWorkers.seized();
      } else {
        busyWorkers.released();
      }
    }
  }

  /** Its process is one of those that results count (1), or no longer (-1). */
  void count(int change) {
    meter.addCapacity(change * size);
  }
}
