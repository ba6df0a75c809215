package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results.Reached;
import tailback.metric.Interval;
import tailback.metric.Replicates;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.Measure;
import tailback.scenario.Precision;
import tailback.scenario.Scenario;

/**
 * When enough replications were made: as soon as the 95 % interval of every named measure is narrow
 * enough, but not before the twentieth (the sequential procedure of Law, <em>Simulation Modeling
 * and Analysis</em>, 9.4.1, who advises ten or more). After few runs an interval is too often
 * narrow by chance, and to stop just then is to believe it: on an M/M/4 queue at 80 % load, the
 * mean of which was wanted to 5 %, intervals covered the truth in 91.4 % of 1,000 repetitions with
 * ten at least, and in 93.1 % with twenty.
 */
final class StoppingRule {

  /** How many replications there are at least. */
  static final int FEWEST = 20;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Scenario scenario;
  private final List<Precision> wanted;
  private final List<Replicates> figures = new ArrayList<>();
  private int runs;

  StoppingRule(Scenario scenario, List<Precision> wanted) {
    this.scenario = scenario;
    this.wanted = wanted;
    wanted.forEach(each -> figures.add(new Replicates()));
  }

  /** Adds the figures of the next run. */
  void add(Replication run) {
    Judge judge = judge(Pool.of(scenario, run));
    for (int i = 0; i < wanted.size(); i++) {
      figures.get(i).add(figure(wanted.get(i), judge));
    }
    runs++;
  }

  /** How well the measures are known now. */
  List<Reached> reached(Pool pool) {
    Judge judge = judge(pool);
    List<Reached> all = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      double estimate = figure(wanted.get(i), judge);
      all.add(reached(wanted.get(i), estimate, interval(i, estimate, pool)));
    }
    return all;
  }

  /** Latencies of short runs are biased, so they are taken together; other figures are not. */
  private Interval interval(int number, double estimate, Pool pool) {
    Measure measure = wanted.get(number).measure();
    return switch (measure.name()) {
      case "mean" -> pool.latency(measure.of()).mean();
      case "p50", "p90", "p95", "p99" ->
          pool.latency(measure.of()).percentile(Integer.parseInt(measure.name().substring(1)));
      case "p999" -> pool.latency(measure.of()).percentile(99.9);
      default -> figures.get(number).around(estimate);
    };
  }

  /** Whether there are enough: all are known well enough, or one cannot be told at all. */
  boolean isEnough(List<Reached> reached) {
    return runs >= FEWEST
        && (reached.stream().allMatch(Reached::holds)
            || reached.stream().anyMatch(each -> Double.isNaN(each.estimate())));
  }

  /** How many runs it will take, as far as can be told: twice too wide takes four times as many. */
  double expected(List<Reached> reached) {
    double times =
        reached.stream().mapToDouble(Reached::times).filter(Double::isFinite).max().orElse(0);
    return Math.max(FEWEST, runs * Math.max(1, times * times));
  }

  private static Judge judge(Pool pool) {
    return new Judge(pool.results(0, 0), pool);
  }

  private static double figure(Precision of, Judge judge) {
    return judge.measure(of.measure(), of.unit());
  }

  private static Reached reached(Precision wanted, double estimate, Interval interval) {
    double scale = wanted.unit() == Unit.TIME ? NANOS_PER_MILLI : 1;
    double half = interval == null ? Double.NaN : interval.half();
    return new Reached(
        wanted.text(),
        unit(wanted.unit()),
        estimate / scale,
        interval == null ? null : new double[] {interval.lower() / scale, interval.upper() / scale},
        wanted.relative() ? wanted.width() : wanted.width() / scale,
        wanted.relative() ? share(half, estimate) : half / scale,
        wanted.relative());
  }

  /** Of a figure of zero, which is the same in all runs, nothing is nothing. */
  private static double share(double half, double estimate) {
    return half == 0 ? 0 : half / estimate;
  }

  private static Compared.Unit unit(Unit unit) {
    return switch (unit) {
      case TIME -> Compared.Unit.MILLIS;
      case SHARE -> Compared.Unit.SHARE;
      case RATE -> Compared.Unit.RATE;
      case NUMBER, SIZE -> Compared.Unit.NUMBER;
    };
  }
}
