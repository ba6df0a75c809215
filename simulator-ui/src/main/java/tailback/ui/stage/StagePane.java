package tailback.ui.stage;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import tailback.ui.theme.Palette;

/** A stage that makes its plan for the size that it has, and tells what was clicked on it. */
public final class StagePane extends Region {

  /** A plan of this size has room for its words; on a larger stage everything is larger. */
  private static final double COMFORTABLE_WIDTH = 1300;

  private static final double COMFORTABLE_HEIGHT = 800;

  private final StageView view;

  /** Shows who has the keyboard. */
  private final Region ring = new Region();

  private double magnified = 1;
  private Palette palette;
  private BiFunction<Double, Double, Plan> planner;
  private Supplier<Map<String, Integer>> resources = Map::of;
  private Consumer<Plan> planned = plan -> {};
  private LongConsumer requestChosen = request -> {};
  private BiConsumer<Box, Box.Worker> boxChosen = (box, worker) -> {};
  private BiConsumer<Box, Box.Worker> boxOpened = (box, worker) -> {};
  private double outputScale = 1;
  private double now;
  private double moving;
  private Picture picture = new Picture();

  /** An empty stage. */
  public StagePane(Palette palette) {
    this.palette = palette;
    view = new StageView(palette);
    ring.getStyleClass().add("ring");
    ring.setMouseTransparent(true);
    getChildren().addAll(view, ring);
    setMinSize(0, 0);
    getStyleClass().add("stage");
    setFocusTraversable(true);
    setAccessibleText("the stage");
    setOnMousePressed(pressed -> requestFocus());
    setOnMouseClicked(
        event -> {
          if (view.plan() == null || event.getButton() != MouseButton.PRIMARY) {
            return;
          }
          double x = event.getX() / zoom();
          double y = event.getY() / zoom();
          Box box = view.plan().boxAt(x, y);
          Box.Worker worker = view.plan().workerAt(x, y);
          long request = view.requestAt(picture, x, y, now, moving);
          if (event.getClickCount() == 2 && worker != null) {
            boxOpened.accept(box, worker);
          } else if (request > 0) {
            requestChosen.accept(request);
          } else {
            boxChosen.accept(box, worker);
          }
        });
  }

  /** What is told of clicks: on a request, on a box (null: beside all), twice on a worker. */
  public void onChosen(
      LongConsumer request, BiConsumer<Box, Box.Worker> box, BiConsumer<Box, Box.Worker> worker) {
    requestChosen = request;
    boxChosen = box;
    boxOpened = worker;
  }

  /**
   * Shows something from now on.
   *
   * @param makesPlan makes a plan of a width and height
   * @param numbers where resources stand in a picture
   * @param whenPlanned is told of each plan
   */
  public void show(
      BiFunction<Double, Double, Plan> makesPlan,
      Supplier<Map<String, Integer>> numbers,
      Consumer<Plan> whenPlanned,
      Palette colours,
      double scale) {
    planner = makesPlan;
    resources = numbers;
    planned = whenPlanned;
    palette = colours;
    outputScale = scale;
    replan();
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    replan();
  }

  /** Makes the plan anew. */
  public void replan() {
    if (planner != null && getWidth() > 50 && getHeight() > 50) {
      Plan plan = planner.apply(getWidth() / zoom(), getHeight() / zoom());
      picture = new Picture();
      view.show(plan, resources.get(), palette, zoom(), outputScale);
      planned.accept(plan);
    }
  }

  @Override
  protected void layoutChildren() {
    view.resizeRelocate(0, 0, getWidth(), getHeight());
    ring.resizeRelocate(0, 0, getWidth(), getHeight());
    Plan plan = view.plan();
    if (plan == null
        || Math.abs(plan.width() * zoom() - getWidth()) > 0.5
        || Math.abs(plan.height() * zoom() - getHeight()) > 0.5) {
      replan();
    }
  }

  /** How many of the window's pixels one of the plan is wide: more where there is room. */
  private double zoom() {
    return Math.max(1, Math.min(getWidth() / COMFORTABLE_WIDTH, getHeight() / COMFORTABLE_HEIGHT))
        * magnified;
  }

  /** Makes everything on it so many times as large. */
  public void magnify(double times) {
    magnified = times;
    replan();
  }

  /** Draws, unless it is of another plan; {@code wall} is the wall clock, seconds. */
  public void draw(Picture next, double wall, double move, long fallSpan, long studied) {
    if (next.plan != view.plan()) {
      return; // the simulation has not seen the new plan yet
    }
    picture = next;
    now = wall;
    moving = move;
    view.draw(next, wall, move, fallSpan, studied);
  }

  /** What goes beside the requests: see {@link StageView}. */
  public StageView view() {
    return view;
  }

  /** Time has jumped. */
  public void jumped() {
    view.jumped();
  }

  /** The plan; null when there is none. */
  public Plan plan() {
    return view.plan();
  }

  /** What is shown. */
  public Picture picture() {
    return picture;
  }
}
