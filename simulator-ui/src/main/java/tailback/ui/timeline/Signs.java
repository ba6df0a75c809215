package tailback.ui.timeline;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import tailback.experiment.result.Results.Finding;
import tailback.ui.transport.Stops;

/**
 * The moments above the charts and what belongs to them: the flag that marks one, the field where
 * its remark is written, the note that says all there is to say about one.
 */
final class Signs {

  private static final String FLAG = "M3,1 v14 h1.6 v-6 l9,-4 z";

  /** How large the type is that is used. */
  private static final double SIZE = 11;

  /** A note is no wider than this. */
  private static final double WIDE = 420;

  private final Runnable changed;
  private final Label note = new Label();
  private final Button flag = new Button();
  private final MarkField field =
      new MarkField(mark -> marks().set(mark), mark -> marks().remove(marks().at(mark.at())));
  private Marks marks;
  private List<Finding> findings = List.of();
  private List<Stops.Reached> stops = List.of();
  private List<Moment> all = List.of();
  private boolean tells = true;
  private Moment noted;

  /**
   * Signs of nothing yet.
   *
   * @param marked marks the present moment
   * @param changed is told when there are others
   */
  Signs(Runnable marked, Runnable changed) {
    this.changed = changed;
    note.getStyleClass().addAll("told", "small");
    note.setId("moment-note");
    note.setWrapText(true);
    note.setMouseTransparent(true);
    note.setVisible(false);
    SVGPath icon = new SVGPath();
    icon.setContent(FLAG);
    icon.getStyleClass().add("icon");
    flag.setGraphic(icon);
    flag.setId("mark");
    flag.setTooltip(new Tooltip("Mark this moment (M)"));
    flag.setAccessibleText("Mark this moment");
    flag.getStyleClass().addAll("flat", "mark-button");
    flag.setOnAction(pressed -> marked.run());
  }

  /** What stands on the timeline. */
  List<Region> nodes() {
    return List.of(flag, note, field);
  }

  /** From now on these marks, which are kept. */
  void marks(Marks kept) {
    marks = kept;
    marks.watch(this::gather);
    gather();
  }

  private Marks marks() {
    return marks;
  }

  /** From now on these findings. */
  void findings(List<Finding> found) {
    findings = found;
    gather();
  }

  /** Where the run has stopped by itself. */
  void stops(List<Stops.Reached> reached) {
    if (stops != reached) {
      stops = reached;
      gather();
    }
  }

  /** Whether findings are shown. */
  void tells(boolean wanted) {
    if (tells != wanted) {
      tells = wanted;
      gather();
    }
  }

  private void gather() {
    all = Moment.of(tells ? findings : List.of(), stops, marks == null ? List.of() : marks.all());
    changed.run();
  }

  /** All moments, in the order of time. */
  List<Moment> all() {
    return all;
  }

  /** Where remarks are written. */
  MarkField field() {
    return field;
  }

  /** Asks for a remark for a moment, or for another one where it is marked. */
  void ask(double seconds) {
    if (marks != null) {
      field.ask(seconds, clock(seconds), marks.at(seconds));
    }
  }

  /** Takes the mark of a moment away; false when there is none. */
  boolean unmark(double seconds) {
    Mark here = marks == null ? null : marks.at(seconds);
    if (here != null) {
      marks.remove(here);
    }
    return here != null;
  }

  /** Says what there is to say about a moment; null: nothing. Whether that is something else. */
  boolean explain(Moment moment) {
    boolean other = moment != noted;
    noted = moment;
    note.setVisible(moment != null);
    if (moment != null) {
      String name = moment.mark() == null ? moment.name() + ": " : "";
      note.setText(clock(moment.at()) + "  " + name + moment.text());
    }
    return other;
  }

  private static String clock(double seconds) {
    return String.format(Locale.ROOT, "%.3f s", seconds);
  }

  /**
   * Puts everything in its place.
   *
   * @param zoom how many pixels of the window one of the drawing is wide
   * @param width of the timeline, in pixels of the window
   * @param x where a moment is, in pixels of the window
   */
  void layout(double zoom, double width, DoubleUnaryOperator x) {
    String size = String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", SIZE * zoom);
    for (Region each : nodes()) {
      if (!size.equals(each.getStyle())) {
        each.setStyle(size);
        each.applyCss();
      }
    }
    flag.getGraphic().setScaleX(zoom);
    flag.getGraphic().setScaleY(zoom);
    double high = Strips.MOMENTS * zoom;
    double wide = flag.prefWidth(-1);
    flag.resizeRelocate((Strips.LEGEND - 8) * zoom - wide, 0, wide, high);
    double at = noted == null ? 0 : noted.at();
    beside(note, WIDE * zoom, width, x.applyAsDouble(at), high + 4);
    beside(field, WIDE * zoom, width, x.applyAsDouble(field.at()), high - 2);
  }

  /** Puts something near a moment, where it fits. */
  private static void beside(Region node, double most, double width, double x, double y) {
    double wide = Math.min(node.prefWidth(-1), most);
    double left = Math.max(4, Math.min(width - wide - 4, x + 10));
    node.resizeRelocate(Math.round(left), y, wide, node.prefHeight(wide));
  }
}
