package tailback.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tailback.program.Request;
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
import tailback.ui.stage.Box;
import tailback.ui.stage.StagePane;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.Marks;
import tailback.ui.timeline.TimelineView;
import tailback.ui.transport.Speed.Look;
import tailback.ui.transport.TransportBar;

/** Everything around one opened scenario: the stage in the middle, what explains it around it. */
public final class Workbench extends BorderPane {

  private final Session session;
  private final Leaving leaving;
  private final TimelineView timeline;
  private final TransportBar transport;
  private final TopBar top;
  private final Comparing comparing;
  private final Selection selection;
  private final Acts acts;
  private final Sides sides;
  private final Figures figures;
  private final Presentation presentation;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private Palette palette;
  private boolean reducedMotion;

  /** A workbench for a session; {@link #draw} makes it move. */
  public Workbench(Session session, Palette palette, double outputScale, Leaving leaving) {
    this.session = session;
    this.palette = palette;
    this.leaving = leaving;
    getStyleClass().add("workbench");
    timeline = new TimelineView(palette);
    timeline.getStyleClass().add("timeline");
    timeline.onScrubbed(session.player()::seek);
    transport = new TransportBar(this::toEdge);
    transport.player(session.player());
    top =
        new TopBar(
            session.scenario(0).title(),
            session.scenario(0).incident() != null,
            new BarWays(this, leaving));
    StateKey key = new StateKey(palette);
    Inspector inspector =
        new Inspector(session, palette, session.player()::seek, this::compareWith);
    boolean two = session.player().decks().size() > 1;
    comparing = two ? new Comparing(session, palette) : null;
    BothInspector both = two ? new BothInspector(session, comparing, palette) : null;
    sides = new Sides(key, new Knobs(session, this::fromTheStart, this::tell), inspector, both);
    selection = new Selection(session, sides);
    acts = new Acts(session, palette, outputScale, comparing, selection);
    selection.on(acts);
    figures = new Figures(session, acts, top, key, inspector, both);
    presentation = new Presentation(session);
    setTop(top); // in the order in which tab goes through them
    setLeft(sides.left());
    setCenter(acts);
    setRight(sides.right());
    setBottom(new VBox(transport, timeline));
    explore();
    String title = session.scenario(0).title();
    inspector.marks(timeline.marks(Marks.of(session.file(), title, this::tell)));
    session.start(
        text -> Platform.runLater(() -> tell(text)), () -> Platform.runLater(this::recorded));
    timeline.show(null, session.seconds(), palette);
  }

  // ---- modes

  /** Shows the scenario as it is, with its knobs and the inspector. */
  public void explore() {
    light(null);
    presentation.end(this);
    sides.explore(!acts.comparing());
    timeline.low(acts.comparing());
    top.mode(acts.comparing(), false);
  }

  /** Goes to a mode with the first of two compared runs, or with the one that there is. */
  void alone(Opening.Mode mode) {
    if (acts.comparing()) {
      leaving.open(session.file(), List.of(session.sets(0)), session.now(), mode);
    } else if (mode == Opening.Mode.INCIDENT) {
      playIncident(Beat.PAGE);
    } else {
      explore();
    }
  }

  /** Shows or folds the panels at the sides. */
  public void sides(boolean shown) {
    sides.show(shown);
  }

  /** Folds the panels, or unfolds them. */
  public void toggleSides() {
    sides.toggle();
  }

  /** Plays the incident: from a beat on, or, for the page, from where it was left. */
  public CompletableFuture<Void> playIncident(Beat from) {
    if (session.scenario(0).incident() == null) {
      tell("This scenario tells no incident.");
      return CompletableFuture.completedFuture(null);
    }
    Story story = leaving.story(session);
    IncidentPane incident = new IncidentPane(story, new Watching(this));
    sides.incident(incident);
    top.mode(false, true);
    return incident.go(from == Beat.PAGE ? story.beat() : from);
  }

  /** The incident that is played; null when none is. */
  public IncidentPane incident() {
    return sides.incident();
  }

  /** Edits the YAML beside the stage, or ends that. */
  public void edit() {
    if (sides.isEditing()) {
      explore();
      return;
    }
    if (editor() == null) {
      sides.adopt(new EditorPane(session.file(), palette, leaving::play));
    }
    sides.edit(Math.max(420, getWidth() * 0.36));
  }

  /** Takes over an editor from another workbench; null: there was none. */
  void adopt(EditorPane other) {
    sides.adopt(other);
  }

  /** Gives its editor to another workbench; null when it has none. */
  EditorPane letGoOfEditor() {
    return sides.letGo();
  }

  /** The editor, shown or not; null when nothing was edited. */
  public EditorPane editor() {
    return sides.editor();
  }

  /** Presents: large type, one message at a time; or ends that. */
  public void present() {
    presentation.toggle(this);
  }

  /** The presentation, whether it is on or not. */
  public Presentation presentation() {
    return presentation;
  }

  /** Asks what to compare with, or asks no more. */
  public void chooseComparison() {
    if (!closeChooser()) {
      acts.choose(
          chosen ->
              leaving.open(session.file(), chosen.runs(), session.now(), Opening.Mode.EXPLORE));
    }
  }

  /** What asks what to compare with; null while nothing asks. */
  public Chooser chooser() {
    return acts.chooser();
  }

  /** Compares with nothing; false when nothing has asked. */
  public boolean closeChooser() {
    return acts.closeChooser();
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
    acts.openRoom(box, worker);
  }

  /** Leaves the room; false when none is open. */
  public boolean closeRoom() {
    return acts.closeRoom();
  }

  /** Opens the room of the first worker of the chosen part, or of the stack. */
  void enterRoom() {
    if (!acts.enterRoom(inspector().part())) {
      tell("No part of this stack has workers.");
    }
  }

  /** To the room of the next worker, or the one before; false when no room is open. */
  boolean nextRoom(int way) {
    return acts.nextRoom(way);
  }

  /** Arranges what is around the stage; is done when it can be seen. */
  public CompletableFuture<Void> arrange(Opening.Mode mode, String selected) {
    switch (mode) {
      case INCIDENT -> {
        return playIncident(Beat.PAGE);
      }
      case PRESENTATION -> present();
      case EDITOR -> edit();
      case ROOM -> enterRoom();
      case KNOBS -> sides.knobs().unfold();
      case COMPARE -> chooseComparison();
      case EXPLORE -> {}
    }
    if (selected != null && selected.matches("\\d+")) {
      long number = Long.parseLong(selected) | 1L << Request.GROUP_SHIFT;
      study(number);
    } else if (selected != null) {
      select(selected);
    }
    return session.player().ask(() -> {});
  }

  // ---- what is chosen

  /** Studies a request, in both runs where there are two. */
  public void study(long request) {
    selection.request(request);
  }

  /** Chooses a part, in both runs where there are two; null: none. */
  public void select(String part) {
    selection.part(part);
  }

  /** What is chosen. */
  Selection selection() {
    return selection;
  }

  /** Lights these parts alone; null: everything. */
  void light(Set<String> parts) {
    acts.light(parts);
  }

  /** Lights the next class of requests, or the one before; after the last, all. */
  void lightNextClass(int way) {
    acts.lightNextClass(way);
  }

  void toEdge(boolean end) {
    session.player().seek(end ? session.seconds() : 0);
  }

  private void recorded() {
    acts.replan();
    timeline.beside(acts.comparing() ? session.recording(1) : null);
    timeline.show(session.recording(0), session.seconds(), palette);
    inspector().refresh();
    if (comparing != null) {
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
    acts.tell(text);
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    sides.palette(palette);
    acts.palette(palette);
    timeline.show(session.recording(0), session.seconds(), palette);
    figures.again();
  }

  /** Draws the present; {@code wall} is the wall clock, seconds. */
  public void draw(double wall) {
    Look look = figures.look();
    acts.draw(wall, look);
    timeline.stops(session.player().stops().reached());
    timeline.tells(incident() == null || incident().story().named());
    timeline.present(acts.gauges(), acts.jumped());
    if (comparing != null) {
      comparing.cursor(timeline.shown(), timeline.scale());
    }
    transport.show(session.now(), figures.happened(), look);
    figures.drawn(wall);
  }

  // ---- what it is made of

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
    return acts.stage(run);
  }

  /** The timeline. */
  public TimelineView timeline() {
    return timeline;
  }

  /** What two runs have between them; null where there is one. */
  public Comparing comparison() {
    return comparing;
  }

  /** The inspector. */
  public Inspector inspector() {
    return sides.inspector();
  }

  /** The knobs. */
  public Knobs knobs() {
    return sides.knobs();
  }

  /** Where one can go from here. */
  Leaving leaving() {
    return leaving;
  }

  /** Puts something above the stage; null: takes it away. */
  void aboveStage(Node message) {
    acts.above(message);
  }

  /** Over the stage. */
  StackPane overStage() {
    return acts;
  }

  /** Whether moves are fades instead. */
  public boolean reducedMotion() {
    return reducedMotion;
  }

  /** Makes moves fades, or moves again. */
  public void reducedMotion(boolean wanted) {
    reducedMotion = wanted;
    acts.fades(wanted);
  }

  /** How many pictures were drawn in the last second. */
  public double framesPerSecond() {
    return figures.framesPerSecond();
  }

  /** Lets go of what is open. */
  public void close() {
    if (editor() != null) {
      editor().close();
    }
    acts.release();
    timeline.release();
    session.close();
  }
}
