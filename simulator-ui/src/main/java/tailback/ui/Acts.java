package tailback.ui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tailback.ui.compare.Chooser;
import tailback.ui.compare.Comparing;
import tailback.ui.compare.Proposal;
import tailback.ui.room.RoomView;
import tailback.ui.stage.Box;
import tailback.ui.stage.Picture;
import tailback.ui.stage.Planner;
import tailback.ui.stage.StagePane;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.Gauges;
import tailback.ui.transport.Deck;
import tailback.ui.transport.Player;
import tailback.ui.transport.Speed;
import tailback.ui.transport.Speed.Look;

/**
 * The middle of a workbench: one stage, or two that are compared, one above the other; over them
 * the room of a worker, and what is said.
 */
final class Acts extends StackPane {

  private static final double TOLD_FOR = 8;

  private final Session session;
  private final List<StagePane> stages = new ArrayList<>();
  private final VBox column = new VBox();
  private final Comparing comparing;
  private final Label told = new Label();
  private Palette palette;
  private Node above;
  private RoomView room;
  private Chooser chooser;
  private double toldAt;
  private int jumps;
  private boolean jumped;

  /** What is told of clicks on a stage. */
  interface Chosen {
    /** A request was chosen. */
    void request(long request);

    /** A part was chosen; null: none. */
    void part(String part);
  }

  /**
   * The stages of a session.
   *
   * @param comparing what two of them have between them; null where there is one
   */
  Acts(Session session, Palette palette, double outputScale, Comparing comparing, Chosen chosen) {
    this.session = session;
    this.comparing = comparing;
    this.palette = palette;
    int runs = session.player().decks().size();
    for (int i = 0; i < runs; i++) {
      stages.add(stage(i, outputScale, chosen));
    }
    for (int i = 0; i < runs; i++) {
      if (comparing()) {
        column.getChildren().add(comparing.caption(i));
      }
      VBox.setVgrow(stages.get(i), Priority.ALWAYS);
      column.getChildren().add(stages.get(i));
      if (comparing() && i == 0) {
        column.getChildren().add(comparing.strip());
      }
    }
    told.getStyleClass().add("told");
    told.setVisible(false);
    told.setMouseTransparent(true);
    told.setWrapText(true);
    told.setId("told");
    setAlignment(told, Pos.BOTTOM_CENTER);
    setMargin(told, new Insets(0, 30, 14, 30));
    getChildren().addAll(column, told);
    setViewOrder(-1); // what is wider than the stage lies over the sides
    setMinSize(0, 0);
  }

  private StagePane stage(int deck, double outputScale, Chosen chosen) {
    StagePane stage = new StagePane(palette);
    stage.setId(deck == 0 ? "stage" : "stage-b");
    stage.onChosen(
        chosen::request,
        (box, worker) -> chosen.part(box == null || box.part().isEmpty() ? null : box.part()),
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

  // ---- the stages

  /** Whether two runs are compared. */
  boolean comparing() {
    return comparing != null;
  }

  /** The stage of a run. */
  StagePane stage(int run) {
    return stages.get(run);
  }

  /** The boxes on the first stage, front to back. */
  List<Box> boxes() {
    return stages.get(0).plan() == null ? List.of() : stages.get(0).plan().boxes();
  }

  /** The parts on the first stage, front to back. */
  List<String> parts() {
    Map<String, Box> parts = new LinkedHashMap<>();
    boxes().forEach(box -> parts.putIfAbsent(box.part(), box));
    parts.remove("");
    return List.copyOf(parts.keySet());
  }

  /** The request after that on the first stage, by number, or before it; -1: there are none. */
  long nextRequest(long request, int way) {
    Picture picture = stages.get(0).picture();
    long[] all =
        Arrays.stream(picture.request, 0, picture.count)
            .filter(each -> each > 0)
            .sorted()
            .toArray();
    if (all.length == 0) {
      return -1;
    }
    int at = Arrays.binarySearch(all, request);
    int next = at >= 0 ? at + way : way > 0 ? -at - 1 : -at - 2;
    return all[Math.floorMod(next, all.length)];
  }

  /** Lights these parts alone; null: everything. */
  void light(Set<String> parts) {
    stages.forEach(stage -> stage.view().light(parts));
  }

  /** Outlines a part; null: none. */
  void select(String part) {
    stages.forEach(stage -> stage.view().select(part));
  }

  /** Whether moves are fades. */
  void fades(boolean wanted) {
    stages.forEach(stage -> stage.view().fades(wanted));
  }

  /** Makes the plans anew: more is known of what will wait. */
  void replan() {
    stages.forEach(StagePane::replan);
  }

  /** Other colours. */
  void palette(Palette colours) {
    palette = colours;
    stages.forEach(stage -> stage.palette(palette));
    if (room != null) {
      room.palette(palette);
    }
    if (comparing()) {
      comparing.palette(palette);
    }
  }

  /** Draws the present; {@code wall} is the wall clock, seconds. */
  void draw(double wall, Look look) {
    Player player = session.player();
    double moving = Speed.moving(look);
    long fall = Math.round(Math.min(2e9, Math.max(2e8, 0.9e9 * player.speed())));
    jumped = jumps != player.jumps();
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
    toldAt = toldAt < 0 ? wall : toldAt;
    if (told.isVisible() && wall - toldAt > TOLD_FOR) {
      told.setVisible(false);
    }
  }

  /** Whether time has jumped, rather than passed, since the picture before. */
  boolean jumped() {
    return jumped;
  }

  /** What the first stage shows of the resources. */
  Gauges gauges() {
    return new Gauges(stages.get(0).picture(), stages.get(0).view().numbers());
  }

  /** Lets go of the memory that pictures take. */
  void release() {
    if (comparing()) {
      comparing.close();
    }
    stages.forEach(stage -> stage.view().release());
  }

  // ---- around and over them

  /** Asks what to compare with. */
  void choose(Consumer<Proposal> chosen) {
    chooser = new Chooser(session, chosen);
    getChildren().add(chooser);
    chooser.focus();
  }

  /** Asks no more; false when nothing has asked. */
  boolean closeChooser() {
    if (chooser == null) {
      return false;
    }
    Focus.keep(this);
    getChildren().remove(chooser);
    chooser = null;
    return true;
  }

  /** What asks what to compare with; null when nothing does. */
  Chooser chooser() {
    return chooser;
  }

  /** Puts something above the stages; null: takes it away. */
  void above(Node message) {
    column.getChildren().remove(above);
    above = message;
    if (above != null) {
      column.getChildren().add(0, above);
    }
  }

  /** Says something for a while, over the stage. */
  void tell(String text) {
    told.setText(text);
    told.setVisible(true);
    toldAt = -1;
  }

  /** Opens the room of a worker. */
  void openRoom(Box box, Box.Worker worker) {
    closeRoom();
    int threads = stages.get(0).plan().regions().get(worker.seats()).seats();
    room = new RoomView(session, box, worker, threads, palette, way -> nextRoom(way));
    getChildren().add(room);
    room.update();
  }

  /** Opens the room of the first worker of a part, or of any; false when there is none. */
  boolean enterRoom(String part) {
    List<Box> rooms = boxes().stream().filter(box -> !box.workers().isEmpty()).toList();
    Optional<Box> box =
        rooms.stream()
            .filter(each -> each.part().equals(part))
            .findFirst()
            .or(() -> rooms.stream().findFirst());
    box.ifPresent(each -> openRoom(each, each.workers().get(0)));
    return box.isPresent();
  }

  /** The room of the next worker, the one before, or, for 0, none; false when none is open. */
  boolean nextRoom(int way) {
    if (room == null || way == 0) {
      return closeRoom();
    }
    List<Box.Worker> workers = room.box().workers();
    int next = Math.floorMod(workers.indexOf(room.worker()) + way, workers.size());
    openRoom(room.box(), workers.get(next));
    return true;
  }

  /** Leaves the room; false when none is open. */
  boolean closeRoom() {
    if (room == null) {
      return false;
    }
    Focus.keep(this);
    getChildren().remove(room);
    room = null;
    return true;
  }

  /** The room that is open; null when none is. */
  RoomView room() {
    return room;
  }
}
