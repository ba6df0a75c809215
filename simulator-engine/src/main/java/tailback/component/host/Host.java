package tailback.component.host;

import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.kernel.Simulation;
import tailback.queueing.ProcessorSharing;

/**
 * A machine that a part runs on: its cores, shared by everything on it. A part without a host has
 * one of its own with cores without end, so it never waits for a CPU.
 */
public final class Host {

  private static final double HOUR = 3600e9;

  private final Simulation simulation;
  private final String name;
  private final HostSettings settings;
  private final ProcessorSharing cpu;
  private final int running;
  private final int waiting;
  private final Throttling throttling;
  private Credits credits;
  private double surplusAtReset;
  private long resetAt;

  /**
   * A machine at rest.
   *
   * @param name under which its resources are reported, such as {@code app} in {@code app.cpu}
   * @param settings what it is; null for one with cores without end
   * @param replica which copy of it this is, from 0
   */
  public Host(String name, HostSettings settings, int replica, Assembly assembly) {
    this.name = name;
    this.settings = settings;
    simulation = assembly.simulation();
    double cores = settings == null ? Double.POSITIVE_INFINITY : settings.cpus();
    double sibling = settings != null && settings.hyperthreads() ? settings.siblingSpeed() : 1;
    cpu = new ProcessorSharing(simulation, assembly.meter(name + ".cpu"), cores, sibling);
    running = assembly.place(name + ".cpu");
    waiting = assembly.place(name + ".cpu.wait");
    boolean container = settings != null && settings.quota() != null;
    throttling = new Throttling(name + (container ? ".quota_spent" : ".credits_spent"));
    if (settings != null) {
      cpu.speed(settings.speed());
      limit(replica);
      if (credits != null) {
        assembly.gauge(name + ".credits", credits::left);
      }
    }
  }

  private void limit(int replica) {
    Instance instance = settings.instance();
    if (settings.quota() != null) {
      long period = settings.quotaPeriod().toNanos();
      double phase = simulation.stream(name + "[" + replica + "]", "quota period").nextDouble();
      new Quota(simulation, cpu, settings.quota(), period, (long) (phase * period), throttling);
    } else if (instance != null && instance.burst() != null) {
      credits =
          new Credits(
              simulation,
              cpu,
              instance.vcpus(),
              instance.burst(),
              settings.cpuCredits() == null ? instance.burst().cpuCredits() : settings.cpuCredits(),
              settings.credits() == null ? instance.burst().launchCredits() : settings.credits(),
              throttling);
    }
  }

  /** Takes over a new {@code speed}; nothing else of a machine changes while it runs. */
  public void reconfigure(HostSettings changed) {
    cpu.speed(changed.speed());
  }

  /** Under which its resources are reported. */
  public String name() {
    return name;
  }

  /** Its cores. */
  public ProcessorSharing cpu() {
    return cpu;
  }

  /** How many cores it may use all the time: its quota, or all it has. */
  public double cores() {
    if (settings == null) {
      return Double.POSITIVE_INFINITY;
    }
    return settings.quota() == null ? settings.cpus() : Math.min(settings.quota(), settings.cpus());
  }

  /** The place of a request that runs on a core. */
  public int running() {
    return running;
  }

  /**
   * The place of a request that is runnable while no core is free, or only one that is slowed down.
   */
  public int waiting() {
    return waiting;
  }

  /** Begins its statistics anew: the end of the warm-up. */
  public void reset() {
    resetAt = simulation.now();
    throttling.reset(resetAt);
    surplusAtReset = credits == null ? 0 : credits.surplusHours();
  }

  /**
   * Tells what it counted since then: throttling, credits left, and what an hour of it costs.
   *
   * @param rented for which share of the time it was there
   */
  public void count(Tally tally, double rented) {
    long now = simulation.now();
    throttling.count(now, tally);
    if (settings == null || settings.instance() == null) {
      return;
    }
    double price = settings.instance().pricePerHour() * rented;
    if (credits != null) {
      tally.figure(name + ".credits", credits.left());
      if (now > resetAt) {
        price +=
            (credits.surplusHours() - surplusAtReset)
                * settings.instance().burst().surplusPerVcpuHour()
                / ((now - resetAt) / HOUR);
      }
    }
    tally.figure(name + ".cost", Math.max(0, price));
  }
}
