package tailback.component.worker;

import java.util.List;
import tailback.component.host.Footprint;
import tailback.component.host.Resident;
import tailback.program.Bytes;

/**
 * What a worker process has in memory: the application, less what it shares with the arbiter that
 * preloaded it, and what its requests leave behind. Shared pages are copied when they are written
 * to, and CPython writes to whatever it uses: it counts references.
 */
final class Heap {

  private final Resident resident;
  private final long own;
  private final long shared;
  private final double stillShared;
  private final long[] left;
  private final boolean grows;
  private double sharing;

  /**
   * Of a process that has imported nothing yet.
   *
   * @param preloaded whether the arbiter has imported the application
   * @param endpoints their names, by number
   * @param killed what its death for want of memory brings about
   */
  Heap(
      WorkerMemory memory,
      boolean preloaded,
      List<String> endpoints,
      Footprint footprint,
      Runnable killed) {
    resident = footprint.process(killed);
    shared = preloaded ? memory.shared() : 0;
    own = memory.worker().count() - shared;
    stillShared = memory.copiedAfter() == 0 ? 1 : StrictMath.pow(0.5, 1.0 / memory.copiedAfter());
    left = new long[endpoints.size()];
    boolean any = stillShared < 1 && shared > 0;
    for (int i = 0; i < left.length; i++) {
      Bytes more = memory.endpoints() == null ? null : memory.endpoints().get(endpoints.get(i));
      left[i] = memory.perRequest().count() + (more == null ? 0 : more.count());
      any |= left[i] > 0;
    }
    grows = any;
  }

  /** Whether requests make it grow. */
  boolean grows() {
    return grows;
  }

  /** The application is imported. */
  void imported() {
    sharing = shared;
    resident.grow(own);
  }

  /** A request of an endpoint begins. */
  void request(int endpoint) {
    double before = sharing;
    sharing *= stillShared;
    resident.grow(left[endpoint] + (long) before - (long) sharing);
  }

  /** The process is gone. */
  void release() {
    resident.release();
  }
}
