package tailback.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tailback.experiment.Happening;
import tailback.ui.inspector.StateKey;
import tailback.ui.stage.Picture;
import tailback.ui.stage.Planner;
import tailback.ui.stage.StagePane;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.Recording;
import tailback.ui.timeline.TimelineView;
import tailback.ui.transport.Deck;
import tailback.ui.transport.Player;
import tailback.ui.transport.Speed;
import tailback.ui.transport.Speed.Look;
import tailback.ui.transport.Stops;
import tailback.ui.transport.TransportBar;

/** Everything around one opened scenario: the stage in the middle, what explains it around it. */
public final class Workbench extends BorderPane {

  private static final double FIGURES_EVERY = 0.1;

  private final Session session;
  private final List<StagePane> stages = new ArrayList<>();
  private final StateKey key;
  private final TimelineView timeline;
  private final TransportBar transport;
  private final Label title = new Label();
  private final Label figures = new Label();
  private final Label told = new Label();
  private final VBox left = new VBox();
  private final VBox right = new VBox();
  private final HBox top = new HBox();
  private final StackPane middle = new StackPane();
  private Palette palette;
  private Runnable toLibrary = () -> {};
  private BiConsumer<Path, List<List<String>>> toScenario = (file, runs) -> {};
  private Runnable chooseFile = () -> {};
  private Runnable switchTheme = () -> {};
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private boolean reducedMotion;
  private double figuresAt = -1;
  private double toldAt;
  private int jumps;
  private long frames;
  private double framesSince;
  private double framesPerSecond;

  /** A workbench for a session; {@link #draw} makes it move. */
  public Workbench(Session session, Palette palette, double outputScale) {
    this.session = session;
    this.palette = palette;
    getStyleClass().add("workbench");
    key = new StateKey(palette);
    timeline = new TimelineView(palette);
    timeline.getStyleClass().add("timeline");
    transport = new TransportBar(this::toEdge);
    transport.player(session.player());
    timeline.onScrubbed(session.player()::seek);
    top();
    sides();
    for (int i = 0; i < session.player().decks().size(); i++) {
      stages.add(stage(i, outputScale));
    }
    VBox acts = new VBox();
    stages.forEach(
        stage -> {
          VBox.setVgrow(stage, Priority.ALWAYS);
          acts.getChildren().add(stage);
        });
    told.getStyleClass().add("told");
    told.setVisible(false);
    told.setMouseTransparent(true);
    told.setId("told");
    StackPane.setAlignment(told, Pos.BOTTOM_CENTER);
    StackPane.setMargin(told, new Insets(0, 0, 14, 0));
    middle.getChildren().addAll(acts, told);
    middle.setMinSize(0, 0);
    setCenter(middle);
    VBox bottom = new VBox(transport, timeline);
    timeline.setPrefHeight(196);
    setBottom(bottom);
    session.start(
        text -> Platform.runLater(() -> tell(text)), () -> Platform.runLater(this::recorded));
    timeline.show(null, session.seconds(), palette);
  }

  private void top() {
    top.getStyleClass().addAll("bar", "top-bar");
    title.setText(session.scenario(0).title());
    title.getStyleClass().add("name");
    title.setId("scenario");
    title.setMinWidth(0);
    figures.getStyleClass().addAll("muted");
    figures.setId("figures");
    figures.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    top.getChildren().addAll(title, gap, figures);
    setTop(top);
  }

  private void sides() {
    left.getStyleClass().addAll("side");
    right.getStyleClass().addAll("side");
    Label states = new Label("STATES");
    states.getStyleClass().add("heading");
    left.getChildren().addAll(states, key);
    setLeft(side(left, 206, "left-side"));
    setRight(side(right, 258, "right-side"));
  }

  private static ScrollPane side(VBox content, double width, String style) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(width);
    scroll.setMinWidth(width);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("side-scroll", style);
    scroll.setFocusTraversable(false);
    return scroll;
  }

  private StagePane stage(int deck, double outputScale) {
    StagePane stage = new StagePane(palette);
    stage.setId(deck == 0 ? "stage" : "stage-b");
    stage.show(
        (width, height) ->
            Planner.plan(session.scenario(deck).deployment(), session.peaks(), width, height),
        () -> session.resources(deck),
        plan -> session.stage(deck, plan),
        palette,
        outputScale);
    return stage;
  }

  private void recorded() {
    stages.forEach(StagePane::replan);
    timeline.show(session.recording(0), session.seconds(), palette);
    settled.complete(null);
  }

  /** Is done when the recording is made and the plan is final. */
  public CompletableFuture<Void> settled() {
    return settled;
  }

  /** Arranges what is around the stage; is done when it can be seen. */
  public CompletableFuture<Void> arrange(Opening.Mode mode, String select) {
    return CompletableFuture.completedFuture(null);
  }

  /** What is to be done when another scenario or theme is wanted. */
  public void onLeft(
      Runnable library,
      BiConsumer<Path, List<List<String>>> open,
      Runnable choose,
      Runnable theme) {
    toLibrary = library;
    toScenario = open;
    chooseFile = choose;
    switchTheme = theme;
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    key.palette(palette);
    for (int i = 0; i < stages.size(); i++) {
      stages.get(i).palette(palette);
    }
    timeline.show(session.recording(0), session.seconds(), palette);
    figuresAt = -1;
  }

  /** Does what a key stands for; false when it stands for nothing here. */
  public boolean key(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl) {
      return false;
    }
    Player player = session.player();
    switch (event.getCode()) {
      case SPACE -> player.play(!player.playing());
      case RIGHT -> {
        if (event.isShiftDown()) {
          player.stepRequest();
        } else {
          player.step();
        }
      }
      case LEFT -> {
        if (event.isShiftDown()) {
          player.backRequest();
        } else {
          player.back();
        }
      }
      case OPEN_BRACKET -> transport.faster(-1);
      case CLOSE_BRACKET -> transport.faster(1);
      case HOME -> toEdge(false);
      case END -> toEdge(true);
      case J -> player.seek(Math.max(0, session.now() - session.seconds() / 50));
      case K -> player.play(false);
      case L -> player.seek(Math.min(session.seconds(), session.now() + session.seconds() / 50));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void toEdge(boolean end) {
    session.player().seek(end ? session.seconds() : 0);
  }

  /** Says something for a while, over the stage. */
  public void tell(String text) {
    told.setText(text);
    told.setVisible(true);
    toldAt = -1;
  }

  /** Draws the present; {@code wall} is the wall clock, seconds. */
  public void draw(double wall) {
    Player player = session.player();
    Look look = look();
    double moving = reducedMotion ? 0 : Speed.moving(look);
    long fall = Math.round(Math.min(2e9, Math.max(2e8, 0.9e9 * player.speed())));
    boolean jumped = jumps != player.jumps();
    jumps = player.jumps();
    for (int i = 0; i < stages.size(); i++) {
      Deck deck = player.decks().get(i);
      StagePane stage = stages.get(i);
      if (stage.plan() == null) {
        continue;
      }
      if (jumped) {
        stage.jumped();
      }
      stage.draw(deck.pictures().front(), wall, moving, fall, player.study());
    }
    timeline.cursor(session.now());
    transport.show(session.now(), happened(player.last()), look);
    if (wall - figuresAt >= FIGURES_EVERY || wall < figuresAt) {
      figures(wall);
    }
    frames++;
    if (toldAt < 0) {
      toldAt = wall;
    }
    if (told.isVisible() && wall - toldAt > 6) {
      told.setVisible(false);
    }
  }

  private void figures(double wall) {
    figuresAt = wall;
    if (wall - framesSince > 1) {
      framesPerSecond = framesSince == 0 ? 0 : frames / (wall - framesSince);
      framesSince = wall;
      frames = 0;
    }
    Picture picture = stages.get(0).picture();
    key.show(picture);
    String fps =
        framesPerSecond > 0 ? String.format(Locale.ROOT, "  ·  %.0f fps", framesPerSecond) : "";
    figures.setText(String.format(Locale.ROOT, "%,d in flight%s", picture.count, fps));
  }

  /** What of the run can be seen at the present speed. */
  private Look look() {
    Recording recording = session.recording(0);
    double whole = 0.2;
    double shortest = 0.002;
    if (recording != null && recording.results().all() != null) {
      whole = recording.results().all().latencyMs().mean() / 1000;
      shortest = recording.shortestStep();
    }
    return Speed.look(session.player().speed(), shortest, whole);
  }

  private String happened(Happening last) {
    if (last == null) {
      return "";
    }
    if (last.moves().isEmpty()) {
      return last.event();
    }
    Happening.Move move = last.moves().get(last.moves().size() - 1);
    List<String> places = session.player().decks().get(0).playback().places();
    String who = (move.task() ? "task " : "request ") + Stops.number(move.request());
    String where =
        move.to() >= 0
            ? " → " + places.get(move.to())
            : move.status() > 0 ? " done, " + move.status() : " done, no answer";
    return who + where;
  }

  /** The session. */
  public Session session() {
    return session;
  }

  /** The transport. */
  public TransportBar transport() {
    return transport;
  }

  /** The stage of a deck. */
  public StagePane stage(int deck) {
    return stages.get(deck);
  }

  /** The timeline. */
  public TimelineView timeline() {
    return timeline;
  }

  /** Whether moves are fades. */
  public void reducedMotion(boolean wanted) {
    reducedMotion = wanted;
  }

  /** How many pictures were drawn in the last second. */
  public double framesPerSecond() {
    return framesPerSecond;
  }
}
