package tailback.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import tailback.scenario.CostTable;
import tailback.scenario.Problem;
import tailback.ui.editor.EditorPane;
import tailback.ui.incident.Beat;
import tailback.ui.incident.Story;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** The one window of the view: the library, or a scenario that is open. */
public final class View extends Application implements Leaving {

  private static Opening first;

  private final Asking asking;
  private final StackPane root = new StackPane();
  private Stage stage;
  private Scene scene;
  private Workbench bench;
  private boolean light;
  private AnimationTimer pulse;
  private volatile long drawn;
  private Path played;
  private boolean did;
  private Path storyOf;
  private List<String> storySets;
  private Story story;

  /** A view that asks for files by the dialogs of the operating system. */
  public View() {
    this(Asking.DIALOGS);
  }

  /** A view that asks for files in another way. */
  View(Asking asking) {
    this.asking = asking;
  }

  /** What a launched view shows first. */
  static void opening(Opening opening) {
    first = opening;
  }

  @Override
  public void start(Stage primary) {
    open(primary, first);
  }

  /** Shows the window. */
  void open(Stage shown, Opening opening) {
    stage = shown;
    light = opening.light();
    scene = new Scene(root, opening.width(), opening.height());
    dress(scene, light);
    stage.setScene(scene);
    stage.setMinWidth(960);
    stage.setMinHeight(600);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    scene.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    scene.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
        });
    scene.setOnDragDropped(
        event -> {
          Dragboard board = event.getDragboard();
          if (board.hasFiles() && !board.getFiles().isEmpty()) {
            open(board.getFiles().get(0).toPath(), List.of(List.of()), 0, Opening.Mode.EXPLORE);
            event.setDropCompleted(true);
          }
        });
    pulse =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (bench != null) {
              bench.draw(now / 1e9);
              drawn = drawn + 1;
            }
          }
        };
    pulse.start();
    if (opening.file() == null) {
      library();
    } else {
      open(opening.file(), opening.runs(), opening.at(), opening.mode());
    }
    stage.show();
  }

  /** The colours of the two themes. */
  static Palette palette(boolean light) {
    return light ? Palette.LIGHT : Palette.DARK;
  }

  /** Gives a scene its style sheets. */
  static void dress(Scene scene, boolean light) {
    Fonts.regular(12);
    Application.setUserAgentStylesheet(
        light
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    scene.getStylesheets().setAll(View.class.getResource("view.css").toExternalForm());
    scene.getRoot().getStyleClass().removeAll("dark", "light");
    scene.getRoot().getStyleClass().add(light ? "light" : "dark");
  }

  @Override
  public void library() {
    close();
    forget(null);
    root.getChildren()
        .setAll(
            new Library(
                file -> open(file, List.of(List.of()), 0, Opening.Mode.EXPLORE), this::choose));
    stage.setTitle("Tailback");
  }

  /** Opens a scenario. What cannot be read is said, and what was open stays. */
  @Override
  public void open(Path file, List<List<String>> runs, double at, Opening.Mode mode) {
    Session session;
    try {
      session = new Session(file, runs);
    } catch (Problem e) {
      if (bench != null) {
        bench.tell(e.getMessage());
      } else {
        library();
        root.getChildren().add(Notice.of(e.getMessage(), root));
      }
      return;
    }
    EditorPane editor =
        bench != null && file.equals(bench.session().file()) ? bench.letGoOfEditor() : null;
    close();
    forget(file);
    bench = new Workbench(session, palette(light), stage.getOutputScaleX(), this);
    bench.adopt(editor);
    root.getChildren().setAll(bench);
    bench.requestFocus();
    stage.setTitle(session.scenario(0).title() + " – Tailback");
    if (at > 0) {
      session.player().seek(at);
    }
    if (mode != Opening.Mode.EXPLORE) {
      Workbench opened = bench;
      bench.settled().thenRun(() -> Platform.runLater(() -> opened.arrange(mode, null)));
    }
  }

  @Override
  public void play(EditorPane editor) {
    try {
      Path copy = editor.copy();
      double at = bench.session().now();
      bench.letGoOfEditor();
      open(copy, List.of(List.of()), at, Opening.Mode.EXPLORE);
      played = copy;
      bench.adopt(editor);
      bench.edit();
    } catch (IOException e) {
      bench.tell("Cannot write beside the scenario: " + e.getMessage());
    }
  }

  /** The text that was played is of no use any more, unless it is what is open now. */
  private void forget(Path open) {
    if (played != null && !played.equals(open)) {
      played.toFile().delete();
      played = null;
    }
  }

  private void close() {
    if (bench != null) {
      bench.close();
      bench = null;
    }
  }

  @Override
  public void choose() {
    asking.toOpen(stage).ifPresent(file -> open(file, List.of(List.of()), 0, Opening.Mode.EXPLORE));
  }

  @Override
  public Story story(Session session) {
    List<String> sets = session.sets(0);
    boolean another = !session.file().equals(storyOf) || !sets.equals(storySets);
    if (another || story.beat() == Beat.DEBRIEF) {
      storyOf = session.file();
      storySets = sets;
      story = new Story(session.scenario(0), CostTable.read());
    }
    return story;
  }

  @Override
  public void theme() {
    light = !light;
    dress(scene, light);
    if (bench != null) {
      bench.palette(palette(light));
    }
  }

  @Override
  public void picture() {
    asking.toWrite(stage, "tailback.png").ifPresent(this::picture);
  }

  private void picture(Path to) {
    try {
      Snapshot.write(Snapshot.of(scene), to);
      bench.tell("Written: " + to);
    } catch (IOException e) {
      bench.tell("Cannot write " + to + ": " + e.getMessage());
    }
  }

  @Override
  public void film() {
    asking
        .toWrite(stage, "tailback.gif")
        .ifPresent(
            to -> {
              bench.tell("Recording …");
              new Recorder(bench, scene, to).start();
            });
  }

  private void key(KeyEvent event) {
    did =
        event.isShortcutDown() && everywhere(event.getCode())
            || bench != null && Keys.press(event, bench)
            || event.getCode() == KeyCode.ESCAPE && Notice.away(root);
    if (did) {
      event.consume();
    }
  }

  /** A key that has done something does not also write its letter where it has led. */
  private void typed(KeyEvent event) {
    if (did) {
      event.consume();
    }
  }

  /** What is done in the library too. */
  private boolean everywhere(KeyCode code) {
    switch (code) {
      case O -> choose();
      case L -> library();
      case T -> theme();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** How many pictures were drawn. */
  long drawn() {
    return drawn;
  }

  /** The workbench; null while the library is shown. */
  Workbench bench() {
    return bench;
  }

  @Override
  public void stop() {
    close();
    forget(null);
  }

  /** Stops drawing, and whatever runs: for tests, which open many. */
  void dispose() {
    pulse.stop();
    stop();
  }
}
