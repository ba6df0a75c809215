package tailback.ui.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import tailback.experiment.result.Compared;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.Recording;
import tailback.ui.timeline.TimeScale;

/**
 * The thin strip between two stages: over the whole run the difference of each figure with its
 * interval, as far as replications have told; below, the difference over time.
 */
final class DifferenceStrip extends VBox {

  private static final double SIDES = 16;

  /** How wide what stands before the figures is. */
  private static final double NAMES = 178;

  private static final double APART = 16;

  /** Where there is no room for all, the last of these are left to the drawing. */
  private static final List<Figure> FIRST =
      List.of(Figure.P95, Figure.FAILURES, Figure.THROUGHPUT, Figure.P50, Figure.P99);

  private final Label count = new Label();
  private final Map<Figure, Chip> figures = new EnumMap<>(Figure.class);
  private final CourseChart chart;
  private List<Course> courses = List.of();
  private Palette palette;

  DifferenceStrip(Palette palette, DoubleConsumer goTo) {
    setId("difference");
    getStyleClass().add("difference");
    chart = new CourseChart(palette, goTo);
    count.setId("replications");
    count.getStyleClass().add("muted");
    count.setMinWidth(NAMES - SIDES);
    count.setPadding(new Insets(0, APART, 0, 0));
    HBox head = new HBox(count);
    head.getStyleClass().add("difference-head");
    head.setAlignment(Pos.CENTER_LEFT);
    for (Figure figure : Figure.values()) {
      Chip chip = new Chip(figure);
      figures.put(figure, chip);
      head.getChildren().add(chip);
      if (figure != Figure.FAILURES) {
        head.getChildren().add(space());
      }
    }
    getChildren().addAll(head, chart);
    palette(palette);
    told(null, false);
  }

  /** One figure of the whole run. */
  private static final class Chip extends HBox {
    private final Label text = new Label();
    private final Label verdict = new Label();
    private Told told;

    Chip(Figure figure) {
      super(6);
      setAlignment(Pos.CENTER_LEFT);
      setMinWidth(0);
      Label name = new Label(figure.word());
      name.getStyleClass().add("muted");
      for (Label each : List.of(name, text, verdict)) {
        each.setMinWidth(0);
        tip(each, "");
      }
      text.setId("difference-" + figure.word());
      verdict.setId("verdict-" + figure.word());
      getChildren().addAll(name, text, verdict);
    }

    void show(Told known, Palette palette) {
      told = known;
      text.setText(known.text());
      verdict.setText(known.verdict());
      verdict.setManaged(!known.verdict().isEmpty());
      getChildren().forEach(each -> tip((Label) each, known.sentence()));
      colour(palette);
    }

    void colour(Palette palette) {
      if (told != null) {
        int colour =
            told.isTold()
                ? CourseChart.colour(palette, told.verdict().equals("better"))
                : palette.muted();
        verdict.setStyle("-fx-text-fill: " + Palette.css(colour));
      }
    }
  }

  @Override
  protected void layoutChildren() {
    double taken = Math.max(count.prefWidth(-1), NAMES - SIDES) + 2 * SIDES;
    double room = getWidth() - taken - (FIRST.size() - 1) * APART;
    for (Figure figure : FIRST) {
      Chip chip = figures.get(figure);
      room -= chip.prefWidth(-1);
      boolean fits = room >= 0 || figure == FIRST.get(0);
      chip.setVisible(fits);
      chip.setManaged(fits);
    }
    super.layoutChildren();
  }

  /** Leaves out the drawing, or shows it again: for a projector the line on top is enough. */
  void presenting(boolean on) {
    chart.setVisible(!on);
    chart.setManaged(!on);
  }

  private static Region space() {
    Region space = new Region();
    space.setMinWidth(APART);
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static void tip(Label label, String text) {
    if (label.getTooltip() == null) {
      Tooltip tip = new Tooltip();
      tip.setWrapText(true);
      tip.setMaxWidth(420);
      tip.setShowDelay(Duration.millis(300));
      label.setTooltip(tip);
    }
    label.getTooltip().setText(text);
  }

  /** Shows how two runs differ over time. */
  void show(Recording a, Recording b, double length) {
    courses =
        List.of(Figure.values()).stream()
            .map(
                figure ->
                    new Course(
                        figure, a.endings(), b.endings(), a.results().timeseries().stepS(), length))
            .toList();
    chart.show(courses, palette);
  }

  /** Moves the cursor, seconds from time zero, and shows the part of the run that is seen. */
  void cursor(double at, TimeScale seen) {
    chart.cursor(at, seen);
  }

  /**
   * Says what replications have told so far; null: not one pair has ended.
   *
   * @param ended whether there are no more to come
   */
  void told(Compared compared, boolean ended) {
    int pairs = compared == null ? 0 : compared.a().replications();
    count.setText(
        "B − A   "
            + (pairs == 0 ? "replicating" : pairs == 1 ? "1 replication" : pairs + " replications")
            + (ended ? "" : " …"));
    tip(
        count,
        "Pairs of runs, each with a seed of its own, both sides on the same requests: "
            + Replications.FEWEST
            + " at least, and on until each interval is a tenth of its difference or a hundredth"
            + " of its figure, up to "
            + Replications.MOST
            + ". It is what tailback compare gives for as many.");
    figures.forEach((figure, chip) -> chip.show(Told.of(figure, compared), palette));
  }

  void palette(Palette colours) {
    palette = colours;
    figures.values().forEach(chip -> chip.colour(colours));
    chart.show(courses, colours);
  }

  void release() {
    chart.release();
  }
}
