package tailback.component.edge;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
          String rate,
      @Describe(value = "how many requests may be ahead of the rate", absent = "0") int burst,
      @Describe(value = "how many of the burst pass at once; the rest waits its turn", absent = "0")
          int delay,
      @Describe(value = "whether all of the burst pass at once", absent = "false") boolean nodelay,
      @Describe(
              value = "who shares a bucket: each client address, or the server",
              absent = "address")
          Key key) {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9})r?/([sm])");
    private static final int MINUTE = 60;

    Settings {
      if (!RATE.matcher(rate).matches()) {
        throw new IllegalArgumentException(
            "rate of limit_req: '" + rate + "' is none; write such as 50r/s or 30r/m");
      }
    }

    /** Thousandths of a request per second. */
    long perSecond() {
      Matcher matcher = RATE.matcher(rate);
      matcher.matches();
      long requests = Long.parseLong(matcher.group(1)) * THOUSAND;
      return matcher.group(2).equals("m") ? requests / MINUTE : requests;
    }
  }

  /** Who shares a bucket. */
  enum Key {
    ADDRESS,
    SERVER
  }

  /** The request is refused. */
  static final long REFUSED = -1;

  private static final long THOUSAND = 1000;
  private static final long MILLISECOND = 1_000_000;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final boolean byAddress;
  private long rate;
  private long burst;
  private long undelayed;

  private long[] excess = new long[1];
  private long[] last = {UNKNOWN};

  LimitReq(Settings settings) {
    byAddress = settings.key() == Key.ADDRESS;
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
    int bucket = byAddress ? request.address() : 0;
    if (bucket >= last.length) {
      grow(bucket);
    }
    if (last[bucket] == UNKNOWN) {
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

  private void grow(int bucket) {
    int before = last.length;
    int size = Math.max(bucket + 1, 2 * before);
    last = Arrays.copyOf(last, size);
    excess = Arrays.copyOf(excess, size);
    Arrays.fill(last, before, size, UNKNOWN);
  }
}
