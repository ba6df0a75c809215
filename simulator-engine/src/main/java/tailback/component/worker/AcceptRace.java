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

  private final Stream stream;
  private final double[] bias;
  private final double[] weights;
  private final double afterWin;
  private int last = -1;

  /**
   * A race between this many processes.
   *
   * @param threads whether they are {@code gthread} workers; otherwise they are loops
   */
  AcceptRace(Stream stream, int processes, boolean threads) {
    this.stream = stream;
    afterWin = threads ? NOT_TWICE : 1;
    bias = new double[processes];
    weights = new double[processes];
    boolean two = processes == 2;
    double lastReady = threads ? (two ? 2.6 : 1) : 1.3;
    double spread = threads ? (two ? 0 : 0.2) : 0.1;
    for (int i = 0; i < processes; i++) {
      stream.of(-1 - i);
      bias[i] = StrictMath.exp(spread * normal());
    }
    bias[processes - 1] *= lastReady;
  }

  /** A standard normal variate, by Box and Muller's transform. */
  private double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(stream.nextOpenDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * stream.nextDouble());
  }

  /** A process takes part in the next race; so many connections wait inside it. */
  void enter(int process, int queued) {
    double weight = queued == 0 ? bias[process] : bias[process] / (1 + queued / QUEUE);
    weights[process] = process == last ? weight * afterWin : weight;
  }

  /** A process takes no part in the next race. */
  void stayOut(int process) {
    weights[process] = 0;
  }

  /**
   * The winner among those that take part; at least one does.
   *
   * @param request whose connection it is; decides the draw
   */
  int winner(long request) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double draw = stream.of(request).nextDouble() * sum;
    int winner = -1;
    for (int i = 0; i < weights.length && draw >= 0; i++) {
      if (weights[i] > 0) {
        winner = i;
        draw -= weights[i];
      }
    }
    last = winner;
    return winner;
  }
}
