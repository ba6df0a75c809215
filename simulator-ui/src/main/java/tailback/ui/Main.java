package tailback.ui;

import javafx.application.Application;

/**
 * Starts the view. It is not an {@link Application} itself, so that Java starts it without looking
 * for JavaFX's modules first.
 */
public final class Main {

  private Main() {}

  /** Opens the window; the first argument, if any, is a scenario file. */
  public static void main(String[] arguments) {
    try {
      Application.launch(View.class, arguments);
    } catch (UnsupportedOperationException noScreen) {
      System.err.printf(
          "No window can be opened here: %s.%n"
              + "It takes a screen, and on Linux GTK 3 (Debian: apt install libgtk-3-0).%n",
          noScreen.getMessage());
      System.exit(3);
    }
  }
}
