package tailback.component.host;

import tailback.component.Component.Tally;
import tailback.kernel.Simulation;

/** What all processes of a part together have of their machine's memory. */
public final class Footprint {

  private final String part;
  private final Simulation simulation;
  private final Memory memory;
  private long used;
  private long most;
  private long kills;
  private long firstKill;

  /**
   * Of a part without processes.
   *
   * @param part under whose name it is reported
   */
  public Footprint(String part, Simulation simulation, Memory memory) {
    this.part = part;
    this.simulation = simulation;
    this.memory = memory;
  }

  /**
   * One more process, which has nothing yet.
   *
   * @param killed what its death brings about; null when the kernel spares it
   */
  public Resident process(Runnable killed) {
    Resident resident = new Resident(this, killed);
    memory.add(resident);
    return resident;
  }

  /** Whether all processes of its machine die when one has too much: it is a container. */
  public boolean together() {
    return memory.together();
  }

  void use(long more) {
    used += more;
    most = Math.max(most, used);
    memory.use(more);
  }

  void killed() {
    if (kills++ == 0) {
      firstKill = simulation.now();
    }
    memory.killed();
  }

  /** Begins its statistics anew: the end of the warm-up. */
  public void reset() {
    most = used;
    kills = 0;
  }

  /** Tells the most it had, and how many of its processes the kernel killed. */
  public void count(Tally tally) {
    tally.largest(part + ".memory", most);
    tally.add(part + ".ooms", kills);
    if (kills > 0) {
      tally.first(part + ".ooms", firstKill);
    }
  }
}
