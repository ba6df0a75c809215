package tailback.ui.stage;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import tailback.journal.State;
import tailback.ui.theme.Palette;

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
    int[] memory = begin(size);
    PIXELS.stamp(Glyph.of(state), stripe, size, size, 2 * size, colour, 1);
    show(to, memory, x, y, size);
  }

  /** Draws the shape of work that nobody waits for any more. */
  public static void drawForNobody(
      GraphicsContext to, double x, double y, int size, Palette palette) {
    int[] memory = begin(size);
    Marks.forNobody(PIXELS, palette, size, size, 2 * size, Glyph.DISC, State.ON_IO, 1);
    show(to, memory, x, y, size);
  }

  private static int[] begin(int size) {
    int[] memory = new int[4 * size * size];
    PIXELS.on(memory, 2 * size, 2 * size);
    return memory;
  }

  private static void show(GraphicsContext to, int[] memory, double x, double y, int size) {
    int side = 2 * size;
    WritableImage image = new WritableImage(side, side);
    image
        .getPixelWriter()
        .setPixels(0, 0, side, side, PixelFormat.getIntArgbPreInstance(), memory, 0, side);
    to.drawImage(image, x - size / 2.0, y - size / 2.0, size, size);
  }
}
