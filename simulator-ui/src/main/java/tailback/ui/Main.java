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
    Application.launch(View.class, arguments);
  }
}
