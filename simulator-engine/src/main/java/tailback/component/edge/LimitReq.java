package tailback.component.edge;

import java.util.Arrays;
import tailback.component.Rate;
import tailback.program.Bytes;
import tailback.program.Describe;
import tailback.program.Request;

/**
 * {@code limit_req}: a leaky bucket for each client address, or one for all. It counts in
 * thousandths of a request and in milliseconds, in whole numbers, as Nginx does; what it refuses
 * costs the client nothing further (nginx 1.31, ngx_http_limit_req_module.c). All worker processes
 * share it.
 */
final class LimitReq {

  /** The directive and its zone. */
  record Settings(
      @Describe(value = "requests a second or minute that pass: 50r/s, 30r/m", required = true)
          Rate rate,
      @Describe(value = "how many requests may be ahead of the rate", absent = "0") int burst,
      @Describe(value = "how many of the burst pass at once; the rest waits its turn", absent = "0")
          int delay,
      @Describe(value = "whether all of the burst pass at once", absent = "false") boolean nodelay,
      @Describe(value = "memory for the buckets, 8192 of them a MiB", absent = "10MiB") Bytes zone,
      @Describe(
              value = "who shares a bucket: each client address, or the server",
              absent = "address")
          Key key) {

    Settings {
      if (thousandths(rate) < 1) {
        throw new IllegalArgumentException("rate lets nothing pass; write such as 50r/s or 30r/m");
      }
    }

    private static long thousandths(Rate rate) {
      return (long) (THOUSAND * rate.perSecond());
    }

    /** Thousandths of a request per second, rounded down. */
    long perSecond() {
      return thousandths(rate);
    }
  }

  /** Who shares a bucket. */
  enum Key {
    ADDRESS,
    SERVER
  }

  /** How many states a zone has room for; 128 bytes each on 64-bit machines. */
  static int states(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, bytes / STATE));
  }

  /** The request is refused. */
  static final long REFUSED = -1;

  private static final long STATE = 128;
  private static final long THOUSAND = 1000;
  private static final long MILLISECOND = 1_000_000;

  private final boolean byAddress;
  private long rate;
  private long burst;
  private long undelayed;

  private final Zone zone;
  private long[] excess = new long[16];
  private long[] last = new long[16];

  LimitReq(Settings settings) {
    byAddress = settings.key() == Key.ADDRESS;
    zone = new Zone(states(settings.zone().count()));
    change(settings);
  }

  /** Goes on with other settings; the buckets keep what is in them. */
  void change(Settings settings) {
    rate = settings.perSecond();
    burst = settings.burst() * THOUSAND;
    undelayed = settings.nodelay() ? Long.MAX_VALUE : settings.delay() * THOUSAND;
  }

  /**
   * A request comes.
   *
   * @param now the time, milliseconds
   * @return how long it has to wait, nanoseconds; 0: it passes at once; {@link #REFUSED}
   */
  long delay(Request request, long now) {
    int key = byAddress ? request.address() : 0;
    int bucket = zone.find(key);
    if (bucket == Zone.NONE) {
      bucket = zone.add(key);
      room();
      excess[bucket] = 0;
      last[bucket] = now;
      return 0;
    }
    long elapsed = now - last[bucket];
    long after = Math.max(0, excess[bucket] - rate * elapsed / THOUSAND + THOUSAND);
    if (after > burst) {
      return REFUSED;
    }
    excess[bucket] = after;
    last[bucket] = now;
    return after <= undelayed ? 0 : (after - undelayed) * THOUSAND / rate * MILLISECOND;
  }

  private void room() {
    if (last.length < zone.slots()) {
      last = Arrays.copyOf(last, zone.slots());
      excess = Arrays.copyOf(excess, zone.slots());
    }
  }
}
