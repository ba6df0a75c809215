package tailback.component.host;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Limit;
import tailback.queueing.ProcessorSharing;

/**
 * The CPU quota of a container: in each period all its threads together may run for so long, and
 * then they stand still until the next one begins (Linux, kernel/sched/fair.c, cgroup v2 {@code
 * cpu.max}). Five threads on a quota of one core have used up 100 ms after 20, and are frozen for
 * the other 80.
 *
 * <p>The kernel hands the quota out in slices of 5 ms a core; here it is one account.
 */
final class Quota implements Limit {

  private final Simulation simulation;
  private final ProcessorSharing cpu;
  private final double budget;
  private final long period;
  private final Event<Void> spent;
  private final Event<Void> begins;

  private long began;
  private double used;
  private long since;
  private int cores;
  private boolean frozen;
  private long timer = -1;
  private Throttling throttling;

  /**
   * A quota of which nothing has been used.
   *
   * @param quota in cores
   * @param period nanoseconds
   * @param phase how long ago the present period began, nanoseconds: the kernel draws it
   */
  Quota(
      Simulation simulation,
      ProcessorSharing cpu,
      double quota,
      long period,
      long phase,
      Throttling throttling) {
    this.simulation = simulation;
    this.cpu = cpu;
    this.period = period;
    this.throttling = throttling;
    budget = quota * period;
    began = -phase;
    spent = simulation.event("quota spent", this::onSpent);
    begins = simulation.event("quota period", this::onBegins);
    cpu.limit(this);
  }

  @Override
  public void use(int number) {
    settle();
    cores = number;
    plan();
  }

  /** Brings the account up to date; periods in which not all was used pass without an event. */
  private void settle() {
    long now = simulation.now();
    if (!frozen) {
      long into = (now - began) % period;
      if (now - began >= period) {
        began = now - into;
        used = 0;
      }
      used += (double) cores * (now - Math.max(began, since));
    }
    since = now;
  }

  /** When the quota will be used up, should nothing change: in this period, or in the next. */
  private void plan() {
    simulation.cancel(timer);
    timer = -1;
    if (frozen || cores == 0) {
      return;
    }
    long now = simulation.now();
    long left = (long) Math.ceil((budget - used) / cores);
    long next = began + period;
    if (now + left < next) {
      timer = spent.in(left, null);
    } else if (cores * (double) period > budget) {
      timer = spent.at(next + (long) Math.ceil(budget / cores), null);
    }
  }

  private void onSpent(Void nobody) {
    timer = -1;
    settle();
    frozen = true;
    throttling.begin(simulation.now());
    cpu.pace(0);
    begins.at(began + period, null);
  }

  private void onBegins(Void nobody) {
    frozen = false;
    began = simulation.now();
    since = began;
    used = 0;
    throttling.end(began);
    cpu.pace(1);
    plan();
  }
}
