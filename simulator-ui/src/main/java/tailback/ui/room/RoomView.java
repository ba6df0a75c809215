package tailback.ui.room;

import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import tailback.journal.Frame;
import tailback.ui.Session;
import tailback.ui.stage.Area;
import tailback.ui.stage.Box;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;
import tailback.ui.transport.Deck;

/**
 * A worker from near: who sits in which thread, or waits in its room, and who holds the baton;
 * below it what each thread was at lately, as in a trace viewer.
 */
public final class RoomView extends Region {

  private static final double HEAD = 64;

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

  private volatile Inside inside = Inside.UNKNOWN;

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
              inside = Inside.of(frame, samples.unit(frame), deck.playback().places());
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
        box.subtitles().get(0) + "  ·  " + inside.phase(),
        20,
        50,
        width / 2,
        Fonts.regular(12),
        Pen.colour(palette.muted()));
    boolean room = samples.threads() == 0;
    double rows = Furniture.rows(width - 40, samples.threads());
    double half =
        room ? height * 0.58 : Math.min(height * 0.55, HEAD + rows * Furniture.THREAD_HEIGHT + 40);
    new Furniture(canvas.getGraphicsContext2D(), palette, worker.baton(), samples.threads(), inside)
        .paint(new Area(20, HEAD + 6, width - 40, half - HEAD - (room ? 18 : 10)));
    new History(samples, worker.baton(), palette)
        .paint(pen, new Area(20, half + 8, width - 40, height - half - 20), room);
  }
}
