package tailback.queueing;

import java.util.function.LongConsumer;
import tailback.kernel.Simulation;

/**
 * What a resource measures about itself: how many are in service and how many wait, how long they
 * waited, how many were sent away.
 *
 * <p>Replicas of a part share one meter, so that their figures are pooled. At the end of a run
 * {@link #audit} checks Little's law, L = λW: the integral of the queue's length must be the sum of
 * all waits, those of the customers still waiting included.
 */
public final class Meter {

  /** What sums of doubles may be off by, relatively. */
  private static final double ROUNDING = 1e-9;

  private final Simulation simulation;
  private final String name;
  private final LongConsumer waits;
  private final Level busy;
  private final Level waiting;
  private final Meter pooled;
  private final Level capacity;
  private long capacityAt;
  private boolean shared;

  private long arrivals;
  private long rejections;
  private long firstRejection = -1;
  private long firstWait = -1;
  private long abandonments;
  private long measured;
  private long waited;
  private long longest;

  private double sumOfWaits;
  private double sumOfJoins;
  private long resetAt;

  /**
   * A meter of nothing yet.
   *
   * @param name such as {@code pgbouncer.servers}
   * @param waits takes every wait, in nanoseconds, that began after the last reset
   */
  public Meter(Simulation simulation, String name, LongConsumer waits) {
    this(simulation, name, waits, null);
  }

  /**
   * The meter of one replica.
   *
   * @param pooled the meter of all replicas together, which is told everything, too; may be null
   */
  public Meter(Simulation simulation, String name, LongConsumer waits, Meter pooled) {
    this.pooled = pooled;
    this.simulation = simulation;
    this.name = name;
    this.waits = waits;
    busy = new Level(simulation);
    waiting = new Level(simulation);
    capacity = new Level(simulation);
  }

  /** Its name, such as {@code pgbouncer.servers}. */
  public String name() {
    return name;
  }

  /** Adds (or, negative, takes away) servers. */
  public void addCapacity(int servers) {
    if (pooled != null) {
      pooled.addCapacity(servers);
    }
    capacity.add(servers);
    capacityAt = simulation.now();
  }

  /** How many can be served at once, all replicas together; 0 when there is no such limit. */
  public int capacity() {
    return capacity.value();
  }

  /** The same over time: replicas come and go. */
  public Level capacities() {
    return capacity;
  }

  /** Somebody is taken into service who did not have to wait, or after {@link #taken}. */
  public void seized() {
    use(1);
  }

  /** A service ends. */
  public void released() {
    use(-1);
  }

  /** So many services end together. */
  public void released(int services) {
    use(-services);
  }

  /** So many more are in service. */
  void use(int change) {
    if (pooled != null) {
      pooled.use(change);
    }
    busy.add(change);
  }

  /** Somebody arrives and is served without waiting: a wait of zero. */
  public void served() {
    if (pooled != null) {
      pooled.served();
    }
    arrivals++;
    measured++;
    waits.accept(0);
  }

  /** Somebody is sent away: no room. */
  public void rejected() {
    if (pooled != null) {
      pooled.rejected();
    }
    if (rejections == 0) {
      firstRejection = simulation.now();
    }
    arrivals++;
    rejections++;
  }

  long joined() {
    if (pooled != null) {
      pooled.joined();
    }
    long now = simulation.now();
    arrivals++;
    sumOfJoins += now;
    noteWait();
    waiting.add(1);
    return now;
  }

  private void noteWait() {
    if (firstWait < 0) {
      firstWait = simulation.now();
    }
  }

  void taken(long joined) {
    if (pooled != null) {
      pooled.taken(joined);
    }
    left(joined);
    if (joined >= resetAt) {
      record(simulation.now() - joined);
    }
  }

  void abandoned(long joined) {
    if (pooled != null) {
      pooled.abandoned(joined);
    }
    abandonments++;
    left(joined);
    if (joined >= resetAt) {
      record(simulation.now() - joined);
    }
  }

  private void left(long joined) {
    waiting.add(-1);
    sumOfJoins -= joined;
    sumOfWaits += simulation.now() - joined;
  }

  private void record(long wait) {
    measured++;
    waited += wait;
    longest = Math.max(longest, wait);
    waits.accept(wait);
  }

  /** Marks a processor, which is shared instead of queued for and audits itself. */
  void isShared() {
    if (pooled != null) {
      pooled.isShared();
    }
    shared = true;
  }

  /**
   * Somebody's service on a shared processor ended.
   *
   * @param started when it began; one that began before the last reset does not count
   * @param wait how long it was runnable in vain
   */
  void shared(long started, long wait) {
    if (pooled != null) {
      pooled.shared(started, wait);
    }
    if (started >= resetAt) {
      arrivals++;
      record(wait);
    }
  }

  /** So many more are runnable than there are cores. */
  void crowd(int change) {
    if (pooled != null) {
      pooled.crowd(change);
    }
    if (change > 0) {
      noteWait();
    }
    waiting.add(change);
  }

  /** How many are in service. */
  public Level busy() {
    return busy;
  }

  /** How many wait. */
  public Level waiting() {
    return waiting;
  }

  /** How many came since the last reset, those sent away included. */
  public long arrivals() {
    return arrivals;
  }

  /** How many were sent away since the last reset. */
  public long rejections() {
    return rejections;
  }

  /** When somebody was first sent away since the last reset, nanoseconds; -1 when nobody was. */
  public long firstRejection() {
    return rejections == 0 ? -1 : firstRejection;
  }

  /** When somebody first had to wait since the last reset, nanoseconds; -1 when nobody had to. */
  public long firstWait() {
    return firstWait;
  }

  /** How many left the queue unserved since the last reset. */
  public long abandonments() {
    return abandonments;
  }

  /** Mean wait of those who came since the last reset and were taken or gave up, nanoseconds. */
  public double meanWait() {
    return measured == 0 ? 0 : (double) waited / measured;
  }

  /** The longest such wait, nanoseconds. */
  public long longestWait() {
    return longest;
  }

  /** Busy share: mean in service over mean capacity; 0 where there is no capacity. */
  public double utilisation() {
    double mean = capacityAt > resetAt ? capacity.mean() : capacity.value();
    return mean == 0 ? 0 : busy.mean() / mean;
  }

  /** Begins the statistics anew: the end of the warm-up. */
  public void reset() {
    resetAt = simulation.now();
    arrivals = 0;
    firstWait = waiting.value() > 0 ? simulation.now() : -1;
    rejections = 0;
    abandonments = 0;
    measured = 0;
    waited = 0;
    longest = 0;
    busy.reset();
    waiting.reset();
    capacity.reset();
  }

  /**
   * Checks Little's law over the whole run.
   *
   * @throws IllegalStateException when the integral of the queue is not the sum of the waits
   */
  public void audit() {
    if (shared) {
      return;
    }
    double waits = sumOfWaits + (double) waiting.value() * simulation.now() - sumOfJoins;
    double slack = ROUNDING * waiting.integral() + 0.5;
    if (Math.abs(waiting.integral() - waits) > slack || busy.value() < 0) {
      throw new IllegalStateException(
          "Little's law does not hold at "
              + name
              + ": the queue's integral is "
              + waiting.integral()
              + " ns, the waits add up to "
              + waits
              + " ns");
    }
  }
}
