package tailback.ui;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tailback.scenario.Problem;

/**
 * What is to be shown first.
 *
 * @param file a scenario; null: the library
 * @param runs for each run that is shown, the settings that are not in the file
 * @param at where it begins, seconds from time zero
 * @param width of the window or the picture, pixels
 * @param height of the window or the picture, pixels
 * @param light whether the ground is light
 * @param mode what is shown around the stage
 * @param select what the inspector shows; null: nothing in particular
 */
public record Opening(
    Path file,
    List<List<String>> runs,
    double at,
    int width,
    int height,
    boolean light,
    Mode mode,
    String select) {

  /** What is shown around the stage. */
  public enum Mode {
    EXPLORE,
    INCIDENT,
    PRESENTATION,
    ROOM,
    EDITOR,
    KNOBS,
    COMPARE;

    /** The mode of that name. */
    static Mode of(String name) {
      for (Mode mode : values()) {
        if (mode.name().equalsIgnoreCase(name)) {
          return mode;
        }
      }
      throw Problem.ofArgument(
          "--mode " + name,
          "there is no such mode",
          name,
          Arrays.stream(values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList());
    }
  }
}
