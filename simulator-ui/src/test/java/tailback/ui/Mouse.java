package tailback.ui;

import javafx.geometry.Bounds;
import org.testfx.api.FxRobot;
import tailback.ui.timeline.TimelineView;

/** Moves and clicks; never types. */
record Mouse(FxRobot robot, View view) implements Hand {

  private void click(String id) {
    robot.clickOn(id);
  }

  @Override
  public void open(String incident) {
    click("#open-" + incident);
  }

  @Override
  public void play() {
    click("#play");
  }

  @Override
  public void step() {
    click("#step");
  }

  @Override
  public void back() {
    click("#back");
  }

  @Override
  public void stepRequest() {
    click("#step-request");
  }

  @Override
  public void scrub(double seconds) {
    TimelineView timeline = robot.lookup("#timeline").queryAs(TimelineView.class);
    Bounds area = timeline.localToScreen(timeline.getBoundsInLocal());
    double x = area.getMinX() + timeline.x(seconds);
    double y = area.getMinY() + 60;
    robot.drag(x - 80, y).dropTo(x, y);
  }

  @Override
  public void compare(int variant) {
    click("#compare");
    click("#compare-" + variant);
  }

  @Override
  public void incident() {
    click("#incident-mode");
  }

  @Override
  public void look(String place, int number) {
    click("#look-" + place);
  }

  @Override
  public void answer(int number) {
    click("#answer-" + (number - 1));
  }

  @Override
  public void fix(int number) {
    click("#fix-" + number);
  }

  @Override
  public void onward(String button) {
    click("#" + button);
  }

  @Override
  public String toString() {
    return "mouse";
  }
}
