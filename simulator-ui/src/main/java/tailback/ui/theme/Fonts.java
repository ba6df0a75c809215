package tailback.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** The one type face of the view, which comes with it: Inter, in two weights. */
public final class Fonts {

  private static final String REGULAR = family("Inter-Regular.otf");
  private static final String BOLD = family("Inter-SemiBold.otf");

  private static final Map<String, Double> WIDTHS = new HashMap<>();
  private static final int REMEMBERED = 4000;

  private Fonts() {}

  private static String family(String file) {
    try (InputStream in = Fonts.class.getResourceAsStream(file)) {
      Font font = Font.loadFont(in, 12);
      return font == null ? Font.getDefault().getName() : font.getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that is read. */
  public static Font regular(double size) {
    return new Font(REGULAR, size);
  }

  /** Titles. */
  public static Font bold(double size) {
    return new Font(BOLD, size);
  }

  /** The family's name, for style sheets. */
  public static String family() {
    return regular(12).getFamily();
  }

  /** How wide a text is, pixels; on the screen's thread only. */
  public static double width(String text, Font font) {
    String key = font.getName() + font.getSize() + text;
    Double known = WIDTHS.get(key);
    if (known == null) {
      if (WIDTHS.size() > REMEMBERED) {
        WIDTHS.clear();
      }
      Text node = new Text(text);
      node.setFont(font);
      node.setTextOrigin(VPos.BASELINE);
      known = node.getLayoutBounds().getWidth();
      WIDTHS.put(key, known);
    }
    return known;
  }

  /** As much of a text as fits, with an ellipsis where something is missing. */
  public static String fit(String text, Font font, double width) {
    if (width(text, font) <= width) {
      return text;
    }
    for (int length = text.length() - 1; length > 0; length--) {
      String shorter = text.substring(0, length).stripTrailing() + "…";
      if (width(shorter, font) <= width) {
        return shorter;
      }
    }
    return "";
  }
}
