package tailback.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tailback.experiment.Happening;
import tailback.scenario.CostTable;
import tailback.ui.compare.BothInspector;
import tailback.ui.compare.Chooser;
import tailback.ui.compare.Comparing;
import tailback.ui.editor.EditorPane;
import tailback.ui.incident.Beat;
import tailback.ui.incident.IncidentPane;
import tailback.ui.incident.Story;
import tailback.ui.inspector.Inspector;
import tailback.ui.inspector.StateKey;
import tailback.ui.knobs.Knobs;
import tailback.ui.room.RoomView;
import tailback.ui.stage.Box;
import tailback.ui.stage.Picture;
import tailback.ui.stage.Plan;
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
  private static final double TOLD_FOR = 8;

  private final Session session;
  private final Leaving leaving;
  private final List<StagePane> stages = new ArrayList<>();
  private final StateKey key;
  private final TimelineView timeline;
  private final TransportBar transport;
  private final TopBar top;
  private final Inspector inspector;
  private final Knobs knobs;
  private final Label told = new Label();
  private final VBox acts = new VBox();
  private final StackPane middle = new StackPane();
  private final ScrollPane left;
  private final ScrollPane right;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final Presentation presentation;
  private final Comparing comparing;
  private final BothInspector both;
  private Chooser chooser;
  private Palette palette;
  private IncidentPane incident;
  private EditorPane editor;
  private RoomView room;
  private boolean reducedMotion;
  private double figuresAt = -1;
  private double toldAt;
  private int jumps;
  private long frames;
  private double framesSince;
  private double framesPerSecond;

  /** Where one can go from here. */
  public interface Leaving {
    /** To the library. */
    void library();

    /** To a file that somebody chooses. */
    void choose();

    /** To another scenario, or this one with other settings; the time stays where it can. */
    void open(Path file, List<List<String>> runs, double at, Opening.Mode mode);

    /** To the other colours. */
    void theme();

    /** Writes a picture of the window. */
    void picture();

    /** Writes a moving picture of the window. */
    void film();
  }

  /** A workbench for a session; {@link #draw} makes it move. */
  public Workbench(Session session, Palette palette, double outputScale, Leaving leaving) {
    this.session = session;
    this.palette = palette;
    this.leaving = leaving;
    getStyleClass().add("workbench");
    key = new StateKey(palette);
    timeline = new TimelineView(palette);
    timeline.getStyleClass().add("timeline");
    transport = new TransportBar(this::toEdge);
    transport.player(session.player());
    timeline.onScrubbed(session.player()::seek);
    top =
        new TopBar(
            session.scenario(0).title(),
            session.scenario(0).incident() != null,
            new BarWays(this, leaving));
    inspector = new Inspector(session, palette, session.player()::seek, this::compareWith);
    knobs = new Knobs(session, this::fromTheStart);
    presentation = new Presentation(session);
    comparing = session.player().decks().size() > 1 ? new Comparing(session, palette) : null;
    both = comparing() ? new BothInspector(session, comparing, palette) : null;
    setTop(top);
    left = side(228, "left-side");
    right = side(262, "right-side");
    for (int i = 0; i < session.player().decks().size(); i++) {
      stages.add(stage(i, outputScale));
    }
    middle();
    setBottom(new VBox(transport, timeline));
    explore();
    session.start(
        text -> Platform.runLater(() -> tell(text)), () -> Platform.runLater(this::recorded));
    timeline.show(null, session.seconds(), palette);
  }

  // ---- pieces

  private boolean comparing() {
    return comparing != null;
  }

  private void middle() {
    for (int i = 0; i < stages.size(); i++) {
      if (comparing()) {
        acts.getChildren().add(comparing.caption(i));
      }
      VBox.setVgrow(stages.get(i), Priority.ALWAYS);
      acts.getChildren().add(stages.get(i));
      if (comparing() && i == 0) {
        acts.getChildren().add(comparing.strip());
      }
    }
    told.getStyleClass().add("told");
    told.setVisible(false);
    told.setMouseTransparent(true);
    told.setWrapText(true);
    told.setId("told");
    StackPane.setAlignment(told, Pos.BOTTOM_CENTER);
    StackPane.setMargin(told, new Insets(0, 30, 14, 30));
    middle.getChildren().addAll(acts, told);
    middle.setMinSize(0, 0);
    setCenter(middle);
  }

  private static ScrollPane side(double width, String style) {
    ScrollPane scroll = new ScrollPane();
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(width);
    scroll.setMinWidth(width);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("side-scroll", style);
    scroll.setFocusTraversable(false);
    Scrolling.withoutCache(scroll);
    return scroll;
  }

  private StagePane stage(int deck, double outputScale) {
    StagePane stage = new StagePane(palette);
    stage.setId(deck == 0 ? "stage" : "stage-b");
    stage.onChosen(
        this::study,
        (box, worker) -> select(box == null || box.part().isEmpty() ? null : box.part()),
        this::openRoom);
    stage.show(
        (width, height) ->
            Planner.plan(session.scenario(deck).deployment(), session.peaks(), width, height),
        () -> session.resources(deck),
        plan -> session.stage(deck, plan),
        palette,
        outputScale);
    return stage;
  }

  // ---- modes

  /** Shows the scenario as it is, with its knobs and the inspector. */
  public void explore() {
    light(null);
    presentation.end(this);
    VBox leftSide = new VBox(6, heading("STATES"), key, knobs);
    leftSide.getStyleClass().add("side");
    left.setContent(leftSide);
    VBox rightSide = comparing() ? new VBox(10, both, inspector.stopping()) : new VBox(inspector);
    rightSide.getStyleClass().add("side");
    right.setContent(rightSide);
    right.setPrefWidth(comparing() ? 300 : 262);
    right.setMinWidth(right.getPrefWidth());
    incident = null;
    sides(!comparing());
    timeline.setPrefHeight(comparing() ? 150 : 190);
    top.mode(comparing(), false);
  }

  /** Shows or folds the panels at the sides. */
  public void sides(boolean shown) {
    setLeft(shown ? left : null);
    setRight(shown ? right : null);
  }

  /** Folds the panels, or unfolds them. */
  public void toggleSides() {
    sides(getLeft() == null);
  }

  /** What two runs have of what was chosen, at the right, unless something else is there. */
  private void unfoldRight(boolean shown) {
    if (editor == null && incident == null) {
      setRight(shown ? right : null);
    }
  }

  /** Plays the incident of the scenario. */
  public CompletableFuture<Void> playIncident(Beat from) {
    if (session.scenario(0).incident() == null) {
      tell("This scenario tells no incident.");
      return CompletableFuture.completedFuture(null);
    }
    Story story = new Story(session.scenario(0), CostTable.read());
    incident = new IncidentPane(story, new Watching(this));
    VBox side = new VBox(incident);
    side.getStyleClass().add("side");
    right.setContent(side);
    right.setPrefWidth(350);
    right.setMinWidth(350);
    setLeft(null);
    setRight(right);
    top.mode(false, true);
    return incident.go(from);
  }

  /** The incident that is played; null when none is. */
  public IncidentPane incident() {
    return incident;
  }

  /** Edits the YAML beside the stage, or ends that. */
  public void edit() {
    if (editor != null) {
      editor.close();
      editor = null;
      explore();
      return;
    }
    editor =
        new EditorPane(
            session.file(),
            palette,
            draft -> leaving.open(draft, List.of(List.of()), session.now(), Opening.Mode.EXPLORE));
    editor.setPrefWidth(Math.max(420, getWidth() * 0.36));
    setLeft(null);
    setRight(editor);
  }

  /** The editor; null when nothing is edited. */
  public EditorPane editor() {
    return editor;
  }

  /** Presents: large type, one message at a time; or ends that. */
  public void present() {
    presentation.toggle(this);
  }

  /** The presentation, whether it is on or not. */
  public Presentation presentation() {
    return presentation;
  }

  /** Asks what to compare with, or does so no more. */
  public void chooseComparison() {
    if (!closeChooser()) {
      chooser =
          new Chooser(
              session,
              chosen ->
                  leaving.open(session.file(), chosen.runs(), session.now(), Opening.Mode.EXPLORE));
      middle.getChildren().add(chooser);
      chooser.focus();
    }
  }

  /** What asks what to compare with; null while nothing asks. */
  public Chooser chooser() {
    return chooser;
  }

  /** Compares with nothing; false when nothing has asked. */
  public boolean closeChooser() {
    boolean was = middle.getChildren().remove(chooser);
    chooser = null;
    return was;
  }

  /** Compares with a variant of the scenario, from the present on. */
  public void compareWith(String variant) {
    List<String> second = new ArrayList<>(session.sets(0));
    second.addAll(Variants.named(session.file(), variant));
    leaving.open(
        session.file(), List.of(session.sets(0), second), session.now(), Opening.Mode.EXPLORE);
  }

  private void fromTheStart(String change) {
    List<String> sets = new ArrayList<>(session.sets(0));
    sets.add(change);
    leaving.open(session.file(), List.of(sets), session.now(), Opening.Mode.EXPLORE);
  }

  /** Opens the room of a worker. */
  public void openRoom(Box box, Box.Worker worker) {
    closeRoom();
    int threads = stages.get(0).plan().regions().get(worker.seats()).seats();
    room = new RoomView(session, box, worker, threads, palette);
    middle.getChildren().add(room);
    room.update();
  }

  /** Leaves the room; false when none is open. */
  public boolean closeRoom() {
    if (room == null) {
      return false;
    }
    middle.getChildren().remove(room);
    room = null;
    return true;
  }

  /** Arranges what is around the stage; is done when it can be seen. */
  public CompletableFuture<Void> arrange(Opening.Mode mode, String selected) {
    switch (mode) {
      case INCIDENT -> {
        return playIncident(Beat.PAGE);
      }
      case PRESENTATION -> present();
      case EDITOR -> edit();
      case ROOM -> {
        Plan plan = stages.get(0).plan();
        for (Box box : plan == null ? List.<Box>of() : plan.boxes()) {
          if (!box.workers().isEmpty() && room == null) {
            openRoom(box, box.workers().get(0));
          }
        }
      }
      case KNOBS -> knobs.unfold();
      case COMPARE -> chooseComparison();
      case EXPLORE -> {}
    }
    if (selected != null && selected.matches("\\d+")) {
      study(Long.parseLong(selected) | 1L << tailback.program.Request.GROUP_SHIFT);
    } else if (selected != null) {
      select(selected);
    }
    return session.player().ask(() -> {});
  }

  // ---- what is chosen

  /** Studies a request, in both runs where there are two. */
  public void study(long request) {
    session.player().study(request);
    inspector.showRequest(request);
    if (comparing()) {
      both.showRequest(request);
      unfoldRight(true);
    }
  }

  /** Chooses a part, in both runs where there are two; null: none. */
  public void select(String part) {
    session.player().study(-1);
    stages.forEach(stage -> stage.view().select(part));
    if (comparing() && part != null) {
      both.showPart(part);
      unfoldRight(true);
    } else if (comparing()) {
      both.showWhole();
      unfoldRight(getLeft() != null);
    }
    if (part == null) {
      inspector.showScenario();
    } else {
      inspector.showPart(part);
    }
  }

  /** Chooses the next part, front to back, or the one before. */
  public void selectNext(int way) {
    List<String> parts = new ArrayList<>();
    for (Box box : stages.get(0).plan().boxes()) {
      if (!box.part().isEmpty() && !parts.contains(box.part())) {
        parts.add(box.part());
      }
    }
    int at = parts.indexOf(inspector.part());
    int next = at < 0 ? (way > 0 ? 0 : parts.size() - 1) : Math.floorMod(at + way, parts.size());
    select(parts.get(next));
  }

  /** Lights these parts alone; null: everything. */
  void light(Set<String> parts) {
    stages.forEach(stage -> stage.view().light(parts));
  }

  void toEdge(boolean end) {
    session.player().seek(end ? session.seconds() : 0);
  }

  private void recorded() {
    stages.forEach(StagePane::replan);
    timeline.beside(comparing() ? session.recording(1) : null);
    timeline.show(session.recording(0), session.seconds(), palette);
    inspector.refresh();
    if (comparing()) {
      comparing.recorded();
    }
    settled.complete(null);
  }

  /** Is done when the recording is made and the plan is final. */
  public CompletableFuture<Void> settled() {
    return settled;
  }

  /** Says something for a while, over the stage. */
  public void tell(String text) {
    told.setText(text);
    told.setVisible(true);
    toldAt = -1;
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    key.palette(palette);
    stages.forEach(stage -> stage.palette(palette));
    timeline.show(session.recording(0), session.seconds(), palette);
    inspector.palette(palette);
    if (comparing()) {
      comparing.palette(palette);
      both.palette(palette);
    }
    if (room != null) {
      room.palette(palette);
    }
    if (editor != null) {
      editor.palette(palette);
    }
    figuresAt = -1;
  }

  // ---- pictures

  /** Draws the present; {@code wall} is the wall clock, seconds. */
  public void draw(double wall) {
    Player player = session.player();
    Look look = look();
    double moving = Speed.moving(look);
    long fall = Math.round(Math.min(2e9, Math.max(2e8, 0.9e9 * player.speed())));
    boolean jumped = jumps != player.jumps();
    jumps = player.jumps();
    for (int i = 0; i < stages.size(); i++) {
      StagePane stage = stages.get(i);
      if (stage.plan() != null) {
        if (jumped) {
          stage.jumped();
        }
        Deck deck = player.decks().get(i);
        stage.draw(deck.pictures().front(), wall, moving, fall, player.study());
      }
    }
    timeline.cursor(session.now());
    if (comparing()) {
      comparing.cursor(timeline.shown());
    }
    transport.show(session.now(), happened(player.last()), look);
    if (wall - figuresAt >= FIGURES_EVERY || wall < figuresAt) {
      figures(wall);
    }
    frames++;
    toldAt = toldAt < 0 ? wall : toldAt;
    if (told.isVisible() && wall - toldAt > TOLD_FOR) {
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
    inspector.update(picture);
    if (room != null) {
      room.update();
    }
    for (int i = 0; i < stages.size(); i++) {
      Recording recording = session.recording(i);
      if (recording != null) {
        stages.get(i).view().tally(recording.tally(session.now()));
      }
    }
    if (comparing()) {
      both.update(stages.stream().map(StagePane::picture).toList());
    }
    String fps =
        framesPerSecond > 0 && session.player().playing()
            ? String.format(Locale.ROOT, "  ·  %.0f fps", framesPerSecond)
            : "";
    top.figures(String.format(Locale.ROOT, "%,d in flight%s", picture.count, fps));
  }

  /** What of the run can be seen at the present speed. */
  private Look look() {
    Recording recording = session.recording(0);
    boolean known = recording != null && recording.results().all() != null;
    double whole = known ? recording.results().all().latencyMs().mean() / 1000 : 0.2;
    double shortest = known ? recording.shortestStep() : 0.002;
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
    String who = (move.task() ? "task #" : "request #") + Stops.number(move.request());
    String end = move.status() > 0 ? " answered " + move.status() : " ended without an answer";
    return who + (move.to() >= 0 ? " → " + places.get(move.to()) : end);
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("heading");
    return heading;
  }

  /** The session. */
  public Session session() {
    return session;
  }

  /** The transport. */
  public TransportBar transport() {
    return transport;
  }

  /** The stage of a run. */
  public StagePane stage(int run) {
    return stages.get(run);
  }

  /** The timeline. */
  public TimelineView timeline() {
    return timeline;
  }

  /** What two runs have between them; null when there is one. */
  public Comparing comparison() {
    return comparing;
  }

  /** The inspector. */
  public Inspector inspector() {
    return inspector;
  }

  /** The knobs. */
  public Knobs knobs() {
    return knobs;
  }

  /** Where one can go from here. */
  Leaving leaving() {
    return leaving;
  }

  /** Puts something above the stage; null: takes it away. */
  void aboveStage(Label label) {
    acts.getChildren().removeIf(each -> "message".equals(each.getId()));
    if (label != null) {
      acts.getChildren().add(0, label);
    }
  }

  /** Over the stage. */
  StackPane overStage() {
    return middle;
  }

  /** Whether moves are fades instead. */
  public boolean reducedMotion() {
    return reducedMotion;
  }

  /** Makes moves fades, or moves again. */
  public void reducedMotion(boolean wanted) {
    reducedMotion = wanted;
    stages.forEach(stage -> stage.view().fades(wanted));
  }

  /** How many pictures were drawn in the last second. */
  public double framesPerSecond() {
    return framesPerSecond;
  }

  /** Lets go of what is open. */
  public void close() {
    if (editor != null) {
      editor.close();
    }
    if (comparing()) {
      comparing.close();
    }
    stages.forEach(stage -> stage.view().release());
    timeline.release();
    session.close();
  }

  /** The names of the workers' parts on the stage, for keys. */
  Map<String, Box> boxes() {
    Map<String, Box> all = new java.util.LinkedHashMap<>();
    stages.get(0).plan().boxes().forEach(box -> all.put(box.part() + box.family(), box));
    return all;
  }
}
