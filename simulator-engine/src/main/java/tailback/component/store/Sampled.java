package tailback.component.store;

import java.util.Arrays;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;

/**
 * How Redis chooses: of a few keys drawn at random the best one goes ({@code maxmemory-samples};
 * Redis 8, evict.c), so that it need not keep them in order.
 */
final class Sampled implements Eviction {

  /** A counter begins here, and half of its growth is over (evict.c, LFU_INIT_VAL). */
  private static final int LFU_START = 5;

  /** The larger the counter, the less likely one more read counts (lfu-log-factor). */
  private static final int LFU_LOG_FACTOR = 10;

  private static final int LFU_MOST = 255;

  /** A counter loses one in this time (lfu-decay-time). */
  private static final long LFU_DECAY = 60_000_000_000L;

  private final Policy policy;
  private final int samples;
  private final Simulation simulation;
  private final Stream stream;
  private final ExpiryOf expiry;
  private int[] candidates = {};
  private int[] position = {};
  private long[] used = {};
  private int[] frequency = {};
  private int count;
  private long draws;

  /** {@code maxmemory-policy}: which keys may go, and which goes first. */
  enum Policy {
    NOEVICTION,
    ALLKEYS_LRU,
    ALLKEYS_LFU,
    ALLKEYS_RANDOM,
    VOLATILE_LRU,
    VOLATILE_LFU,
    VOLATILE_RANDOM,
    VOLATILE_TTL;

    private boolean ofAll() {
      return name().startsWith("ALLKEYS");
    }

    private boolean isFrequency() {
      return this == ALLKEYS_LFU || this == VOLATILE_LFU;
    }
  }

  /** When a key's time is over. */
  interface ExpiryOf {

    /** Nanoseconds since the simulation began. */
    long key(int key);
  }

  Sampled(Policy policy, int samples, Simulation simulation, Stream stream, ExpiryOf expiry) {
    this.policy = policy;
    this.samples = samples;
    this.simulation = simulation;
    this.stream = stream;
    this.expiry = expiry;
  }

  @Override
  public void keys(int number) {
    int before = position.length;
    candidates = Arrays.copyOf(candidates, number);
    position = Arrays.copyOf(position, number);
    Arrays.fill(position, before, number, -1);
    used = Arrays.copyOf(used, number);
    frequency = Arrays.copyOf(frequency, number);
  }

  @Override
  public void stored(int key, boolean expires) {
    used[key] = simulation.now();
    frequency[key] = LFU_START;
    if (expires || policy.ofAll()) {
      position[key] = count;
      candidates[count++] = key;
    }
  }

  @Override
  public void touched(int key) {
    if (policy.isFrequency()) {
      int counter = decayed(key);
      double chance = 1.0 / (Math.max(0, counter - LFU_START) * LFU_LOG_FACTOR + 1);
      if (counter < LFU_MOST && stream.of(draws++).nextDouble() < chance) {
        counter++;
      }
      frequency[key] = counter;
    }
    used[key] = simulation.now();
  }

  private int decayed(int key) {
    return (int) Math.max(0, frequency[key] - (simulation.now() - used[key]) / LFU_DECAY);
  }

  @Override
  public void removed(int key) {
    int at = position[key];
    if (at >= 0) {
      int last = candidates[--count];
      candidates[at] = last;
      position[last] = at;
      position[key] = -1;
    }
  }

  @Override
  public int victim() {
    if (policy == Policy.NOEVICTION || count == 0) {
      return -1;
    }
    stream.of(draws++);
    int best = candidates[stream.nextInt(count)];
    if (policy != Policy.ALLKEYS_RANDOM && policy != Policy.VOLATILE_RANDOM) {
      for (int i = 1; i < samples; i++) {
        int other = candidates[stream.nextInt(count)];
        if (rank(other) < rank(best)) {
          best = other;
        }
      }
    }
    return best;
  }

  /** The lower, the sooner it goes. */
  private long rank(int key) {
    return switch (policy) {
      case ALLKEYS_LFU, VOLATILE_LFU -> decayed(key);
      case VOLATILE_TTL -> expiry.key(key);
      default -> used[key];
    };
  }

  /** One of those that may go, drawn at random; -1 when there is none. */
  int any() {
    return count == 0 ? -1 : candidates[stream.of(draws++).nextInt(count)];
  }
}
