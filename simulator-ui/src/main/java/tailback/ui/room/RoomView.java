package tailback.ui.room;

import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
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
  private Palette palette;
  private long event = -1;
  private boolean asking;

  private volatile Inside inside = Inside.UNKNOWN;

  /** The room of a worker. */
  public RoomView(Session session, Box box, Box.Worker worker, int threads, Palette palette) {
    this.session = session;
    this.box = box;
    this.worker = worker;
    this.palette = palette;
    samples = new Samples(box.part(), worker.replica(), worker.number(), threads);
    setId("room");
    getChildren().add(canvas);
    setMinSize(0, 0);
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
    pen.wordsTo(
        "esc closes the room", width - 20, 30, 200, Fonts.regular(11), Pen.colour(palette.muted()));
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
