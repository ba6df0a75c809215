package tailback.ui.stage;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import tailback.journal.State;

/** The shapes of the stage, for keys and lists beside it. */
public final class Glyphs {

  private static final Pixels PIXELS = new Pixels();

  private Glyphs() {}

  /** Draws the shape of a state around a point. */
  public static void draw(
      GraphicsContext to, State state, double x, double y, int size, int colour) {
    draw(to, state, Stripe.NONE, x, y, size, colour);
  }

  /** The same with the stripe of a class. */
  static void draw(
      GraphicsContext to, State state, Stripe stripe, double x, double y, int size, int colour) {
    int side = 2 * size;
    int[] memory = new int[side * side];
    PIXELS.on(memory, side, side);
    PIXELS.stamp(Glyph.of(state), stripe, size, size, 2 * size, colour, 1);
    WritableImage image = new WritableImage(side, side);
    image
        .getPixelWriter()
        .setPixels(0, 0, side, side, PixelFormat.getIntArgbPreInstance(), memory, 0, side);
    to.drawImage(image, x - size / 2.0, y - size / 2.0, size, size);
  }
}
