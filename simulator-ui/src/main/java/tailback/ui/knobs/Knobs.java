package tailback.ui.knobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import tailback.component.Part;
import tailback.journal.Turn;
import tailback.scenario.Card;
import tailback.ui.Session;
import tailback.ui.Written;

/**
 * Everything that can be changed while the run goes on: the arrivals, every directive of the cards
 * with what a change costs in life, what steps take, and trouble. What is changed goes into the
 * journal, so that it can be taken back and replayed.
 */
public final class Knobs extends VBox {

  private static final Sorts.Sort LAW = new Sorts.Sort(List.of(), false, Dial.Scale.AMOUNT, 0);

  private final Session session;
  private final Consumer<String> fromTheStart;
  private final Journal journal;
  private final Map<String, Knob> knobs = new LinkedHashMap<>();
  private Written written;
  private Sorts sorts;

  /**
   * Knobs of a session.
   *
   * @param fromTheStart runs it anew with a setting
   * @param told is told in words what came of something
   */
  public Knobs(Session session, Consumer<String> fromTheStart, Consumer<String> told) {
    super(6);
    this.session = session;
    this.fromTheStart = fromTheStart;
    journal = new Journal(session, this::undo, this::redo, told);
    written = new Written(session.file(), session.sets(0));
    setId("knobs");
    heading("KNOBS");
    for (String group : session.scenario(0).deployment().traffic().keySet()) {
      arrivals(group);
    }
    for (Part part : session.scenario(0).deployment().stack()) {
      folded(part.name(), part.name(), () -> directives(part));
    }
    List<StepTimes.Time> times = StepTimes.of(written);
    if (!times.isEmpty()) {
      folded("steps", "what requests take", () -> times.stream().map(this::time).toList());
    }
    folded("trouble", "trouble", () -> List.of(new Trouble(stack(), this::perform)));
    heading("JOURNAL");
    getChildren().add(journal);
    journal.show();
  }

  private List<Part> stack() {
    return session.scenario(0).deployment().stack();
  }

  /** Unfolds the directives of the first application server, or of the first part. */
  public void unfold() {
    getChildren().stream()
        .filter(TitledPane.class::isInstance)
        .skip(stack().size() > 1 ? 1 : 0)
        .findFirst()
        .ifPresent(pane -> ((TitledPane) pane).setExpanded(true));
  }

  private void heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("heading");
    getChildren().add(heading);
  }

  /** Rows that are made when somebody unfolds them. */
  private interface Rows {
    List<? extends Node> make();
  }

  private void folded(String id, String title, Rows rows) {
    VBox inside = new VBox(5);
    TitledPane pane = new TitledPane(title, inside);
    pane.setExpanded(false);
    pane.setMnemonicParsing(false);
    pane.setId("knobs-" + id);
    pane.setAnimated(false);
    pane.getStyleClass().add("dense");
    pane.expandedProperty()
        .addListener(
            (at, was, open) -> {
              if (open && inside.getChildren().isEmpty()) {
                inside.getChildren().setAll(rows.make());
              }
            });
    getChildren().add(pane);
  }

  // ---- what there is to turn

  private void arrivals(String group) {
    String path = written.arrivals(group);
    String tip =
        "When requests of " + group + " arrive, from here on. Shift Enter: from the start.";
    Knob knob =
        new Knob(
            "arrivals-" + group, "arrivals: " + group, null, LAW, "", tip, turning(path, null));
    getChildren().add(shown(path, knob));
  }

  private List<Knob> directives(Part part) {
    if (sorts == null) {
      sorts = new Sorts();
    }
    Card card = Card.of(part.kind());
    List<Knob> rows = new ArrayList<>();
    for (Card.Directive directive : card.directives()) {
      String path = part.name() + "." + directive.name();
      String value = written.value(path);
      Sorts.Sort sort =
          sorts.of(
              part.kind().name(), directive.name(), value == null ? directive.absent() : value);
      boolean reloads =
          directive.change() == Card.Change.RELOAD && card.actions().containsKey("reload");
      Knob.Turned turned =
          directive.change() == Card.Change.RESTART
              ? (to, ignored) -> fromTheStart.accept(path + "=" + to)
              : turning(path, reloads ? part.name() + ".reload" : null);
      Knob knob =
          new Knob(
              path.replace('.', '-'),
              directive.name(),
              directive.change(),
              sort,
              directive.absent(),
              tip(directive),
              turned);
      rows.add(shown(path, knob));
    }
    return rows;
  }

  private Knob time(StepTimes.Time time) {
    String tip = "What it takes, from here on. Shift Enter: from the start.";
    return shown(
        time.path(),
        new Knob(
            time.path().replace('.', '-'),
            time.name(),
            null,
            LAW,
            "",
            tip,
            turning(time.path(), null)));
  }

  private Knob shown(String path, Knob knob) {
    knobs.put(path, knob);
    knob.show(written.value(path));
    return knob;
  }

  private static String tip(Card.Directive directive) {
    String change =
        switch (directive.change()) {
          case LIVE -> "at once";
          case RELOAD -> "with a reload";
          case RESTART -> "with a restart: the run begins anew with it";
        };
    return directive.meaning()
        + "\nDefault: "
        + (directive.absent().isEmpty() ? "none" : directive.absent())
        + "\nA change takes effect "
        + change
        + "\nSource: "
        + directive.source()
        + "\nEnter: from here on. Shift Enter: from the start.";
  }

  // ---- turning

  private Knob.Turned turning(String path, String deed) {
    return (value, anew) -> {
      if (anew) {
        fromTheStart.accept(path + "=" + value);
      } else {
        turn(path + "=" + value, deed);
      }
    };
  }

  private void turn(String change, String deed) {
    CompletableFuture<Void> turned = session.player().turn(change);
    if (deed != null) {
      turned = session.player().perform(deed);
    }
    turned.thenRun(() -> Platform.runLater(this::changed));
  }

  private void perform(String deed) {
    session.player().perform(deed).thenRun(() -> Platform.runLater(this::changed));
  }

  /** Writes what was played as a scenario of its own. */
  public void save(Path to) {
    journal.save(to);
  }

  /** Takes back what was changed last. */
  public void undo() {
    session.player().undo().thenRun(() -> Platform.runLater(this::changed));
  }

  /** Changes again what was taken back last. */
  public void redo() {
    session.player().redo().thenRun(() -> Platform.runLater(this::changed));
  }

  /** The journal is another one: what was turned stands where it now is. */
  private void changed() {
    List<String> sets = new ArrayList<>(session.sets(0));
    for (Turn turn : session.player().decks().get(0).playback().turns()) {
      if (!turn.isDeed()) {
        sets.add(turn.change());
      }
    }
    written = new Written(session.file(), sets);
    knobs.forEach((path, knob) -> knob.show(written.value(path)));
    journal.show();
    session.record();
  }
}
