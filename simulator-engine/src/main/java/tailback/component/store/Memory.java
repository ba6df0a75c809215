package tailback.component.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import tailback.component.Component.Tally;

/** The memory of a cache: how much its keys take, and which go when there is no more. */
final class Memory implements Sampled.ExpiryOf {

  /** ACTIVE_EXPIRE_CYCLE_KEYS_PER_LOOP. */
  private static final int EXPIRED_AT_ONCE = 20;

  private final long limit;
  private final int overhead;
  private final LongSupplier now;
  private final List<KeyStore> stores = new ArrayList<>();
  private Eviction eviction;
  private int keys;
  private long used;
  private long peak;
  private long evictions;
  private boolean refuses;
  private long losses;
  private long firstLoss;

  /**
   * Memory of which nothing is used.
   *
   * @param limit in bytes; 0: without end
   * @param overhead what a key takes beside its value, bytes
   * @param now tells the time, nanoseconds
   */
  Memory(long limit, int overhead, LongSupplier now) {
    this.now = now;
    this.limit = limit;
    this.overhead = overhead;
  }

  /** Keys go in this order when there is no more. */
  Memory evicting(Eviction order) {
    eviction = order;
    return this;
  }

  /** Takes nothing: its values are too large for it. */
  Memory refusing() {
    refuses = true;
    return this;
  }

  /** Keys of one more kind; returns the number of the first. */
  int add(KeyStore store, int number) {
    stores.add(store);
    int first = keys;
    keys += number;
    if (limit > 0) {
      eviction.keys(keys);
    }
    return first;
  }

  /**
   * Before anything is written: no more is used than there is, once others have gone (Redis 8,
   * evict.c, performEvictions). What is written then may exceed it.
   *
   * @return false when none may go
   */
  boolean hasRoom() {
    if (refuses) {
      return false;
    }
    while (limit > 0 && used > limit) {
      int victim = eviction.victim();
      if (victim < 0) {
        return false;
      }
      KeyStore store = of(victim);
      store.delete(victim - store.first());
      evictions++;
    }
    return true;
  }

  void stored(int key, long bytes, boolean expires) {
    used += bytes + overhead;
    peak = Math.max(peak, used);
    if (limit > 0) {
      eviction.stored(key, expires);
    }
  }

  void touched(int key) {
    if (limit > 0) {
      eviction.touched(key);
    }
  }

  void removed(int key, long bytes) {
    used -= bytes + overhead;
    if (limit > 0) {
      eviction.removed(key);
    }
  }

  @Override
  public long key(int key) {
    KeyStore store = of(key);
    return store.expires(key - store.first());
  }

  private KeyStore of(int key) {
    for (int i = stores.size() - 1; i > 0; i--) {
      if (key >= stores.get(i).first()) {
        return stores.get(i);
      }
    }
    return stores.get(0);
  }

  /**
   * Looks at some keys and drops those whose time is over: so many at a time, and again while more
   * than one in ten is (Redis 8, expire.c, activeExpireCycle).
   */
  void expire(long now, Sampled order) {
    int overdue;
    do {
      overdue = 0;
      for (int i = 0; i < EXPIRED_AT_ONCE; i++) {
        int key = order.any();
        if (key >= 0 && key(key) <= now) {
          KeyStore store = of(key);
          store.delete(key - store.first());
          overdue++;
        }
      }
    } while (overdue * 10 > EXPIRED_AT_ONCE);
  }

  /** Everything goes. */
  void flush() {
    if (used > 0 && losses++ == 0) {
      firstLoss = now.getAsLong();
    }
    stores.forEach(KeyStore::flush);
  }

  /** Begins its statistics anew. */
  void reset() {
    evictions = 0;
    losses = 0;
    peak = used;
    stores.forEach(KeyStore::reset);
  }

  /** Tells how many keys went to make room, how much was used at most, and when all was lost. */
  void count(String cache, Tally tally) {
    if (peak > 0) {
      tally.add(cache + ".evictions", evictions);
      tally.largest(cache + ".memory", peak);
    }
    if (losses > 0) {
      tally.add(cache + ".losses", losses);
      tally.first(cache + ".losses", firstLoss);
    }
    stores.forEach(store -> store.count(tally));
  }
}
