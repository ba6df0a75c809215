package tailback.ui.knobs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import tailback.component.Catalogue;
import tailback.experiment.Playback;
import tailback.journal.Turn;
import tailback.scenario.ScenarioReader;
import tailback.ui.Session;

/** What was changed while the run was played, to be taken back, and to be kept as a scenario. */
final class Journal extends VBox {

  private final Session session;
  private final Consumer<String> told;
  private final VBox entries = new VBox(3);
  private final Button save;

  /**
   * A journal.
   *
   * @param told is told what came of saving it
   */
  Journal(Session session, Runnable undo, Runnable redo, Consumer<String> told) {
    super(6);
    this.session = session;
    this.told = told;
    save =
        button(
            "save-scenario",
            "Save as scenario",
            "Writes what was played, with what was changed, as a scenario of its own",
            this::choose);
    getChildren()
        .addAll(
            entries,
            new FlowPane(
                6,
                6,
                button("undo", "Undo", "Takes back what was changed last (ctrl Z)", undo),
                button("redo", "Redo", "Changes again what was taken back (ctrl Y)", redo),
                save));
  }

  private static Button button(String id, String text, String tip, Runnable pressed) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll("small");
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(fired -> pressed.run());
    return button;
  }

  /** Shows it as it is now. */
  void show() {
    List<Turn> turns = playback().turns();
    entries.getChildren().clear();
    for (Turn turn : turns) {
      entries
          .getChildren()
          .add(label(String.format(Locale.ROOT, "%.3f s  %s", turn.at() / 1e9, turn.change())));
    }
    if (turns.isEmpty()) {
      Label empty = label("Nothing was changed yet.");
      empty.getStyleClass().add("muted");
      entries.getChildren().add(empty);
    }
    save.setDisable(turns.isEmpty() && session.sets(0).isEmpty());
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("small");
    return label;
  }

  private Playback playback() {
    return session.player().decks().get(0).playback();
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save as scenario");
    chooser.setInitialDirectory(session.file().toAbsolutePath().getParent().toFile());
    String name = session.file().getFileName().toString().replaceFirst("\\.ya?ml$", "");
    chooser.setInitialFileName(name + "-played.yaml");
    File chosen = chooser.showSaveDialog(getScene().getWindow());
    if (chosen != null) {
      save(chosen.toPath());
    }
  }

  /** Writes what was played as a scenario of its own. */
  void save(Path to) {
    try {
      Files.writeString(to, text(to));
      told.accept("Written: " + to);
    } catch (IOException e) {
      told.accept("Cannot write " + to + ": " + e.getMessage());
    }
  }

  private String text(Path to) {
    return new ScenarioReader(Catalogue.standard())
        .played(
            session.file(),
            session.sets(0),
            playback().turns(),
            playback().scenario().warmup(),
            to);
  }
}
