package tailback.component.store;

import java.util.Arrays;
import tailback.component.Component.Tally;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;

/**
 * The keys of one kind that a cache holds, such as all of {@code page:…}: until when each lives,
 * and who recomputes it. Redis and Memcached keep them alike: a key whose time is over is not
 * found, and what it took is freed when somebody looks for it (Redis 8, expire.c and db.c,
 * expireIfNeeded; Memcached 1.6, items.c, do_item_get).
 *
 * <p>At the meter a look-up arrives, and one after which the value is computed is sent away; in
 * service is what is held.
 */
public final class KeyStore {

  /** Of a key that is not there. */
  private static final long ABSENT = 0;

  /** Of a key that does not expire. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final Simulation simulation;
  private final Meter meter;
  private final Memory memory;
  private final int first;
  private final long size;
  private final long[] expires;
  private final long[] lockedUntil;
  private final long[] begun;
  private final long[] took;
  private final long[] asOf;
  private long duplicates;
  private long firstDuplicate;
  private long stale;
  private long firstStale;

  /** What a look-up finds. */
  public enum Found {
    /** The value. */
    HIT,
    /** The value, and it is time that somebody computed it anew. */
    DUE,
    /** Nothing. */
    MISS
  }

  /**
   * Nothing is held yet.
   *
   * @param meter of look-ups, misses and keys held
   * @param keys how many different keys there are
   * @param size of a value, bytes
   */
  KeyStore(Simulation simulation, Meter meter, Memory memory, int keys, long size) {
    this.simulation = simulation;
    this.meter = meter;
    this.memory = memory;
    this.size = size;
    first = memory.add(this, keys);
    expires = new long[keys];
    lockedUntil = new long[keys];
    begun = new long[keys];
    Arrays.fill(begun, -1);
    took = new long[keys];
    asOf = new long[keys];
  }

  /**
   * Looks a key up: GET.
   *
   * @param early how long before its end the value is due, nanoseconds
   * @param stale how long after its end the value is still given, nanoseconds
   */
  public Found get(int key, long early, long stale) {
    long now = simulation.now();
    long until = expires[key];
    if (until == ABSENT || until != FOREVER && now >= until + stale) {
      delete(key);
      return Found.MISS;
    }
    memory.touched(first + key);
    return until != FOREVER && now >= until - early ? Found.DUE : Found.HIT;
  }

  /** Somebody has the value without having computed it. */
  public void hit() {
    meter.served();
  }

  /** Somebody has read a value whose row has changed since. */
  public void readStale() {
    if (stale++ == 0) {
      firstStale = simulation.now();
    }
  }

  /** Somebody begins to compute the value. */
  public void missed(int key) {
    meter.rejected();
    if (begun[key] < 0) {
      begun[key] = simulation.now();
    } else if (duplicates++ == 0) {
      firstDuplicate = simulation.now();
    }
  }

  /**
   * Whether one who draws this number recomputes a value before its time is over: the sooner the
   * end, and the longer that takes, the likelier (Vattani, Chierichetti, Lowenstein 2015, "Optimal
   * probabilistic cache stampede prevention").
   *
   * @param beta above 1: earlier
   * @param exponential a number drawn with mean 1
   */
  public boolean ahead(int key, double beta, double exponential) {
    long until = expires[key];
    return until != FOREVER && simulation.now() + took[key] * beta * exponential >= until;
  }

  /**
   * Stores a key: SET … PX.
   *
   * @param life how long it lives, nanoseconds
   * @param ofTime of when the data are that it is made of
   * @return false when there is no memory for it
   */
  public boolean set(int key, long life, long ofTime) {
    long now = simulation.now();
    long until = life >= FOREVER - now ? FOREVER : Math.max(1, now + life);
    if (!memory.hasRoom()) {
      return false;
    }
    if (expires[key] == ABSENT) {
      memory.stored(first + key, size, until != FOREVER);
      meter.seized();
    } else {
      memory.touched(first + key);
    }
    if (begun[key] >= 0) {
      took[key] = now - begun[key];
      begun[key] = -1;
    }
    expires[key] = until;
    asOf[key] = ofTime;
    return true;
  }

  /** Deletes a key, if it is there: DEL. */
  public void delete(int key) {
    if (expires[key] != ABSENT) {
      expires[key] = ABSENT;
      memory.removed(first + key, size);
      meter.released();
    }
  }

  /** Of when the data are that the value of a key is made of. */
  public long asOf(int key) {
    return asOf[key];
  }

  /** When a key's time is over, nanoseconds since the simulation began. */
  long expires(int key) {
    return expires[key];
  }

  /** The number of its first key among those of all kinds. */
  int first() {
    return first;
  }

  /** Takes the lock of a key if nobody has it: SET … NX PX. */
  public boolean lock(int key, long life) {
    long now = simulation.now();
    if (now < lockedUntil[key]) {
      return false;
    }
    lockedUntil[key] = now + life;
    return true;
  }

  /** Gives the lock of a key back: DEL. */
  public void unlock(int key) {
    lockedUntil[key] = 0;
  }

  /** Begins its counts anew. */
  void reset() {
    duplicates = 0;
    stale = 0;
  }

  /** Tells how often a value was computed that somebody was computing, and read that was stale. */
  void count(Tally tally) {
    String keys = meter.name();
    if (duplicates > 0) {
      tally.add(keys + ".duplicates", duplicates);
      tally.first(keys + ".duplicates", firstDuplicate);
    }
    if (stale > 0) {
      tally.add(keys + ".stale", stale);
      tally.first(keys + ".stale", firstStale);
    }
  }

  /** Nothing is held any more, and no lock. */
  void flush() {
    for (int key = 0; key < expires.length; key++) {
      delete(key);
    }
    Arrays.fill(lockedUntil, 0);
  }
}
