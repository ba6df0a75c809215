package tailback.ui.stage;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import tailback.ui.theme.Palette;

/**
 * The stage on the screen, in three layers: the plan, drawn when it changes; the dots, stamped on
 * pixels for each picture; the figures, written ten times a second.
 */
public final class StageView extends Pane {

  private static final double FIGURES_EVERY = 0.1;

  private final Canvas planLayer = new Canvas();
  private final Canvas figureLayer = new Canvas();
  private final ImageView dotLayer = new ImageView();
  private final DotLayer dots = new DotLayer();

  private Palette palette;
  private Plan plan;
  private Map<String, Integer> resources = Map.of();
  private PixelBuffer<IntBuffer> pixels;
  private double figuresAt;
  private Set<String> lit;
  private String selected;
  private List<String> tally = List.of();
  private Picture shown;

  /** An empty stage. */
  public StageView(Palette palette) {
    this.palette = palette;
    getChildren().addAll(planLayer, dotLayer, figureLayer);
    setMinSize(0, 0);
  }

  /**
   * Sets the scene.
   *
   * @param newPlan where everything is
   * @param numbers the places of resources in a picture, by name
   * @param zoom how many of the window's pixels one of the plan is wide
   * @param outputScale how many pixels of the screen one of the window is wide
   */
  public void show(
      Plan newPlan,
      Map<String, Integer> numbers,
      Palette colours,
      double zoom,
      double outputScale) {
    plan = newPlan;
    palette = colours;
    resources = numbers;
    for (Canvas canvas : List.of(planLayer, figureLayer)) {
      canvas.setWidth(plan.width() * zoom);
      canvas.setHeight(plan.height() * zoom);
      canvas.getGraphicsContext2D().setTransform(zoom, 0, 0, zoom, 0, 0);
    }
    new PlanPainter(palette, new Pen(planLayer.getGraphicsContext2D())).paint(plan);
    int wide = (int) Math.ceil(plan.width() * zoom * outputScale);
    int high = (int) Math.ceil(plan.height() * zoom * outputScale);
    int[] memory = new int[wide * high];
    pixels =
        new PixelBuffer<>(wide, high, IntBuffer.wrap(memory), PixelFormat.getIntArgbPreInstance());
    dots.on(memory, wide, high, zoom * outputScale);
    dots.plan(plan);
    dotLayer.setImage(new WritableImage(pixels));
    dotLayer.setFitWidth(plan.width() * zoom);
    dotLayer.setFitHeight(plan.height() * zoom);
    figuresAt = 0;
  }

  /** Draws a picture; {@code now} is the wall clock, seconds. */
  public void draw(Picture picture, double now, double moving, long fallSpan, long studied) {
    if (plan == null) {
      return;
    }
    if (picture != shown || picture.count > 0) {
      dots.update(picture, now, moving);
    }
    shown = picture;
    pixels.updateBuffer(
        buffer -> {
          dots.paint(picture, palette, now, moving, fallSpan, studied);
          return null;
        });
    if (now - figuresAt >= FIGURES_EVERY || now < figuresAt) {
      figuresAt = now;
      new FigurePainter(palette, new Pen(figureLayer.getGraphicsContext2D()), resources)
          .paint(plan, picture, lit, selected, tally);
    }
  }

  /** Lights these parts alone; null: everything. */
  public void light(Set<String> parts) {
    lit = parts;
    figuresAt = 0;
  }

  /** Whether moves are fades. */
  public void fades(boolean wanted) {
    dots.fades(wanted);
  }

  /** The part that is outlined; null: none. */
  public String selected() {
    return selected;
  }

  /** Outlines a part; null: none. */
  public void select(String part) {
    selected = part;
    figuresAt = 0;
  }

  /** What became of requests so far, a line each, to stand with the clients. */
  public void tally(List<String> lines) {
    if (!tally.equals(lines)) {
      tally = lines;
      figuresAt = 0;
    }
  }

  /** What stands with the clients. */
  public List<String> tally() {
    return tally;
  }

  /** Lets go of the memory that pictures take. */
  public void release() {
    plan = null;
    dotLayer.setImage(null);
    for (Canvas canvas : List.of(planLayer, figureLayer)) {
      canvas.setWidth(0);
      canvas.setHeight(0);
    }
    getChildren().clear();
  }

  /** Time has jumped. */
  public void jumped() {
    if (plan != null) {
      dots.jumped();
      figuresAt = 0;
    }
  }

  /** Where resources stand in a picture, by name. */
  public Map<String, Integer> numbers() {
    return resources;
  }

  /** The plan on the stage; null when it is empty. */
  public Plan plan() {
    return plan;
  }

  /** The request at a point; -1 when there is none. */
  public long requestAt(Picture picture, double x, double y, double now, double moving) {
    return dots.at(picture, x, y, 9, now, moving);
  }
}
