package tailback.queueing;

import java.util.function.IntToDoubleFunction;

/**
 * Queues whose long-run behaviour is known in closed form: what a simulation must come to, and a
 * quick first answer without one.
 *
 * <p>All times are in one unit of the caller's choice and all rates in its inverse: nanoseconds and
 * arrivals per nanosecond, or seconds and arrivals per second. Symbols: λ arrival rate, S mean
 * service, a = λS offered load, c servers, ρ = a/c. Names are Kendall's: arrivals / services /
 * servers / places.
 */
public final class Theory {

  private Theory() {}

  /**
   * A queue that has settled.
   *
   * @param throughput customers served per unit of time
   * @param blocked share of the arrivals that is sent away
   * @param busy mean number in service
   * @param meanWait mean time in the queue of those who are served; infinite when the queue never
   *     settles
   * @param meanResponse mean time from arrival to departure of those who are served
   */
  public record Steady(
      double throughput, double blocked, double busy, double meanWait, double meanResponse) {

    /** Mean number in the queue, by Little's law: throughput × mean wait. */
    public double waiting() {
      return throughput * meanWait;
    }

    /** Mean number present, by Little's law: throughput × mean response. */
    public double present() {
      return throughput * meanResponse;
    }
  }

  /** M/M/1: the wait is ρS / (1 − ρ). */
  public static Steady mm1(double arrivalRate, double meanService) {
    return mmc(arrivalRate, meanService, 1);
  }

  /** M/M/c: the wait is C(c, a) S / (c − a), with {@linkplain #erlangC Erlang's C}. */
  public static Steady mmc(double arrivalRate, double meanService, int servers) {
    double offered = arrivalRate * meanService;
    if (offered >= servers) {
      return neverSettles(meanService, servers);
    }
    return open(
        arrivalRate, meanService, erlangC(offered, servers) * meanService / (servers - offered));
  }

  /**
   * M/G/1: the Pollaczek–Khinchine formula, wait = ρS / (1 − ρ) × (1 + cv²) / 2.
   *
   * @param cv coefficient of variation of the services: 0 for constant ones, 1 for exponential ones
   */
  public static Steady mg1(double arrivalRate, double meanService, double cv) {
    double load = arrivalRate * meanService;
    if (load >= 1) {
      return neverSettles(meanService, 1);
    }
    return open(arrivalRate, meanService, load * meanService / (1 - load) * (1 + cv * cv) / 2);
  }

  /**
   * M/G/1 with processor sharing: the response is S / (1 − ρ), whatever the law of the services,
   * and x / (1 − ρ) for a service of length x. The wait is what the response is longer than S.
   */
  public static Steady mg1ps(double arrivalRate, double meanService) {
    return mgcps(arrivalRate, meanService, 1);
  }

  /**
   * M/G/c with processor sharing, nobody faster than one server: in the mean the same as
   * {@linkplain #mmc M/M/c}, whatever the law of the services (Cohen, <em>The multiple phase
   * service network with generalized processor sharing</em>, 1979).
   */
  public static Steady mgcps(double arrivalRate, double meanService, int servers) {
    return mmc(arrivalRate, meanService, servers);
  }

  /**
   * Erlang's B: the share of arrivals that finds all servers of M/G/c/c busy and is lost. B(0) = 1,
   * B(n) = a B(n−1) / (n + a B(n−1)).
   *
   * @param offered the offered load a
   */
  public static double erlangB(double offered, int servers) {
    double lost = 1;
    for (int n = 1; n <= servers; n++) {
      lost = offered * lost / (n + offered * lost);
    }
    return lost;
  }

  /**
   * Erlang's C: the share of arrivals that must wait in M/M/c. C = B / (1 − ρ (1 − B)); 1 when the
   * load is too much.
   *
   * @param offered the offered load a
   */
  public static double erlangC(double offered, int servers) {
    if (offered >= servers) {
      return 1;
    }
    double lost = erlangB(offered, servers);
    return lost / (1 - offered / servers * (1 - lost));
  }

  /**
   * M/M/c/K: whoever finds K customers present is sent away.
   *
   * @param places K, those at the servers included
   */
  public static Steady mmck(double arrivalRate, double meanService, int servers, int places) {
    return birthAndDeath(n -> arrivalRate, meanService, servers, places);
  }

  /**
   * Machine repair, M/M/c//N: N machines run for a while, fail, wait for one of c repairers, are
   * repaired and run again. Or N clients who think, ask and wait for the answer before they think
   * again. Only the mean of the thinking matters, not its law.
   *
   * @param meanThink mean time that a machine runs, or a client thinks
   */
  public static Steady machineRepair(
      int machines, double meanThink, double meanService, int servers) {
    Steady closed = birthAndDeath(n -> (machines - n) / meanThink, meanService, servers, machines);
    return new Steady(closed.throughput, 0, closed.busy, closed.meanWait, closed.meanResponse);
  }

  /**
   * Throughput of N customers who think and then visit single servers in turn: mean value analysis,
   * R = D (1 + Q(N−1)) at every station (Reiser and Lavenberg 1980). Exact for exponential services
   * first come first served, and for any services with processor sharing.
   *
   * @param demands mean time of service at every station per round
   */
  public static double closedThroughput(int customers, double meanThink, double... demands) {
    double[] present = new double[demands.length];
    double throughput = 0;
    for (int n = 1; n <= customers; n++) {
      double round = meanThink;
      for (int i = 0; i < demands.length; i++) {
        round += demands[i] * (1 + present[i]);
      }
      throughput = n / round;
      for (int i = 0; i < demands.length; i++) {
        present[i] = throughput * demands[i] * (1 + present[i]);
      }
    }
    return throughput;
  }

  private static Steady open(double arrivalRate, double meanService, double wait) {
    return new Steady(arrivalRate, 0, arrivalRate * meanService, wait, wait + meanService);
  }

  private static Steady neverSettles(double meanService, int servers) {
    double ever = Double.POSITIVE_INFINITY;
    return new Steady(servers / meanService, 0, servers, ever, ever);
  }

  /**
   * A birth-and-death process with states 0 … {@code places}, one state added at a time: the share
   * of time in the last state n is b / (1 + b) with b = λ(n−1) / μ(n) × the last share, and all
   * earlier states shrink in proportion. Nothing overflows, however large the load.
   */
  private static Steady birthAndDeath(
      IntToDoubleFunction birthRate, double meanService, int servers, int places) {
    double last = 1;
    double present = 0;
    double busy = 0;
    for (int n = 1; n <= places; n++) {
      int served = Math.min(n, servers);
      double odds = birthRate.applyAsDouble(n - 1) * last * meanService / served;
      last = odds / (1 + odds);
      present += (n - present) * last;
      busy += (served - busy) * last;
    }
    double throughput = busy / meanService;
    return new Steady(throughput, last, busy, (present - busy) / throughput, present / throughput);
  }
}
