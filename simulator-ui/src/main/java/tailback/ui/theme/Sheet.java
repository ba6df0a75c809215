package tailback.ui.theme;

import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.transform.Scale;

/**
 * A canvas that is as sharp in a magnified window as in any other: it has as many pixels as are
 * seen of it. What is drawn on it has the coordinates of its parent.
 */
public final class Sheet extends Canvas {

  private double magnified = 1;

  /** A sheet without a size. */
  public Sheet() {
    localToSceneTransformProperty()
        .addListener(
            (at, was, now) -> {
              Parent parent = getParent();
              if (parent != null && Math.abs(seen() - magnified) > 1e-3) {
                parent.requestLayout();
              }
            });
  }

  /** How many pixels one of the parent's is wide in the window. */
  private double seen() {
    return getParent() == null ? 1 : getParent().getLocalToSceneTransform().getMxx();
  }

  /** Makes it so large, in pixels of the parent; what was drawn on it is gone. */
  public void size(double width, double height) {
    magnified = seen();
    setWidth(width * magnified);
    setHeight(height * magnified);
    getTransforms().setAll(new Scale(1 / magnified, 1 / magnified));
    zoom(1);
  }

  /** What is drawn from now on is so many times as large. */
  public void zoom(double times) {
    double scale = magnified * times;
    getGraphicsContext2D().setTransform(scale, 0, 0, scale, 0, 0);
  }

  /** How many pixels it has for one of its parent. */
  public double magnified() {
    return magnified;
  }
}
