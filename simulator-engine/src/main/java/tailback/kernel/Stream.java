package tailback.kernel;

/**
 * Random numbers for one purpose of one component.
 *
 * <p>A draw is a pure function of (seed, component, purpose, request, how many were drawn for it
 * before): never of what else happened in the run. So two variants of a scenario see the very same
 * requests, and a run can be split over threads without coordination.
 *
 * <pre>{@code
 * stream.of(request.number());          // everything drawn next belongs to this request
 * long think = exponential.sample(stream);
 * }</pre>
 *
 * <p>The numbers are the outputs of SplitMix64 (Steele, Lea, Flood 2014) counting from a starting
 * point that a second mix of the key and the request's number spreads over all 2^64.
 */
public final class Stream {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final long key;
  private long counter;

  /** Whether an exponential number was drawn since the start: another one may follow. */
  private boolean inARow;

  /** The exponential number to come, and its mean; not a number when it was not computed. */
  private long ahead;

  private double aheadMean;

  /** The stream of a purpose; equal arguments give equal numbers. */
  public Stream(long seed, String component, String purpose) {
    long hash = mix(seed + GOLDEN);
    hash = mix(hash ^ hash(component));
    key = mix(hash + GOLDEN ^ hash(purpose));
    startAt(mix(key));
  }

  /** Starts over with the draws that belong to this request. */
  public Stream of(long request) {
    startAt(mix(key ^ spread(request)));
    return this;
  }

  /** The same for the {@code occurrence}-th time that this request needs such draws. */
  public Stream of(long request, long occurrence) {
    return ofSpread(spread(request), occurrence);
  }

  /**
   * The same by what {@link #spread} makes of the request's number: who draws from many streams for
   * one request spreads it once.
   */
  public Stream ofSpread(long spread, long occurrence) {
    startAt(mix(mix(key ^ spread) + occurrence * GOLDEN));
    return this;
  }

  /** A request's number, spread over all 2^64. */
  public static long spread(long request) {
    return mix(request * GOLDEN + 1);
  }

  private void startAt(long start) {
    counter = start;
    inARow = false;
    aheadMean = Double.NaN;
  }

  /** 64 random bits. */
  public long nextLong() {
    aheadMean = Double.NaN;
    counter += GOLDEN;
    return mix(counter);
  }

  /**
   * An exponential number with this mean, rounded to a whole one: round(-mean × log(u)) of the u
   * that {@link #nextOpenDouble} would give.
   *
   * <p>Who draws one after the other waits for none: each is computed when the one before it is
   * taken (10 % on M/M/1, as the next branch depends on it).
   */
  public long nextExponential(double mean) {
    counter += GOLDEN;
    if (mean != aheadMean) {
      return notAhead(mean);
    }
    long drawn = ahead;
    ahead = exponential(counter + GOLDEN, mean);
    return drawn;
  }

  private long notAhead(double mean) {
    if (inARow) {
      aheadMean = mean;
      ahead = exponential(counter + GOLDEN, mean);
    }
    inARow = true;
    return exponential(counter, mean);
  }

  private static long exponential(long counter, double mean) {
    return FastLog.exponential(mix(counter) >>> 11 | 1, mean);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in (0, 1): never 0, so that its logarithm is finite. */
  public double nextOpenDouble() {
    return nextOdd() * 0x1.0p-53;
  }

  /** The same as a multiple of 2^-53: an odd number. */
  public long nextOdd() {
    return nextLong() >>> 11 | 1;
  }

  /** Uniform among 0 … {@code bound} - 1; the bias is below {@code bound} / 2^53. */
  public int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash + text.length());
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
