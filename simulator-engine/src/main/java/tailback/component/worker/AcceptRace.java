package tailback.component.worker;

import tailback.kernel.Stream;

/**
 * Which of several processes that listen on one socket gets a connection.
 *
 * <p>All are woken, and the race is not fair: a process wins with a probability proportional to
 * <em>b ρ^[it won the last one] / (1 + q/Q)</em>, where <em>q</em> is the length of its private
 * queue. The bias <em>b</em> is drawn once: the process that became ready last has the edge when
 * there are two. The law and its constants were fitted to 27,587 accepts of real Gunicorns; {@code
 * docs/accept-race.md} shows how well it fits. How many requests a process is running has no
 * measurable influence, which is why its private queue can grow while a sibling idles.
 */
final class AcceptRace {

  private static final double NOT_TWICE = 0.6;
  private static final double QUEUE = 300;
  private static final double ONE = 0x1.0p40;

  private final Stream stream;
  private final long[] bias;
  private final double handicap;

  /** Of those that take part, 0 for others; whole numbers, so that their sum is always exact. */
  private final long[] weights;

  private long sum;
  private int last = -1;

  /**
   * A race between this many processes.
   *
   * @param threads whether they are {@code gthread} workers; otherwise they are loops
   */
  AcceptRace(Stream stream, int processes, boolean threads) {
    this.stream = stream;
    handicap = threads ? 1 - NOT_TWICE : 0;
    bias = new long[processes];
    weights = new long[processes];
    boolean two = processes == 2;
    double lastReady = threads ? (two ? 2.6 : 1) : 1.3;
    double spread = threads ? (two ? 0 : 0.2) : 0.1;
    for (int i = 0; i < processes; i++) {
      stream.of(-1 - i);
      double edge = i == processes - 1 ? lastReady : 1;
      bias[i] = (long) (ONE * edge * StrictMath.exp(spread * normal()));
    }
  }

  /** A standard normal variate, by Box and Muller's transform. */
  private double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(stream.nextOpenDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * stream.nextDouble());
  }

  /** A process takes part in the races from now on; so many connections wait inside it. */
  void enter(int process, int queued) {
    weigh(process, queued == 0 ? bias[process] : (long) (bias[process] / (1 + queued / QUEUE)));
  }

  /** A process takes no part in the races from now on. */
  void stayOut(int process) {
    weigh(process, 0);
  }

  private void weigh(int process, long weight) {
    sum += weight - weights[process];
    weights[process] = weight;
  }

  /**
   * The winner among those that take part; at least one does.
   *
   * @param request whose connection it is; decides the draw
   */
  int winner(long request) {
    long full = last < 0 ? 0 : weights[last];
    if (full > 0) {
      weigh(last, full - (long) (full * handicap));
    }
    long draw = Math.min(sum - 1, (long) (stream.of(request).nextDouble() * sum));
    int winner = 0;
    while (draw >= weights[winner]) {
      draw -= weights[winner++];
    }
    if (full > 0) {
      weigh(last, full);
    }
    last = winner;
    return winner;
  }
}
