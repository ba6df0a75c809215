package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text on the grid of a terminal: how wide it is, padded, cut and wrapped. */
final class Cell {

  private static final Pattern CODES = Pattern.compile("\033\\[[0-9;]*m");
  private static final Pattern UNIT = Pattern.compile("(ns|µs|ms|s|min|h|%|B|[KMGT]iB)[.,;:)]*");
  private static final Pattern NUMBER = Pattern.compile("[(<>±]*-?[\\d.,]+");

  private Cell() {}

  /** A text from outside on one line, without control characters. */
  static String clean(String text) {
    return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  /** Columns taken, colour codes left out. */
  static int width(String text) {
    String shown = text.indexOf('\033') < 0 ? text : CODES.matcher(text).replaceAll("");
    int width = 0;
    for (int at = 0; at < shown.length(); at = shown.offsetByCodePoints(at, 1)) {
      width += width(shown.codePointAt(at));
    }
    return width;
  }

  private static int width(int character) {
    if (character < 0x300) {
      return 1;
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        character >= 0x1100 && character <= 0x115f
            || character >= 0x2e80 && character <= 0xa4cf
            || character >= 0xac00 && character <= 0xd7a3
            || character >= 0xf900 && character <= 0xfaff
            || character >= 0xfe30 && character <= 0xfe6f
            || character >= 0xff00 && character <= 0xff60
            || character >= 0x1f300 && character <= 0x1faff
            || character >= 0x20000 && character <= 0x3fffd;
    return wide ? 2 : 1;
  }

  /** At the left of so many columns. */
  static String left(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** At the right of so many columns. */
  static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }

  /** The text if it fits, else its start and an ellipsis; not for text that is coloured. */
  static String clip(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int taken = 1;
    for (int character : text.codePoints().toArray()) {
      taken += width(character);
      if (taken > columns) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept.append('…').toString();
  }

  /** Without the blanks at its end. */
  static String trimmed(String line) {
    return line.stripTrailing();
  }

  /** Lines of at most so many columns; a number stays with its unit, too long a word is cut. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : unbreakable(text)) {
      String rest = word;
      if (line.length() > 0 && width(line.toString()) + 1 + width(rest) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest) > columns) {
        int cut = rest.offsetByCodePoints(0, Math.max(1, fitting(rest, columns)));
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> unbreakable(String text) {
    List<String> words = new ArrayList<>();
    for (String word : clean(text).split(" ")) {
      int last = words.size() - 1;
      if (last >= 0 && UNIT.matcher(word).matches() && NUMBER.matcher(words.get(last)).matches()) {
        words.set(last, words.get(last) + " " + word);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static int fitting(String text, int columns) {
    int taken = 0;
    int characters = 0;
    for (int character : text.codePoints().toArray()) {
      taken += width(character);
      if (taken > columns) {
        break;
      }
      characters++;
    }
    return characters;
  }
}
