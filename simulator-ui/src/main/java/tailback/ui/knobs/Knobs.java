package tailback.ui.knobs;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.component.Part;
import tailback.journal.Turn;
import tailback.scenario.Card;
import tailback.ui.Session;
import tailback.ui.Written;

/**
 * Every directive of the cards, to be changed while the run goes on: with what a change costs in
 * life. What is changed goes into the journal, so that it can be taken back and replayed.
 */
public final class Knobs extends VBox {

  private static final Pattern RATE = Pattern.compile("(\\w+) ([0-9.]+)(k?)/s(.*)");
  private static final int THOUSAND = 1000;

  private final Session session;
  private final Written written;
  private final Consumer<String> fromTheStart;
  private final VBox journal = new VBox(3);
  private final Label empty = new Label("Nothing was changed yet.");

  /** Knobs of a session; {@code fromTheStart} runs it anew with a setting. */
  public Knobs(Session session, Consumer<String> fromTheStart) {
    super(6);
    this.session = session;
    this.fromTheStart = fromTheStart;
    written = new Written(session.file(), session.sets(0));
    setId("knobs");
    heading("KNOBS");
    for (String group : session.scenario(0).deployment().traffic().keySet()) {
      arrivals(group);
    }
    for (Part part : session.scenario(0).deployment().stack()) {
      getChildren().add(directives(part));
    }
    heading("JOURNAL");
    Button undo = button("undo", "Undo", "Takes back what was changed last (ctrl Z)", this::undo);
    Button redo = button("redo", "Redo", "Changes again what was taken back (ctrl Y)", this::redo);
    empty.getStyleClass().addAll("muted", "small");
    getChildren().addAll(journal, new HBox(6, undo, redo));
    showJournal();
  }

  private static Button button(String id, String text, String tip, Runnable pressed) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll("small");
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(fired -> pressed.run());
    return button;
  }

  /** Unfolds the directives of the first application server, or of the first part. */
  public void unfold() {
    getChildren().stream()
        .filter(TitledPane.class::isInstance)
        .skip(getChildren().stream().filter(TitledPane.class::isInstance).count() > 1 ? 1 : 0)
        .findFirst()
        .ifPresent(pane -> ((TitledPane) pane).setExpanded(true));
  }

  private void heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("heading");
    getChildren().add(heading);
  }

  // ---- arrivals

  private void arrivals(String group) {
    String path = written.arrivals(group);
    String text = written.value(path);
    Matcher rate = text == null ? null : RATE.matcher(text);
    Label name = new Label("arrivals: " + group);
    name.setMinWidth(0);
    Label value = new Label(text == null ? "" : text);
    value.setWrapText(true);
    value.setMinHeight(Region.USE_PREF_SIZE);
    value.getStyleClass().addAll("muted", "small");
    getChildren().add(new VBox(1, name, value));
    if (rate == null || !rate.matches()) {
      return;
    }
    double perSecond = Double.parseDouble(rate.group(2)) * (rate.group(3).isEmpty() ? 1 : THOUSAND);
    Slider slider =
        new Slider(Math.log10(perSecond / 10), Math.log10(perSecond * 4), Math.log10(perSecond));
    slider.setId("arrivals-" + group);
    slider.setBlockIncrement(0.05);
    slider.setAccessibleText("arrivals of " + group);
    String law = rate.group(1);
    String rest = rate.group(4);
    Runnable apply =
        () -> turn(path + "=" + law + " " + rounded(slider.getValue()) + "/s" + rest, null);
    slider
        .valueProperty()
        .addListener(
            (at, was, now) -> value.setText(law + " " + rounded(slider.getValue()) + "/s" + rest));
    slider.setOnMouseReleased(released -> apply.run());
    slider.setOnKeyReleased(
        released -> {
          if (released.getCode().isArrowKey()) {
            apply.run();
          }
        });
    getChildren().add(slider);
  }

  private static String rounded(double exponent) {
    double value = Math.pow(10, exponent);
    return value >= 20
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.1f", value);
  }

  // ---- directives

  private TitledPane directives(Part part) {
    VBox rows = new VBox(3);
    TitledPane pane = new TitledPane(part.name(), rows);
    pane.setExpanded(false);
    pane.setMnemonicParsing(false);
    pane.setId("knobs-" + part.name());
    pane.setAnimated(false);
    pane.getStyleClass().add("dense");
    pane.expandedProperty()
        .addListener(
            (at, was, open) -> {
              if (open && rows.getChildren().isEmpty()) {
                fill(part, rows);
              }
            });
    return pane;
  }

  private void fill(Part part, VBox rows) {
    Card card = Card.of(part.kind());
    for (Card.Directive directive : card.directives()) {
      rows.getChildren().add(row(part, card, directive));
    }
  }

  private VBox row(Part part, Card card, Card.Directive directive) {
    String path = part.name() + "." + directive.name();
    String value = written.value(path);
    Label name = new Label(directive.name());
    name.getStyleClass().add("small");
    name.setMinWidth(0);
    name.setTooltip(tooltip(directive));
    Label chip = new Label(directive.change().name().toLowerCase(Locale.ROOT));
    chip.getStyleClass().add("chip");
    chip.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(4, name, gap, chip);
    head.setAlignment(Pos.CENTER_LEFT);
    TextField field = new TextField(value == null ? "" : value);
    field.setPromptText(directive.absent());
    field.setId("knob-" + path.replace('.', '-'));
    field.getStyleClass().add("knob-field");
    field.setTooltip(tooltip(directive));
    field.setOnKeyPressed(
        pressed -> {
          if (pressed.getCode() == KeyCode.ENTER && !field.getText().isBlank()) {
            String change = path + "=" + field.getText().strip();
            if (pressed.isShiftDown()) {
              fromTheStart.accept(change);
            } else {
              boolean reload =
                  directive.change() == Card.Change.RELOAD && card.actions().containsKey("reload");
              turn(change, reload ? part.name() + ".reload" : null);
            }
            pressed.consume();
          }
        });
    return new VBox(1, head, field);
  }

  private static Tooltip tooltip(Card.Directive directive) {
    Tooltip tip =
        new Tooltip(
            directive.meaning()
                + "\nDefault: "
                + directive.absent()
                + "\nA change takes effect: "
                + directive.change().name().toLowerCase(Locale.ROOT)
                + "\nSource: "
                + directive.source()
                + "\nEnter: from here on. Shift Enter: from the start.");
    tip.setWrapText(true);
    tip.setMaxWidth(380);
    return tip;
  }

  // ---- the journal

  private void turn(String change, String deed) {
    CompletableFuture<Void> turned = session.player().turn(change);
    if (deed != null) {
      turned = session.player().perform(deed);
    }
    turned.thenRun(() -> Platform.runLater(this::changed));
  }

  /** Takes back what was changed last. */
  public void undo() {
    session.player().undo().thenRun(() -> Platform.runLater(this::changed));
  }

  /** Changes again what was taken back last. */
  public void redo() {
    session.player().redo().thenRun(() -> Platform.runLater(this::changed));
  }

  private void changed() {
    showJournal();
    session.record();
  }

  private void showJournal() {
    journal.getChildren().clear();
    List<Turn> turns = session.player().decks().get(0).playback().turns();
    for (Turn turn : turns) {
      Label entry =
          new Label(String.format(Locale.ROOT, "%.3f s  %s", turn.at() / 1e9, turn.change()));
      entry.setWrapText(true);
      entry.getStyleClass().add("small");
      journal.getChildren().add(entry);
    }
    if (turns.isEmpty()) {
      journal.getChildren().add(empty);
    }
  }
}
