package tailback.ui.stage;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import tailback.ui.theme.Palette;
import tailback.ui.theme.Sheet;

/**
 * The stage on the screen, in three layers: the plan, drawn when it changes; the dots, stamped on
 * pixels for each picture; the figures, written ten times a second.
 */
public final class StageView extends Pane {

  /** All classes of requests, rather than one of them. */
  public static final int ALL = -1;

  private static final double FIGURES_EVERY = 0.1;

  private final Sheet planLayer = new Sheet();
  private final Sheet figureLayer = new Sheet();
  private final ImageView dotLayer = new ImageView();
  private final DotLayer dots = new DotLayer();

  private Palette palette;
  private Plan plan;
  private Map<String, Integer> resources = Map.of();
  private PixelBuffer<IntBuffer> pixels;
  private double figuresAt;
  private Set<String> lit;
  private int litClass = ALL;
  private ClassKey key;
  private int[] forNobody = new int[0];
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
    for (Sheet sheet : List.of(planLayer, figureLayer)) {
      sheet.size(plan.width() * zoom, plan.height() * zoom);
      sheet.zoom(zoom);
    }
    new PlanPainter(palette, new Pen(planLayer.getGraphicsContext2D())).paint(plan);
    double scale = zoom * outputScale * planLayer.magnified();
    int wide = (int) Math.ceil(plan.width() * scale);
    int high = (int) Math.ceil(plan.height() * scale);
    int[] memory = new int[wide * high];
    pixels =
        new PixelBuffer<>(wide, high, IntBuffer.wrap(memory), PixelFormat.getIntArgbPreInstance());
    dots.on(memory, wide, high, scale);
    dots.plan(plan);
    key = new ClassKey(plan);
    forNobody = new int[plan.regions().size()];
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
    connectionsForNobody(picture);
    pixels.updateBuffer(
        buffer -> {
          dots.paint(picture, palette, now, moving, fallSpan, studied, forNobody);
          return null;
        });
    if (now - figuresAt >= FIGURES_EVERY || now < figuresAt) {
      figuresAt = now;
      new FigurePainter(palette, new Pen(figureLayer.getGraphicsContext2D()), resources)
          .paint(plan, picture, lit, selected, tally, forNobody);
      key.paint(figureLayer.getGraphicsContext2D(), palette, picture, litClass);
    }
  }

  /**
   * Connections in a backlog, or at a pool, whose client has gone: what waits there beyond the
   * requests that stand there.
   */
  private void connectionsForNobody(Picture picture) {
    Arrays.fill(forNobody, 0);
    for (Plan.Counted counted : plan.counted()) {
      Integer resource = resources.get(counted.resource());
      if (resource != null && resource < picture.waiting.length) {
        int all = counted.waiting() ? picture.waiting[resource] : picture.busy[resource];
        int known = standing(picture, counted.region());
        forNobody[counted.region()] = Math.max(0, all - known);
      }
    }
  }

  private static int standing(Picture picture, int region) {
    int standing = 0;
    for (int i = 0; i < picture.count; i++) {
      standing += picture.region[i] == region ? 1 : 0;
    }
    return standing;
  }

  /** Lights these parts alone; null: everything. */
  public void light(Set<String> parts) {
    lit = parts;
    figuresAt = 0;
  }

  /** Lights one class of requests, and dims the others; or lights {@link #ALL}. */
  public void light(int one) {
    litClass = one;
    dots.light(one);
    figuresAt = 0;
  }

  /** The class of requests that is lit; {@link #ALL}: all are. */
  public int lit() {
    return litClass;
  }

  /** The class whose name stands at a point; -1: none. */
  public int classAt(double x, double y) {
    return key == null ? -1 : key.at(x, y);
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
    planLayer.size(0, 0);
    figureLayer.size(0, 0);
    getChildren().clear();
  }

  /** Time has jumped. */
  public void jumped() {
    if (plan != null) {
      dots.jumped();
      figuresAt = 0;
    }
  }

  /** How many pixels its layers have for one of the window's layout. */
  double magnified() {
    return planLayer.magnified();
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
