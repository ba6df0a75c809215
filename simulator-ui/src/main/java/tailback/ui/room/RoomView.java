package tailback.ui.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import tailback.journal.Frame;
import tailback.journal.Scene;
import tailback.journal.State;
import tailback.ui.Session;
import tailback.ui.stage.Area;
import tailback.ui.stage.Box;
import tailback.ui.stage.Glyphs;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;
import tailback.ui.transport.Deck;
import tailback.ui.transport.Stops;

/**
 * A worker from near: who sits in which thread, or waits in its room, and who holds the baton;
 * below it what each thread was at lately, as in a trace viewer.
 */
public final class RoomView extends Region {

  private static final double HEAD = 64;

  /** A seat of this height has room for three lines. */
  private static final double TALL = 44;

  private final Canvas canvas = new Canvas();
  private final Session session;
  private final Box box;
  private final Box.Worker worker;
  private final Samples samples;
  private final Frame frame = new Frame();
  private final HBox doors;
  private Palette palette;
  private long event = -1;
  private boolean asking;

  private record Sitting(int seat, long request, State state, String place, long since) {}

  private List<Sitting> sitting = List.of();
  private long holder;
  private long holderSince;
  private boolean blocked;
  private String phase = "";

  /**
   * The room of a worker.
   *
   * @param leave is told where to go: 1 to the next worker, -1 to the one before, 0 out
   */
  public RoomView(
      Session session,
      Box box,
      Box.Worker worker,
      int threads,
      Palette palette,
      IntConsumer leave) {
    this.session = session;
    this.box = box;
    this.worker = worker;
    this.palette = palette;
    samples = new Samples(box.part(), worker.replica(), worker.number(), threads);
    setId("room");
    doors =
        new HBox(
            4,
            door("room-before", "‹", "The worker before (page up)", () -> leave.accept(-1)),
            door("room-next", "›", "The next worker (page down)", () -> leave.accept(1)),
            door("room-close", "Close", "Back to the stage (esc)", () -> leave.accept(0)));
    getChildren().addAll(canvas, doors);
    setMinSize(0, 0);
  }

  private static Button door(String id, String text, String tip, Runnable way) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.setOnAction(pressed -> way.run());
    return button;
  }

  /** The part whose worker it is. */
  public Box box() {
    return box;
  }

  /** Whose room it is. */
  public Box.Worker worker() {
    return worker;
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    paint();
  }

  /**
   * Follows the present; while it plays, by what passes, and where it stands, from the run anew.
   */
  public void update() {
    if (asking || session.player().moment().event() == event) {
      return;
    }
    asking = true;
    boolean playing = session.player().playing();
    long span = span();
    session
        .player()
        .ask(
            () -> {
              Deck deck = session.player().decks().get(0);
              if (playing) {
                deck.playback().capture(frame);
                samples.add(frame);
              } else {
                deck.again(() -> samples.again(deck.playback(), span));
                deck.playback().capture(frame);
              }
              long at = deck.playback().now().event();
              List<String> names = deck.playback().places();
              read(frame, names);
              Platform.runLater(
                  () -> {
                    asking = false;
                    event = at;
                    paint();
                  });
            });
  }

  /** How much is seen, simulated nanoseconds: some seconds of the screen. */
  private long span() {
    double speed = Math.min(4, session.player().speed());
    return Math.round(Math.max(0.02, Math.min(8, 4 * speed)) * 1e9);
  }

  private void read(Frame from, List<String> names) {
    List<Sitting> now = new ArrayList<>();
    int unit = samples.unit(from);
    holder = Scene.NOBODY;
    blocked = false;
    phase = unit < 0 ? "not up" : from.phaseOf(unit).words();
    if (unit >= 0) {
      holder = from.baton[unit];
      holderSince = from.batonSince[unit];
      blocked = from.blocked[unit];
      for (int s = 0; s < from.seats; s++) {
        if (from.unit[s] == unit) {
          now.add(sitting(from, s, names));
        }
      }
    }
    sitting = List.copyOf(now);
  }

  private Sitting sitting(Frame from, int s, List<String> names) {
    long request = from.holder[s];
    for (int i = 0; i < from.requests; i++) {
      if (from.request[i] == request) {
        return new Sitting(
            from.seat[s], request, from.doingOf(s), names.get(from.place[i]), from.since[i]);
      }
    }
    return new Sitting(from.seat[s], request, from.doingOf(s), "for nobody", from.time);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    doors.autosize();
    doors.relocate(getWidth() - doors.getWidth() - 20, 14);
    paint();
  }

  private void paint() {
    Pen pen = new Pen(canvas.getGraphicsContext2D());
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    pen.clear(width, height);
    pen.box(new Area(0, 0, width, height), 0, Pen.colour(palette.ground()), null);
    if (width < 200 || height < 200) {
      return;
    }
    pen.words(
        box.part()
            + ", worker "
            + (worker.number() + 1)
            + (worker.replica() > 0 ? " of replica " + (worker.replica() + 1) : ""),
        20,
        30,
        width / 2,
        Fonts.bold(16),
        Pen.colour(palette.text()));
    pen.words(
        box.subtitles().get(0) + "  ·  " + phase,
        20,
        50,
        width / 2,
        Fonts.regular(12),
        Pen.colour(palette.muted()));
    boolean room = samples.threads() == 0;
    double half = room ? height * 0.58 : Math.min(height * 0.55, HEAD + rows(width) * 62 + 40);
    baton(pen, width);
    if (room) {
      greenlets(pen, new Area(20, HEAD + 40, width - 40, half - HEAD - 52));
    } else {
      threads(pen, new Area(20, HEAD + 40, width - 40, half - HEAD - 44));
    }
    new Lately(pen, palette, samples, worker)
        .paint(new Area(20, half + 8, width - 40, height - half - 20), room);
  }

  private int rows(double width) {
    int columns = Math.max(1, (int) ((width - 40) / 150));
    return (Math.max(1, samples.threads()) + columns - 1) / columns;
  }

  /** The one right to run, and who has it. */
  private void baton(Pen pen, double width) {
    String name = worker.baton().isEmpty() ? "worker" : worker.baton();
    boolean held = holder != Scene.NOBODY;
    int colour = !held ? palette.line() : palette.of(blocked ? State.BLOCKED : State.COMPUTES);
    pen.box(new Area(20, HEAD + 6, 46, 14), 14, Pen.colour(colour), null);
    String who =
        !held
            ? name + " is free"
            : name
                + (holder < 0
                    ? " held by the acceptor"
                    : " held by request #" + Stops.number(holder))
                + " for "
                + millis(frame.time - holderSince)
                + (blocked ? ", in a C call: nobody else in this process runs" : "");
    pen.words(
        who,
        76,
        HEAD + 18,
        width - 96,
        Fonts.bold(13),
        Pen.colour(blocked ? palette.of(State.BLOCKED) : palette.text()));
  }

  private void threads(Pen pen, Area area) {
    int columns = Math.max(1, (int) (area.width() / 150));
    double wide = area.width() / columns;
    double high = Math.min(62, area.height() / rows(area.width() + 40));
    for (int i = 0; i < samples.threads(); i++) {
      double x = area.x() + i % columns * wide;
      double y = area.y() + i / columns * high;
      pen.box(
          new Area(x, y, wide - 8, high - 8),
          10,
          Pen.colour(palette.box()),
          Pen.colour(palette.line()));
      pen.words(
          "thread " + (i + 1),
          x + 38,
          high > TALL ? y + high / 2 - 9 : y + high / 2,
          wide - 50,
          Fonts.regular(10),
          Pen.colour(palette.muted()));
      for (Sitting each : sitting) {
        if (each.seat() == i) {
          sitter(pen, each, x, y, wide, high);
        }
      }
    }
    int waiting = 0;
    for (Sitting each : sitting) {
      waiting += each.seat() < 0 ? 1 : 0;
    }
    if (waiting > 0) {
      pen.wordsTo(
          waiting + " waiting inside for a thread",
          area.right(),
          area.y() - 24,
          300,
          Fonts.regular(12),
          Pen.colour(palette.muted()));
    }
  }

  private void sitter(Pen pen, Sitting each, double x, double y, double wide, double high) {
    boolean has = each.request() == holder;
    if (has) {
      pen.box(
          new Area(x, y, wide - 8, high - 8),
          10,
          null,
          Pen.colour(palette.of(blocked ? State.BLOCKED : State.COMPUTES)));
    }
    Glyphs.draw(
        canvas.getGraphicsContext2D(),
        each.state(),
        x + 20,
        y + high / 2 - 4,
        20,
        palette.of(each.state()));
    if (high > TALL) {
      pen.words(
          each.place(),
          x + 38,
          y + high / 2 + 5,
          wide - 50,
          Fonts.regular(11),
          Pen.colour(palette.text()));
      pen.words(
          millis(frame.time - each.since()) + "  ·  #" + Stops.number(each.request()),
          x + 38,
          y + high / 2 + 19,
          wide - 50,
          Fonts.regular(10),
          Pen.colour(palette.muted()));
    }
  }

  /** Greenlets or coroutines: the ready ones on the left, those that wait for something right. */
  private void greenlets(Pen pen, Area area) {
    double half = area.width() / 2;
    List<Sitting> ready = new ArrayList<>();
    List<Sitting> waiting = new ArrayList<>();
    for (Sitting each : sitting) {
      if (each.request() != holder) {
        (each.state() == State.WAITS ? ready : waiting).add(each);
      }
    }
    pool(pen, "ready to run", ready, new Area(area.x(), area.y(), half - 10, area.height()));
    pool(
        pen,
        "waiting for something",
        waiting,
        new Area(area.x() + half + 10, area.y(), half - 10, area.height()));
  }

  private void pool(Pen pen, String name, List<Sitting> who, Area area) {
    pen.box(
        area,
        10,
        Pen.colour(palette.box()),
        Pen.colour(blocked ? palette.of(State.BLOCKED) : palette.line()));
    pen.words(
        name + "  " + who.size(),
        area.x() + 12,
        area.y() + 20,
        area.width() - 24,
        Fonts.bold(12),
        Pen.colour(palette.muted()));
    double size = 20;
    while (size > 6
        && (int) ((area.width() - 24) / size) * (int) ((area.height() - 40) / size) < who.size()) {
      size -= 2;
    }
    int columns = Math.max(1, (int) ((area.width() - 24) / size));
    for (int i = 0; i < who.size(); i++) {
      double y = area.y() + 34 + (i / columns + 0.5) * size;
      if (y + size / 2 > area.bottom()) {
        break;
      }
      Glyphs.draw(
          canvas.getGraphicsContext2D(),
          who.get(i).state(),
          area.x() + 12 + (i % columns + 0.5) * size,
          y,
          (int) (size * 0.8),
          palette.of(who.get(i).state()));
    }
  }

  static String millis(long nanos) {
    double millis = nanos / 1e6;
    return millis >= 1000
        ? String.format(Locale.ROOT, "%.2f s", millis / 1000)
        : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
