package tailback.component.host;

import java.util.ArrayList;
import java.util.List;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The memory of a machine, and what the kernel does when more is used than there is: it kills the
 * process that has most of it (mm/oom_kill.c, oom_badness), without swap and at once. In a
 * container it kills all of them (cgroup v2, memory.oom.group, which the kubelet sets from 1.28
 * on).
 *
 * <p>Each part that has processes there has a {@link Footprint}.
 */
public final class Memory {

  private final long bytes;
  private final boolean together;
  private final Event<Void> exhausted;
  private final List<Resident> residents = new ArrayList<>();
  private long used;
  private long most;
  private boolean pending;
  private long kills;

  /**
   * Memory that nobody uses.
   *
   * @param bytes how much there is; {@code Long.MAX_VALUE}: enough
   * @param together whether all processes die when it is exhausted: those of a container
   */
  public Memory(Simulation simulation, long bytes, boolean together) {
    this.bytes = bytes;
    this.together = together;
    exhausted = simulation.event("out of memory", nobody -> onExhausted());
  }

  /** Whether all processes die together. */
  public boolean together() {
    return together;
  }

  void add(Resident resident) {
    residents.add(resident);
  }

  /** So much more is used; who is killed for it is killed a moment later. */
  void use(long more) {
    used += more;
    most = Math.max(most, used);
    if (used > bytes && !pending) {
      pending = true;
      exhausted.now(null);
    }
  }

  private void onExhausted() {
    pending = false;
    if (together && used > bytes) {
      for (Resident resident : List.copyOf(residents)) {
        resident.kill();
      }
    }
    while (used > bytes) {
      Resident fattest = null;
      for (Resident resident : residents) {
        if (resident.killable() && (fattest == null || resident.bytes() > fattest.bytes())) {
          fattest = resident;
        }
      }
      if (fattest == null) {
        return;
      }
      fattest.kill();
    }
  }

  void killed() {
    kills++;
  }

  /** How many processes the kernel killed since the last reset. */
  public long kills() {
    return kills;
  }

  /** How much is used, bytes. */
  public long used() {
    return used;
  }

  /** The most that was used since the last reset, bytes. */
  public long most() {
    return most;
  }

  /** Begins its statistics anew: the end of the warm-up. */
  public void reset() {
    most = used;
    kills = 0;
  }
}
