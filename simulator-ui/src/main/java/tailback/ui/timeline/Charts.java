package tailback.ui.timeline;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import tailback.ui.stage.Area;
import tailback.ui.timeline.ChartPainter.Drawn;

/**
 * Draws the tracks of a run on one axis, and beside them, where two runs are compared, those of the
 * other one that both have: requests and latencies.
 */
final class Charts {

  private final ChartPainter painter;
  private final Axis axis;
  private final Strips strips;

  Charts(ChartPainter painter, Axis axis, Strips strips) {
    this.painter = painter;
    this.axis = axis;
    this.strips = strips;
  }

  /** Draws them; the upper end of each scale. */
  double[] paint(GraphicsContext to, List<Track> tracks, List<Track> others) {
    double[] scales = new double[tracks.size()];
    to.save();
    to.beginPath();
    to.rect(Strips.LEGEND, 0, strips.plot() + 2, strips.height() - Strips.AXIS + 1);
    to.clip();
    for (int i = 0; i < scales.length; i++) {
      Track track = tracks.get(i);
      boolean both = track.unit() == Track.Unit.PER_SECOND || track.unit() == Track.Unit.MILLIS;
      scales[i] = chart(track, both && i < others.size() ? others.get(i) : null, i);
    }
    to.restore();
    for (int i = 0; i < scales.length; i++) {
      painter.frame(strips.chart(i));
      painter.scale(tracks.get(i), scales[i], strips.chart(i));
    }
    return scales;
  }

  private double chart(Track track, Track other, int number) {
    Area area = strips.chart(number);
    double[] instants = axis.instants(track.source(), strips.plot());
    double[] xs = new double[instants.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = strips.x(axis.share(instants[i]));
    }
    double[][] values = values(track, instants);
    double[][] others = other == null ? null : values(other, instants);
    double scale = Math.max(track.scale(values), other == null ? 0 : other.scale(others));
    Drawn drawn = new Drawn(xs, values, scale);
    if (track.stacked()) {
      painter.bands(track, drawn, area);
    }
    if (other != null) {
      painter.second(other, new Drawn(xs, others, scale), area);
    }
    if (!track.stacked()) {
      painter.lines(track, drawn, area, strips.lines(track, number));
    }
    return scale;
  }

  private static double[][] values(Track track, double[] instants) {
    double[][] values = new double[instants.length][];
    for (int i = 0; i < instants.length; i++) {
      values[i] = track.source().at(instants[i]);
    }
    return values;
  }
}
