package tailback.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.scenario.Problem;
import tailback.ui.Scrolling;
import tailback.ui.Session;
import tailback.ui.theme.Fonts;

/** Asks what to compare with: a variant, what was changed, or settings of one's own. */
public final class Chooser extends VBox {

  private static final double WIDTH = 620;
  private static final double ROOM = WIDTH - 80;

  private final Session session;
  private final Consumer<Proposal> chosen;
  private final List<Node> ways = new ArrayList<>();
  private final TextField field = new TextField();
  private final Label said = new Label();

  /** Asks; {@code chosen} is told the answer. */
  public Chooser(Session session, Consumer<Proposal> chosen) {
    super(8);
    this.session = session;
    this.chosen = chosen;
    setId("chooser");
    getStyleClass().addAll("told", "chooser");
    setMaxSize(WIDTH, USE_PREF_SIZE);
    Label heading = new Label("COMPARE WITH");
    heading.getStyleClass().add("heading");
    VBox list = new VBox(2);
    for (Proposal proposal : Proposal.of(session)) {
      Button button = button(proposal, ways.size() + 1);
      list.getChildren().add(button);
      ways.add(button);
    }
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("side-scroll");
    scroll.setMaxHeight(360);
    Scrolling.withoutCache(scroll);
    getChildren().add(heading);
    if (!ways.isEmpty()) {
      getChildren().add(scroll);
    }
    own();
  }

  private Button button(Proposal proposal, int number) {
    Label key = new Label(number < 10 ? Integer.toString(number) : "");
    key.getStyleClass().add("muted");
    key.setMinWidth(16);
    Label changes =
        new Label(proposal.patch().fitting(ROOM, text -> Fonts.width(text, Fonts.regular(11))));
    changes.getStyleClass().addAll("muted", "small");
    changes.setMaxWidth(ROOM);
    Button button = new Button("", new HBox(key, new VBox(1, new Label(proposal.name()), changes)));
    button.setId("compare-" + number);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setAccessibleText(proposal.name() + ": " + proposal.patch().lines());
    button.getStyleClass().add("flat");
    button.setTooltip(new Tooltip(proposal.patch().lines()));
    button.setAlignment(Pos.CENTER_LEFT);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(pressed -> chosen.accept(proposal));
    return button;
  }

  private void own() {
    Label heading = new Label("OR WITH YOUR OWN SETTINGS");
    heading.getStyleClass().add("heading");
    field.setId("compare-set");
    field.setPromptText("gunicorn.workers=8; gunicorn.threads=2");
    field.textProperty().addListener((at, was, now) -> check(now));
    field.setOnAction(entered -> compareWithOwn());
    said.setId("compare-said");
    said.getStyleClass().add("small");
    said.setWrapText(true);
    said.setMinHeight(Region.USE_PREF_SIZE);
    ways.add(field);
    getChildren().addAll(heading, field, said);
    check("");
  }

  /** Says what the settings change, or what is wrong with them. */
  private Proposal check(String text) {
    said.getStyleClass().removeAll("error-line", "muted");
    if (text.isBlank()) {
      said.getStyleClass().add("muted");
      said.setText(
          "Paths and values as --set takes them, a ; between two. Enter compares, Esc does not.");
      return null;
    }
    try {
      Proposal own = Proposal.own(session, text);
      said.getStyleClass().add("muted");
      said.setText(own.patch().lines());
      return own;
    } catch (Problem e) {
      said.getStyleClass().add("error-line");
      said.setText(e.what() + (e.suggestion().isEmpty() ? "" : "; " + e.suggestion()));
      return null;
    }
  }

  private void compareWithOwn() {
    Proposal own = check(field.getText());
    if (own != null) {
      chosen.accept(own);
    }
  }

  /** Moves the keyboard to the first way, once this is on the screen. */
  public void focus() {
    applyCss(); // a scroll pane has no contents before
    Platform.runLater(ways.get(0)::requestFocus);
  }

  /** Does what a key stands for here; false when it is for the field, or stands for nothing. */
  public boolean press(KeyEvent event) {
    int at = ways.indexOf(getScene().getFocusOwner());
    boolean typing = at >= 0 && ways.get(at) == field;
    return switch (event.getCode()) {
      case DOWN, TAB -> event.isShiftDown() ? move(at - 1) : move(at + 1);
      case UP -> move(at - 1);
      case ENTER, SPACE -> !typing && at >= 0 && fire(at);
      default -> !typing && number(event.getCode());
    };
  }

  private boolean move(int to) {
    ways.get(Math.floorMod(to, ways.size())).requestFocus();
    return true;
  }

  private boolean number(KeyCode key) {
    int way = key.isDigitKey() ? key.ordinal() - KeyCode.DIGIT1.ordinal() : -1;
    return way < 0 || way >= ways.size() - 1 || fire(way);
  }

  private boolean fire(int way) {
    ((Button) ways.get(way)).fire();
    return true;
  }
}
