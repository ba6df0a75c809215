package tailback.ui.theme;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Makes everything in a window larger that has more pixels than a usual screen: on a 4K projector
 * without scaling of its own, letters are as large, against the window, as at 1920 × 1080.
 */
public final class Magnified extends Region {

  private static final double USUAL_WIDTH = 1920;
  private static final double USUAL_HEIGHT = 1080;

  private final Node content;
  private final Scale scale = new Scale(1, 1);

  /** Makes this larger. */
  public Magnified(Node content) {
    this.content = content;
    content.getTransforms().add(scale);
    getChildren().add(content);
  }

  /** How many times as large everything is in a window of this size; never smaller. */
  public static double times(double width, double height) {
    return Math.max(1, Math.min(width / USUAL_WIDTH, height / USUAL_HEIGHT));
  }

  /** How high a window is for what is laid out in it, pixels. */
  public static double height(Scene window) {
    return window.getHeight() / times(window.getWidth(), window.getHeight());
  }

  @Override
  protected void layoutChildren() {
    double times = times(getWidth(), getHeight());
    scale.setX(times);
    scale.setY(times);
    content.resizeRelocate(0, 0, getWidth() / times, getHeight() / times);
  }
}
