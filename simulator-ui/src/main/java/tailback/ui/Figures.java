package tailback.ui;

import java.util.List;
import java.util.Locale;
import tailback.experiment.Happening;
import tailback.ui.compare.BothInspector;
import tailback.ui.inspector.Inspector;
import tailback.ui.inspector.StateKey;
import tailback.ui.stage.Picture;
import tailback.ui.stage.StagePane;
import tailback.ui.timeline.Recording;
import tailback.ui.timeline.Tally;
import tailback.ui.transport.Speed;
import tailback.ui.transport.Speed.Look;
import tailback.ui.transport.Stops;

/** The figures around the stages, written ten times a second, and what the run is at in words. */
final class Figures {

  private static final double EVERY = 0.1;

  private final Session session;
  private final Acts acts;
  private final TopBar top;
  private final StateKey key;
  private final Inspector inspector;
  private final BothInspector both;
  private double writtenAt = -1;
  private long frames;
  private double framesSince;
  private double framesPerSecond;

  Figures(
      Session session,
      Acts acts,
      TopBar top,
      StateKey key,
      Inspector inspector,
      BothInspector both) {
    this.session = session;
    this.acts = acts;
    this.top = top;
    this.key = key;
    this.inspector = inspector;
    this.both = both;
  }

  /** A picture was drawn; {@code wall} is the wall clock, seconds. */
  void drawn(double wall) {
    if (wall - writtenAt >= EVERY || wall < writtenAt) {
      write(wall);
    }
    frames++;
  }

  /** Writes them with the next picture. */
  void again() {
    writtenAt = -1;
  }

  private void write(double wall) {
    writtenAt = wall;
    if (wall - framesSince > 1) {
      framesPerSecond = framesSince == 0 ? 0 : frames / (wall - framesSince);
      framesSince = wall;
      frames = 0;
    }
    Picture picture = acts.stage(0).picture();
    key.show(picture);
    inspector.update(picture);
    if (acts.room() != null) {
      acts.room().update();
    }
    for (int i = 0; i < session.player().decks().size(); i++) {
      StagePane stage = acts.stage(i);
      stage.view().tally(Tally.lines(stage.picture(), session.failures(i)));
    }
    if (both != null) {
      both.update(List.of(picture, acts.stage(1).picture()));
    }
    String fps =
        framesPerSecond > 0 && session.player().playing()
            ? String.format(Locale.ROOT, "  ·  %.0f fps", framesPerSecond)
            : "";
    top.figures(String.format(Locale.ROOT, "%,d in flight%s", picture.count, fps));
  }

  /** What of the run can be seen at the present speed. */
  Look look() {
    Recording recording = session.recording(0);
    boolean known = recording != null && recording.results().all() != null;
    double whole = known ? recording.results().all().latencyMs().mean() / 1000 : 0.2;
    double shortest = known ? recording.shortestStep() : 0.002;
    return Speed.look(session.player().speed(), shortest, whole);
  }

  /** What the last event did, in words. */
  String happened() {
    Happening last = session.player().last();
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

  /** How many pictures were drawn in the last second. */
  double framesPerSecond() {
    return framesPerSecond;
  }
}
