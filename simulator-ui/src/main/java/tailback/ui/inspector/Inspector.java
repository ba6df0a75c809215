package tailback.ui.inspector;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.component.Part;
import tailback.experiment.result.Results.Finding;
import tailback.scenario.Card;
import tailback.ui.Focus;
import tailback.ui.Session;
import tailback.ui.Written;
import tailback.ui.stage.Picture;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.MarkList;
import tailback.ui.timeline.Recording;
import tailback.ui.transport.Stops;

/** What is known of what was chosen: a request, a part, or the scenario as a whole. */
public final class Inspector extends VBox {

  private final Session session;
  private final DoubleConsumer goTo;
  private final Consumer<String> compareWith;
  private final VBox about = new VBox(6);
  private final Stopping stopping;
  private MarkList marks;
  private final VBox present = new VBox(3);
  private Palette palette;
  private String part;
  private long request = -1;
  private Waterfall waterfall;
  private boolean asking;
  private long askedAt = -1;

  /**
   * An inspector of the scenario as a whole.
   *
   * @param goTo is told where to go, seconds from time zero
   * @param compareWith is told the name of a variant to compare with
   */
  public Inspector(
      Session session, Palette palette, DoubleConsumer goTo, Consumer<String> compareWith) {
    super(10);
    this.session = session;
    this.palette = palette;
    this.goTo = goTo;
    this.compareWith = compareWith;
    stopping = new Stopping(session);
    getChildren().addAll(about, stopping);
    setId("inspector");
    showScenario();
  }

  /** Where conditions to stop are written. */
  public Stopping stopping() {
    return stopping;
  }

  /** Also lists these marks, with the scenario. */
  public void marks(MarkList list) {
    marks = list;
    refresh();
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    refresh();
  }

  /** Shows again what it shows: something has changed. */
  public void refresh() {
    if (part != null) {
      showPart(part);
    } else if (request < 0) {
      showScenario();
    }
  }

  /** The part that is shown; null when none is. */
  public String part() {
    return part;
  }

  // ---- the scenario

  /** Shows the scenario as a whole: what it is about, what stood out, what could be different. */
  public void showScenario() {
    begin(null, -1);
    heading("SCENARIO");
    if (!session.scenario(0).about().isBlank()) {
      about.getChildren().add(paragraph(session.scenario(0).about().strip()));
    }
    Recording recording = session.recording(0);
    if (recording == null) {
      about.getChildren().add(paragraph("The whole run is being made …"));
    } else {
      row(
          "completed",
          String.format(Locale.ROOT, "%,d", recording.results().requests().completed()));
      row("failed", String.format(Locale.ROOT, "%,d", recording.results().requests().failed()));
      if (recording.results().all() != null) {
        row(
            "p50 · p95",
            Waterfall.millis(millis(recording.results().all().latencyMs().p50()))
                + " · "
                + Waterfall.millis(millis(recording.results().all().latencyMs().p95())));
      }
      heading("FINDINGS");
      for (Finding finding : recording.results().findings()) {
        Hyperlink link =
            new Hyperlink(
                String.format(
                    Locale.ROOT, "%s · %.1f s", finding.id().replace('-', ' '), finding.firstS()));
        link.setOnAction(pressed -> goTo.accept(finding.firstS()));
        link.setId("finding-" + finding.id());
        about.getChildren().addAll(link, paragraph(finding.text()));
      }
      if (recording.results().findings().isEmpty()) {
        about.getChildren().add(paragraph("Nothing stands out."));
      }
    }
    if (marks != null) {
      about.getChildren().add(marks);
    }
    if (!session.scenario(0).whatIf().isEmpty()) {
      heading("WHAT IF");
      for (String name : session.scenario(0).whatIf().keySet()) {
        Button button = new Button(name);
        button.setMnemonicParsing(false);
        button.setWrapText(true);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("small", "flat");
        button.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        button.setPadding(new javafx.geometry.Insets(3, 0, 3, 0));
        button.setOnAction(pressed -> compareWith.accept(name));
        about.getChildren().add(button);
      }
    }
  }

  private static long millis(double value) {
    return Math.round(value * 1e6);
  }

  // ---- a part

  /** Shows a part: its figures, its directives, its card. */
  public void showPart(String name) {
    Part chosen =
        session.scenario(0).deployment().stack().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElse(null);
    if (chosen == null) {
      showScenario();
      return;
    }
    begin(name, -1);
    Card card = Card.of(chosen.kind());
    heading(name.toUpperCase(Locale.ROOT));
    about.getChildren().add(paragraph(card.summary()));
    present.getChildren().clear();
    about.getChildren().add(present);
    Recording recording = session.recording(0);
    if (recording != null) {
      for (Statistics each : Statistics.of(recording.results(), name, chosen.host())) {
        about.getChildren().add(figures(each));
      }
    }
    about.getChildren().add(set(chosen, card));
    about.getChildren().add(text(card));
  }

  private static TitledPane figures(Statistics statistics) {
    VBox rows = new VBox(2);
    for (String line : statistics.lines()) {
      String[] cells = line.split("\t");
      rows.getChildren().add(line(cells[0], cells[1]));
    }
    TitledPane pane = new TitledPane(statistics.name(), rows);
    pane.getStyleClass().add("dense");
    pane.setAnimated(false);
    pane.setExpanded(
        statistics.rate() > 0 && statistics.waiting() > 0.001 || statistics.utilisation() > 0.2);
    return pane;
  }

  private TitledPane set(Part chosen, Card card) {
    Written written = new Written(session.file(), session.sets(0));
    VBox rows = new VBox(2);
    for (Card.Directive directive : card.directives()) {
      String value = written.value(chosen.name() + "." + directive.name());
      Node row = line(directive.name(), value == null ? directive.absent() : value);
      row.setOpacity(value == null ? 0.65 : 1);
      rows.getChildren().add(row);
    }
    TitledPane pane = new TitledPane("directives", rows);
    pane.getStyleClass().add("dense");
    pane.setAnimated(false);
    pane.setExpanded(false);
    return pane;
  }

  private static TitledPane text(Card card) {
    VBox words = new VBox(4);
    card.sections()
        .forEach(
            (title, body) -> {
              if (!title.isEmpty() && !body.contains("|")) {
                Label heading = new Label(title);
                heading.getStyleClass().add("heading");
                words.getChildren().addAll(heading, paragraph(body.replace("`", "")));
              }
            });
    TitledPane pane = new TitledPane("card", words);
    pane.getStyleClass().add("dense");
    pane.setAnimated(false);
    pane.setExpanded(false);
    return pane;
  }

  // ---- a request

  /** Shows a request: its way so far. */
  public void showRequest(long number) {
    begin(null, number);
    heading("REQUEST #" + Stops.number(number < 0 ? ~number : number));
    waterfall = new Waterfall(palette);
    about.getChildren().addAll(present, waterfall);
    present.getChildren().clear();
    ask();
  }

  /** Follows the present: what the request has done meanwhile, what the part holds now. */
  public void update(Picture picture) {
    if (request >= 0 && !asking && session.player().moment().event() != askedAt) {
      if (!session.player().playing()) {
        ask();
      }
    }
    if (part != null) {
      present.getChildren().clear();
      session
          .resources(0)
          .forEach(
              (name, index) -> {
                if (name.startsWith(part + ".") && index < picture.busy.length) {
                  int capacity = picture.capacity[index];
                  String busy =
                      capacity > 0
                          ? picture.busy[index] + " of " + capacity
                          : Integer.toString(picture.busy[index]);
                  String waiting =
                      picture.waiting[index] > 0 ? " · " + picture.waiting[index] + " waiting" : "";
                  present
                      .getChildren()
                      .add(line(name.substring(part.length() + 1), busy + waiting));
                }
              });
    }
  }

  private void ask() {
    asking = true;
    askedAt = session.player().moment().event();
    long asked = request;
    session
        .player()
        .ask(
            () -> {
              Way way = Way.of(session.player().decks().get(0).playback(), asked);
              Platform.runLater(
                  () -> {
                    asking = false;
                    if (asked == request) {
                      show(way);
                    }
                  });
            });
  }

  private void show(Way way) {
    waterfall.show(way.stays(), way.places(), way.states(), palette);
    present.getChildren().clear();
    if (!way.stays().isEmpty()) {
      present.getChildren().add(line(way.end(), way.took()));
    }
  }

  // ---- pieces

  private void begin(String newPart, long newRequest) {
    part = newPart;
    request = newRequest;
    Focus.keep(about);
    about.getChildren().clear();
  }

  private void heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("heading");
    about.getChildren().add(heading);
  }

  private void row(String name, String value) {
    about.getChildren().add(line(name, value));
  }

  private static Node line(String name, String value) {
    Label left = new Label(name);
    left.getStyleClass().addAll("muted", "small");
    left.setMinWidth(0);
    Label right = new Label(value);
    right.getStyleClass().add("small");
    right.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return new HBox(6, left, gap, right);
  }

  private static Label paragraph(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll("small");
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
