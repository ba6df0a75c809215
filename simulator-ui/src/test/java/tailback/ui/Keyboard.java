package tailback.ui;

import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/** Types; never touches the mouse. */
record Keyboard(FxRobot robot, View view) implements Hand {

  private void press(KeyCode... keys) {
    robot.push(keys);
  }

  private void digit(int number) {
    press(KeyCode.valueOf("DIGIT" + number));
  }

  @Override
  public void open(String incident) {
    robot.write(incident);
    press(KeyCode.ENTER);
  }

  @Override
  public void play() {
    press(KeyCode.SPACE);
  }

  @Override
  public void step() {
    press(KeyCode.RIGHT);
  }

  @Override
  public void back() {
    press(KeyCode.LEFT);
  }

  @Override
  public void stepRequest() {
    press(KeyCode.SHIFT, KeyCode.RIGHT);
  }

  /** From time zero on; each L goes on by a fiftieth of the run. */
  @Override
  public void scrub(double seconds) {
    press(KeyCode.HOME);
    long leaps = Math.round(seconds / view.bench().session().seconds() * 50);
    for (long i = 0; i < leaps; i++) {
      view.bench().session().player().ask(() -> {}).join();
      press(KeyCode.L);
    }
  }

  @Override
  public void compare(int variant) {
    press(KeyCode.C);
    IntStream.range(1, variant).forEach(i -> press(KeyCode.DOWN));
    press(KeyCode.ENTER);
  }

  @Override
  public void incident() {
    press(KeyCode.I);
  }

  @Override
  public void look(String place, int number) {
    digit(number);
  }

  @Override
  public void answer(int number) {
    digit(number);
  }

  @Override
  public void fix(int number) {
    digit(number);
  }

  @Override
  public void onward(String button) {
    press(KeyCode.ENTER);
  }

  @Override
  public String toString() {
    return "keyboard";
  }
}
