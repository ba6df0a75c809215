package tailback.component.host;

import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;
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
  private final Meter meter;
  private final ProcessorSharing cpu;
  private final int running;
  private final int waiting;
  private final Throttling throttling;
  private final Memory memory;
  private Credits credits;
  private double surplusAtReset;
  private long resetAt;
  private boolean rented = true;
  private long rentedAt;
  private double rentedTime;

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
    meter = assembly.meter(name + ".cpu");
    cpu = new ProcessorSharing(simulation, meter, cores, sibling);
    running = assembly.place(name + ".cpu");
    waiting = assembly.place(name + ".cpu.wait");
    boolean container = settings != null && settings.quota() != null;
    throttling = new Throttling(name + (container ? ".quota_spent" : ".credits_spent"));
    boolean limited = settings != null && settings.memory() != null;
    long bytes = limited ? settings.memory().count() : Long.MAX_VALUE;
    memory = new Memory(simulation, bytes, container);
    if (limited) {
      assembly.gauge(name + ".memory", memory::used);
    }
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

  /** Its memory. */
  public Memory memory() {
    return memory;
  }

  /** Begins its statistics anew: the end of the warm-up. */
  public void reset() {
    memory.reset();
    resetAt = simulation.now();
    throttling.reset(resetAt);
    surplusAtReset = credits == null ? 0 : credits.surplusHours();
    rentedTime = 0;
    rentedAt = resetAt;
  }

  /** A new machine: it costs something from now on, and has the credits of a new one. */
  public void rent() {
    rented = true;
    rentedAt = simulation.now();
    meter.addCapacity(capacity());
    if (credits != null) {
      credits.renew();
    }
  }

  /** Given up: it costs nothing from now on. */
  public void giveBack() {
    rentedTime += simulation.now() - rentedAt;
    rented = false;
    meter.addCapacity(-capacity());
  }

  private int capacity() {
    return settings == null ? 0 : (int) Math.ceil(settings.cpus());
  }

  /** Tells what it counted since then: throttling, credits left, and what an hour of it costs. */
  public void count(Tally tally) {
    long now = simulation.now();
    throttling.count(now, tally);
    if (memory.most() > 0) {
      tally.largest(name + ".memory", memory.most());
      tally.add(name + ".oom_kills", memory.kills());
    }
    if (settings == null || settings.instance() == null) {
      return;
    }
    double there = rentedTime + (rented ? now - rentedAt : 0);
    double share = now > resetAt ? there / (now - resetAt) : rented ? 1 : 0;
    double price = settings.instance().pricePerHour() * share;
    if (credits != null) {
      tally.figure(name + ".credits", rented ? credits.left() : 0);
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
