package tailback.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import tailback.experiment.Figures;
import tailback.validation.Case.Spread;

/**
 * One figure of a case, measured and simulated: a row of the table.
 *
 * @param name what it is
 * @param share whether it is a share of the requests
 * @param real over the repeats
 * @param simulated over the same repeats
 */
record Figure(String name, boolean share, Spread real, Spread simulated) {

  private static final double WIDER = 0.10;
  private static final double POINTS = 0.03;

  /** Of fewer requests there is a median and nothing else. */
  private static final int FEW = 5;

  /** All figures of a case. */
  static List<Figure> of(Case of) {
    List<Figure> figures = new ArrayList<>();
    if (of.run().isOfTasks()) {
      tasks(figures, of);
      return figures;
    }
    double load = of.run().load();
    figures.add(figure(of, "goodput, 1/s", false, sample -> sample.goodput(load)));
    TreeSet<Integer> statuses = new TreeSet<>();
    of.real().forEach(sample -> statuses.addAll(sample.shares().keySet()));
    of.simulated().forEach(sample -> statuses.addAll(sample.shares().keySet()));
    if (statuses.size() == 1) {
      statuses.clear(); // all are 200: there is nothing to compare
    }
    for (int status : statuses) {
      String name = status == 0 ? "client timeouts" : "status " + status;
      figures.add(figure(of, name, true, sample -> sample.share(status)));
    }
    latencies(figures, of, "", sample -> sample);
    TreeSet<String> endpoints = new TreeSet<>();
    of.real().get(0).answers().forEach(answer -> endpoints.add(answer.endpoint()));
    boolean others = endpoints.stream().filter(endpoint -> answered(of, endpoint)).count() > 1;
    if (endpoints.size() > 1) {
      for (String endpoint : endpoints) {
        if (others || !answered(of, endpoint)) { // else its figures are those of all
          latencies(figures, of, endpoint + ": ", sample -> sample.of(endpoint));
        }
      }
    }
    return figures;
  }

  private static void tasks(List<Figure> figures, Case of) {
    figures.add(task(of, "makespan, s", TaskFigures::makespan));
    for (int p : new int[] {50, 95}) {
      figures.add(task(of, "short: wait p" + p + ", ms", tasks -> tasks.waitOfShort(p)));
      figures.add(task(of, "long: wait p" + p + ", ms", tasks -> tasks.waitOfLong(p)));
      figures.add(task(of, "gap in a slot p" + p + ", ms", tasks -> tasks.gap(p)));
    }
    figures.add(task(of, "ends of slots, apart, s", TaskFigures::spread));
    figures.add(task(of, "overtakings, pairs", TaskFigures::overtakings));
    figures.add(task(of, "most overtaken: by", TaskFigures::mostOvertaken));
  }

  private static Figure task(Case of, String name, ToDoubleFunction<TaskFigures> figure) {
    return figure(of, name, false, sample -> figure.applyAsDouble(new TaskFigures(sample)));
  }

  private static boolean answered(Case of, String endpoint) {
    return of.real().stream().anyMatch(sample -> sample.of(endpoint).share(200) > 0);
  }

  private static void latencies(
      List<Figure> figures, Case of, String prefix, UnaryOperator<Sample> part) {
    if (of.real().stream().allMatch(sample -> part.apply(sample).share(200) == 0)) {
      String name = prefix + "until it fails, p50, ms";
      figures.add(figure(of, name, false, s -> part.apply(s).failedPercentile(50)));
      return;
    }
    if (of.real().stream().allMatch(sample -> part.apply(sample).size() < FEW)) {
      figures.add(figure(of, prefix + "p50, ms", false, s -> part.apply(s).percentile(50)));
      return;
    }
    figures.add(figure(of, prefix + "mean, ms", false, s -> part.apply(s).mean()));
    for (int p : new int[] {50, 95, 99}) {
      figures.add(figure(of, prefix + "p" + p + ", ms", false, s -> part.apply(s).percentile(p)));
    }
  }

  private static Figure figure(
      Case of, String name, boolean share, ToDoubleFunction<Sample> figure) {
    return new Figure(
        name, share, Case.spread(of.real(), figure), Case.spread(of.simulated(), figure));
  }

  /** Simulated against measured, of the medians: relative, or in points when it is a share. */
  double error() {
    double difference = simulated.median() - real.median();
    return share || difference == 0 ? difference : difference / real.median();
  }

  /** Whether the simulated median lies inside the measured range, a little widened. */
  boolean holds() {
    double value = simulated.median();
    return share
        ? value >= real.least() - POINTS && value <= real.most() + POINTS
        : value >= real.least() * (1 - WIDER) && value <= real.most() * (1 + WIDER);
  }

  /** Its row of the table. */
  String row() {
    return "| "
        + name
        + " | "
        + text(real)
        + " | "
        + text(simulated)
        + " | "
        + (Double.isFinite(error()) ? signed(error()) + (share ? " points" : " %") : "–")
        + " | "
        + (holds() ? "yes" : "**no**")
        + " |";
  }

  private String text(Spread spread) {
    double unit = share ? 100 : 1;
    String middle = Figures.number(unit * spread.median());
    String low = Figures.number(unit * spread.least());
    String high = Figures.number(unit * spread.most());
    return (low.equals(high) ? middle : middle + " [" + low + "…" + high + "]")
        + (share ? " %" : "");
  }

  private static String signed(double error) {
    String percent = percent(error);
    return error > 0 && !percent.equals("0.0") ? "+" + percent : percent;
  }

  /** In per cent, with one decimal. */
  static String percent(double fraction) {
    BigDecimal percent = new BigDecimal(100 * fraction).setScale(1, RoundingMode.HALF_UP);
    return percent.signum() == 0 ? "0.0" : percent.toPlainString();
  }
}
