package tailback.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import tailback.experiment.result.Compared;
import tailback.scenario.CostTable;
import tailback.ui.Session;
import tailback.ui.Variants;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.Recording;
import tailback.ui.timeline.TimeScale;

/**
 * What two runs have between their stages: captions that say what differs, the strip of the
 * difference, and the replications that tell it from chance.
 */
public final class Comparing implements AutoCloseable {

  private final Session session;
  private final Patch patch;
  private final DifferenceStrip strip;
  private final CompletableFuture<Void> replicated = new CompletableFuture<>();
  private Replications replications;
  private int begun;
  private Compared compared;
  private Runnable changed = () -> {};

  /** Of a session with two runs. */
  public Comparing(Session session, Palette palette) {
    this.session = session;
    patch = new Patch(session.changes(session.sets(0), session.sets(1)));
    strip = new DifferenceStrip(palette, session.player()::seek);
  }

  /** What is told of each new pair of runs, on the screen's thread. */
  public void onChanged(Runnable told) {
    changed = told;
  }

  /** What differs. */
  public Patch patch() {
    return patch;
  }

  /** What stands above the stage of a run. */
  public Node caption(int run) {
    if (run > 0) {
      return new Caption("B", name(), patch);
    }
    return session.sets(0).isEmpty()
        ? new Caption("A", "as it is", null)
        : new Caption("A", "", new Patch(session.changes(List.of(), session.sets(0))));
  }

  /** The name of the variant that the second run is; empty when it is none. */
  private String name() {
    for (Map.Entry<String, List<String>> variant : Variants.of(session.file()).entrySet()) {
      List<String> its = new ArrayList<>(session.sets(0));
      its.addAll(variant.getValue());
      if (its.equals(session.sets(1))) {
        return variant.getKey();
      }
    }
    return "";
  }

  /** The strip between the stages. */
  public Node strip() {
    return strip;
  }

  /** Both runs are known, or known anew: replicates them. */
  public void recorded() {
    Recording a = session.recording(0);
    Recording b = session.recording(1);
    if (a == null || b == null) {
      return;
    }
    strip.show(a, b, session.seconds());
    if (replications != null) {
      replications.close();
    }
    told(null, false);
    int mine = ++begun;
    replications =
        new Replications(
            session.scenario(0),
            session.scenario(1),
            CostTable.read(),
            session.player()::playing,
            soFar -> onScreen(mine, () -> told(soFar, false)));
    replications.start().ended().thenRun(() -> onScreen(mine, this::ended));
  }

  /** Does something on the screen's thread, unless other replications have begun meanwhile. */
  private void onScreen(int its, Runnable what) {
    Platform.runLater(
        () -> {
          if (its == begun) {
            what.run();
          }
        });
  }

  private void ended() {
    told(compared, true);
    replicated.complete(null);
  }

  private void told(Compared soFar, boolean ended) {
    compared = soFar;
    strip.told(soFar, ended);
    changed.run();
  }

  /** What replications have told so far; null while not one pair has ended. */
  public Compared compared() {
    return compared;
  }

  /** Is done when there are no more replications to come. */
  public CompletableFuture<Void> replicated() {
    return replicated;
  }

  /** Shows less, in larger type; or all again. */
  public void presenting(boolean on) {
    strip.presenting(on);
  }

  /** Moves the cursor, seconds from time zero, and shows the part of the run that is seen. */
  public void cursor(double seconds, TimeScale seen) {
    strip.cursor(seconds, seen);
  }

  /** Other colours. */
  public void palette(Palette colours) {
    strip.palette(colours);
  }

  @Override
  public void close() {
    if (replications != null) {
      replications.close();
    }
    strip.release();
  }
}
