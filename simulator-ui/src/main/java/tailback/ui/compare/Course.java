package tailback.ui.compare;

import java.util.function.DoubleBinaryOperator;
import tailback.ui.timeline.Latencies;
import tailback.ui.timeline.Line;

/**
 * One figure of two runs over time, and by how much the second differs.
 *
 * @param figure what is compared
 * @param a of the first run
 * @param b of the second
 * @param difference second minus first; not a number where one of them has no value
 */
public record Course(Figure figure, Line a, Line b, Line difference) {

  /** Differences smaller than this share of the figure itself stay small in a drawing. */
  private static final double NOTICEABLE = 0.1;

  private static final double ONE_POINT = 0.01;

  /** A figure of two runs over time. */
  public static Course of(Figure figure, Latencies a, Latencies b) {
    Line first = line(figure, a);
    Line second = line(figure, b);
    // after the last request of a run none is answered, and none fails
    double after = figure == Figure.THROUGHPUT ? 0 : Double.NaN;
    double[] values = new double[Math.max(first.values().length, second.values().length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(second, i, after) - value(first, i, after);
    }
    return new Course(figure, first, second, new Line(figure.word(), first.step(), values, 0));
  }

  private static double value(Line line, int index, double after) {
    return index < line.values().length ? line.values()[index] : after;
  }

  private static Line line(Figure figure, Latencies of) {
    return switch (figure) {
      case THROUGHPUT -> of.completed(0);
      case P50 -> of.percentile(figure.word(), 0.5, 0);
      case P95 -> of.percentile(figure.word(), 0.95, 0);
      case P99 -> of.percentile(figure.word(), 0.99, 0);
      case FAILURES ->
          each(of.completed(0), of.failed(0), (answered, failed) -> failed / (answered + failed));
    };
  }

  private static Line each(Line one, Line other, DoubleBinaryOperator of) {
    double[] values = new double[one.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = of.applyAsDouble(one.values()[i], other.values()[i]);
    }
    return new Line(one.name(), one.step(), values, 0);
  }

  /** The difference that reaches from the middle of its row to the edge. */
  public double scale() {
    double largest =
        figure == Figure.FAILURES ? ONE_POINT : NOTICEABLE * Math.max(a.largest(), b.largest());
    for (double value : difference.values()) {
      largest = Math.abs(value) > largest ? Math.abs(value) : largest;
    }
    return largest > 0 ? largest : 1;
  }

  /** Both values and their difference at a time, seconds from time zero, in words. */
  public String at(double seconds) {
    double by = difference.at(seconds);
    String judged = figure.judged(by);
    return figure.word()
        + " at this moment: A "
        + figure.level(a.at(seconds))
        + ", B "
        + figure.level(b.at(seconds))
        + ", B − A "
        + figure.signed(by)
        + (judged.isEmpty() ? "" : ", B is " + judged);
  }
}
