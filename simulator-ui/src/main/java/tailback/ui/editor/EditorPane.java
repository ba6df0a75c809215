package tailback.ui.editor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import tailback.journal.State;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** The YAML of a scenario, read again as it is typed; what is wrong is marked at its line. */
public final class EditorPane extends BorderPane {

  private static final double GUTTER = 38;
  private static final double TOP = 9;

  private final Path file;
  private final Path draft;
  private final Consumer<EditorPane> play;
  private final TextArea text = new TextArea();
  private final Canvas gutter = new Canvas(GUTTER, 100);
  private final Label problem = new Label();
  private final PauseTransition typing = new PauseTransition(Duration.millis(350));
  private Palette palette;
  private int wrongLine;

  /** An editor of a file; {@code play} is told when what stands here is to be played. */
  public EditorPane(Path file, Palette palette, Consumer<EditorPane> play) {
    this.file = file;
    this.palette = palette;
    this.play = play;
    setId("editor");
    try {
      text.setText(Files.readString(file));
      draft = beside();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    text.getStyleClass().add("yaml");
    text.setId("yaml");
    text.addEventFilter(
        KeyEvent.KEY_PRESSED,
        pressed -> {
          if (pressed.getCode() == KeyCode.TAB && !pressed.isControlDown()) {
            text.replaceSelection("  "); // YAML knows no tabs
            pressed.consume();
          }
        });
    Pane margin = new Pane(gutter);
    margin.setMinWidth(GUTTER);
    margin.setPrefWidth(GUTTER);
    margin.heightProperty().addListener((at, was, now) -> numbers());
    text.heightProperty().addListener((at, was, now) -> numbers());
    text.fontProperty().addListener((at, was, now) -> numbers());
    text.scrollTopProperty().addListener((at, was, now) -> numbers());
    text.textProperty().addListener((at, was, now) -> typing.playFromStart());
    typing.setOnFinished(done -> check());
    Label name = new Label(file.getFileName().toString());
    name.getStyleClass().add("name");
    name.setMinWidth(0);
    Button run = new Button("Play");
    run.setId("play-draft");
    run.getStyleClass().addAll("accent", "small");
    run.setTooltip(new Tooltip("Plays what stands here (ctrl enter)"));
    run.setOnAction(pressed -> playDraft());
    Button save = new Button("Save");
    save.setId("save");
    save.getStyleClass().add("small");
    save.setTooltip(new Tooltip("Writes the file (ctrl S)"));
    save.setOnAction(pressed -> save());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(6, name, gap, save, run);
    head.getStyleClass().add("bar");
    problem.setWrapText(true);
    problem.setId("yaml-problem");
    problem.getStyleClass().addAll("error-line", "bar");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    setTop(head);
    setLeft(margin);
    setCenter(text);
    setBottom(problem);
    setOnKeyPressed(
        event -> {
          if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            playDraft();
            event.consume();
          } else if (event.isShortcutDown() && event.getCode() == KeyCode.S) {
            save();
            event.consume();
          }
        });
    check();
  }

  /** Has the keyboard write here. */
  public void write() {
    text.requestFocus();
    text.positionCaret(0);
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    numbers();
  }

  /** Reads what stands here; says what is wrong with it. */
  public boolean check() {
    try {
      Files.writeString(draft, text.getText());
      ScenarioReader.read(draft, List.of());
      wrongLine = 0;
      problem.setText("");
      return true;
    } catch (Problem e) {
      wrongLine = e.line();
      problem.setText(
          (e.line() > 0 ? "Line " + e.line() + ": " : "")
              + e.what()
              + (e.suggestion().isEmpty() ? "" : "; " + e.suggestion()));
      return false;
    } catch (IOException e) {
      problem.setText("cannot write " + draft + ": " + e.getMessage());
      return false;
    } finally {
      numbers();
    }
  }

  /** The line that is wrong, from 1; 0 when none is. */
  public int wrongLine() {
    return wrongLine;
  }

  private void playDraft() {
    if (check()) {
      play.accept(this);
    }
  }

  /** What stands here, in a file of its own beside the other, which goes when the program ends. */
  public Path copy() throws IOException {
    return Files.writeString(beside(), text.getText());
  }

  private Path beside() throws IOException {
    Path made = Files.createTempFile(file.toAbsolutePath().getParent(), ".draft-", ".yaml");
    made.toFile().deleteOnExit();
    return made;
  }

  private void save() {
    if (check()) {
      try {
        Files.writeString(file, text.getText());
        problem.setText("");
      } catch (IOException e) {
        problem.setText("cannot write " + file + ": " + e.getMessage());
      }
    }
  }

  /** The draft is of no use any more. */
  public void close() {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      problem.setText(e.getMessage()); // it goes when the program ends
    }
  }

  private void numbers() {
    double high = Math.max(10, text.getHeight());
    gutter.setHeight(high);
    Pen pen = new Pen(gutter.getGraphicsContext2D());
    pen.clear(GUTTER, high);
    int lines = lines();
    double row = lineHeight();
    for (int line = 1; line <= lines; line++) {
      double y = TOP + (line - 1) * row - text.getScrollTop();
      if (y > -row && y < high) {
        boolean wrong = line == wrongLine;
        if (wrong) {
          pen.box(new Area(2, y, GUTTER - 4, row), 4, Pen.colour(palette.of(State.FAILED)), null);
        }
        pen.wordsTo(
            Integer.toString(line),
            GUTTER - 8,
            y + row * 0.72,
            GUTTER,
            Fonts.regular(10.5),
            Pen.colour(wrong ? 0xFFFFFF : palette.muted()));
      }
    }
  }

  private int lines() {
    return text.getText().split("\n", -1).length;
  }

  /** The height of a line of the text, pixels. */
  private double lineHeight() {
    if (text.lookup(".content") instanceof Region content && lines() > 1) {
      javafx.scene.Node shown = text.lookup(".text");
      return shown == null
          ? content.getHeight() / lines()
          : shown.getLayoutBounds().getHeight() / lines();
    }
    return 15;
  }
}
