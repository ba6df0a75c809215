package tailback.ui.timeline;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;
import tailback.ui.timeline.Style.Texture;

/** Makes the textures of bands: tiles that are repeated, drawn finely enough for any screen. */
final class Textures {

  /** How wide a tile is in a picture, pixels. */
  private static final double TILE = 7;

  /** Points of a tile in a pixel. */
  private static final int FINE = 4;

  /** How wide a stroke is, as a share of the tile. */
  private static final double STROKE = 0.17;

  private static final double SMOOTH = 1.0 / (TILE * FINE);

  private final Map<Texture, Map<Color, Paint>> made = new HashMap<>();

  /** A texture in a colour; null where the colour alone is enough. */
  Paint of(Texture texture, Color colour) {
    if (texture == Texture.PLAIN) {
      return null;
    }
    return made.computeIfAbsent(texture, any -> new HashMap<>())
        .computeIfAbsent(colour, any -> tile(texture, colour));
  }

  private static Paint tile(Texture texture, Color colour) {
    int size = (int) TILE * FINE;
    WritableImage image = new WritableImage(size, size);
    PixelWriter pixels = image.getPixelWriter();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double far = distance(texture, (x + 0.5) / size, (y + 0.5) / size);
        double inside = Math.max(0, Math.min(1, (STROKE / 2 - far) / SMOOTH + 0.5));
        pixels.setColor(x, y, colour.deriveColor(0, 1, 1, inside));
      }
    }
    return new ImagePattern(image, 0, 0, TILE, TILE, false);
  }

  /** How far a point of a tile is from the nearest stroke, as a share of the tile. */
  private static double distance(Texture texture, double x, double y) {
    return switch (texture) {
      case LEVEL -> Math.abs(y - 0.5);
      case UPRIGHT -> Math.abs(x - 0.5);
      case RISING -> slanted(x + y);
      case FALLING -> slanted(x - y);
      case CROSSED -> Math.min(slanted(x + y), slanted(x - y));
      default -> Math.hypot(x - 0.5, y - 0.5) - STROKE / 2;
    };
  }

  private static double slanted(double across) {
    double part = across - Math.floor(across);
    return Math.min(part, 1 - part) / Math.sqrt(2);
  }
}
