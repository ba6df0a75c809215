package tailback.component.host;

import tailback.component.host.Instance.Burst;
import tailback.component.host.Instance.CpuCredits;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Limit;
import tailback.queueing.ProcessorSharing;

/**
 * CPU credits of a burstable machine (AWS EC2 guide, burstable performance instances): it earns its
 * baseline all the time, a vCPU at work spends one credit a minute, and it saves up what it earns
 * in a day. When all are spent, {@code standard} slows each vCPU down to the baseline; {@code
 * unlimited} goes on and owes the surplus, which later idle time pays back, up to what it earns in
 * a day. AWS bills the rest, and what is owed when the machine is given up.
 */
final class Credits implements Limit {

  /** One credit: a vCPU for a minute, in nanoseconds. */
  private static final double CREDIT = 60e9;

  private static final double DAY = 24 * 3600e9;

  /** It runs at full speed again once it has saved up a vCPU-second: our own figure. */
  private static final double REGAINED = 1e9;

  private final Simulation simulation;
  private final ProcessorSharing cpu;
  private final double baseline;
  private final double earns;
  private final double most;
  private final boolean unlimited;
  private final Throttling throttling;
  private final Event<Void> spent;
  private final Event<Void> regained;

  private final double first;
  private double balance;
  private double billed;
  private long since;
  private int cores;
  private boolean throttled;
  private long timer = -1;

  /**
   * An account.
   *
   * @param vcpus of the machine
   * @param mode what happens when the credits are spent
   * @param start how many credits it begins with; no more than a day's earnings count
   */
  Credits(
      Simulation simulation,
      ProcessorSharing cpu,
      int vcpus,
      Burst burst,
      CpuCredits mode,
      double start,
      Throttling throttling) {
    this.simulation = simulation;
    this.cpu = cpu;
    this.throttling = throttling;
    baseline = burst.baseline();
    earns = vcpus * baseline;
    most = earns * DAY;
    unlimited = mode == CpuCredits.UNLIMITED;
    first = Math.min(start * CREDIT, most);
    balance = first;
    spent = simulation.event("credits spent", this::onSpent);
    regained = simulation.event("credits regained", this::onRegained);
    cpu.limit(this);
  }

  @Override
  public void use(int number) {
    settle();
    cores = number;
    plan();
  }

  private double gains() {
    return earns - (throttled ? baseline : 1) * cores;
  }

  private void settle() {
    long now = simulation.now();
    balance = Math.min(most, balance + gains() * (now - since));
    if (unlimited && balance < -most) {
      billed += -most - balance;
      balance = -most;
    } else if (!unlimited) {
      balance = Math.max(0, balance);
    }
    since = now;
  }

  private void plan() {
    if (unlimited) {
      return;
    }
    simulation.cancel(timer);
    timer = -1;
    double gains = gains();
    if (!throttled && gains < 0) {
      timer = spent.in((long) Math.ceil(balance / -gains), null);
    } else if (throttled && gains > 1e-9) {
      timer = regained.in((long) Math.ceil(Math.max(0, REGAINED - balance) / gains), null);
    }
  }

  private void onSpent(Void nobody) {
    timer = -1;
    settle();
    throttled = true;
    throttling.begin(simulation.now());
    cpu.pace(baseline);
    plan();
  }

  private void onRegained(Void nobody) {
    timer = -1;
    settle();
    throttled = false;
    throttling.end(simulation.now());
    cpu.pace(1);
    plan();
  }

  /** Another machine, with the credits of a new one; what the last one owed was billed. */
  void renew() {
    settle();
    billed += Math.max(0, -balance);
    balance = first;
    plan();
  }

  /** Credits that are left; negative when some are owed. */
  double left() {
    settle();
    return balance / CREDIT;
  }

  /** Surplus so far, in hours of a vCPU: what was billed, and what is owed still. */
  double surplusHours() {
    settle();
    return (billed + Math.max(0, -balance)) / 3600e9;
  }
}
