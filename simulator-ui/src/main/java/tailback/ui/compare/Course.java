package tailback.ui.compare;

import tailback.ui.timeline.Endings;

/**
 * One figure of two runs over time, and by how much the second differs. At any instant it is that
 * of the step up to it, as on the timeline.
 */
public final class Course {

  /** Differences smaller than this share of the figure itself stay small in a drawing. */
  private static final double NOTICEABLE = 0.1;

  private static final double ONE_POINT = 0.01;

  private final Figure figure;
  private final Endings a;
  private final Endings b;
  private final double step;
  private final double[] differences;
  private double largest;

  /**
   * A figure of two runs over time.
   *
   * @param step how long a span is that the figure is taken of, seconds
   * @param length how long both runs are, seconds from time zero
   */
  public Course(Figure figure, Endings a, Endings b, double step, double length) {
    this.figure = figure;
    this.a = a;
    this.b = b;
    this.step = step;
    differences = new double[(int) Math.ceil(length / step - 1e-9)];
    double level = 0;
    for (int i = 0; i < differences.length; i++) {
      double end = Math.min(length, (i + 1) * step);
      double first = value(a, end);
      double second = value(b, end);
      differences[i] = second - first;
      largest = Math.abs(differences[i]) > largest ? Math.abs(differences[i]) : largest;
      level = Double.isNaN(first + second) ? level : Math.max(level, Math.max(first, second));
    }
    largest = Math.max(largest, figure == Figure.FAILURES ? ONE_POINT : NOTICEABLE * level);
  }

  private double value(Endings of, double seconds) {
    return switch (figure) {
      case THROUGHPUT -> of.completed(seconds, step);
      case P50 -> percentile(of, 0.5, seconds);
      case P95 -> percentile(of, 0.95, seconds);
      case P99 -> percentile(of, 0.99, seconds);
      case FAILURES -> {
        double failed = of.failed(seconds, step);
        yield failed / (of.completed(seconds, step) + failed);
      }
    };
  }

  private double percentile(Endings of, double share, double seconds) {
    return of.percentiles(new double[] {share}, seconds, step)[0];
  }

  /** What it is a course of. */
  public Figure figure() {
    return figure;
  }

  /** Seconds from one to the next of {@link #differences}. */
  public double step() {
    return step;
  }

  /** Second minus first, step by step; not a number where one of them has no value. */
  public double[] differences() {
    return differences.clone();
  }

  /** Second minus first at a time, seconds from time zero. */
  public double difference(double seconds) {
    return value(b, seconds) - value(a, seconds);
  }

  /** The difference that reaches from the middle of its row to the edge. */
  public double scale() {
    return largest > 0 ? largest : 1;
  }

  /** Both values and their difference at a time, seconds from time zero, in words. */
  public String at(double seconds) {
    double by = difference(seconds);
    String judged = figure.judged(by);
    return figure.word()
        + " at this moment: A "
        + figure.level(value(a, seconds))
        + ", B "
        + figure.level(value(b, seconds))
        + ", B − A "
        + figure.signed(by)
        + (judged.isEmpty() ? "" : ", B is " + judged);
  }
}
