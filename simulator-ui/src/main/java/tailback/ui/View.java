package tailback.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.Styles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.Application;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The one window of the view: so far the title of a scenario, or that none is open. */
public final class View extends Application {

  @Override
  public void start(Stage stage) {
    List<String> arguments = getParameters().getUnnamed();
    open(stage, arguments.isEmpty() ? null : Path.of(arguments.get(0)));
  }

  /** Shows the window; {@code scenario} is null when none is open. */
  static void open(Stage stage, Path scenario) {
    setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    Label name = new Label("Tailback");
    name.getStyleClass().add(Styles.TITLE_1);
    Label about = new Label(scenario == null ? "no scenario open" : title(scenario));
    about.setId("scenario");
    about.getStyleClass().add(Styles.TEXT_MUTED);

    VBox box = new VBox(8, name, about);
    box.setAlignment(Pos.CENTER);
    stage.setScene(new Scene(box, 1200, 750));
    stage.setTitle(scenario == null ? "Tailback" : scenario.getFileName() + " – Tailback");
    stage.show();
  }

  /** The scenario's title, or why it cannot be read. */
  private static String title(Path scenario) {
    try (Reader text = Files.newBufferedReader(scenario)) {
      Object file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return file instanceof Map<?, ?> map && map.get("title") instanceof String title
          ? title
          : scenario + " has no title";
    } catch (IOException e) {
      return "cannot read " + scenario;
    }
  }
}
