package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import org.testfx.util.WaitForAsyncUtils;
import tailback.experiment.Playback;
import tailback.journal.Moment;
import tailback.journal.Turn;
import tailback.scenario.CostTable;
import tailback.ui.stage.Picture;
import tailback.ui.stage.StagePane;
import tailback.ui.stage.Staging;
import tailback.ui.transport.Player;

/** Waits for what a window does, and holds it against the engine. */
record Watch(View view) {

  private static final int PATIENCE = 60;

  Player player() {
    return view.bench().session().player();
  }

  /** Waits until something holds, asked on the screen's thread. */
  void until(BooleanSupplier holds) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitForAsyncFx(5000, holds::getAsBoolean));
  }

  /** Waits until a scenario is open and its whole run known. */
  void opened() throws TimeoutException {
    until(() -> view.bench() != null && view.bench().settled().isDone());
  }

  /** Waits until the simulation has done what it was asked; where it is. */
  Moment moment() throws Exception {
    player().ask(() -> {}).get(PATIENCE, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitForFxEvents();
    return player().moment();
  }

  /** Every stage shows what the engine says of this moment, which is run anew to tell. */
  void stagesAreTrue() throws Exception {
    Moment here = moment();
    for (int i = 0; i < player().decks().size(); i++) {
      StagePane stage = view.bench().stage(i);
      try (Playback engine =
          new Playback(
              view.bench().session().file(), view.bench().session().sets(i), CostTable.read())) {
        for (Turn turn : player().decks().get(i).playback().turns()) {
          engine.toTime(engine.timeZero() + turn.at() - 1);
          engine.turn(turn.change());
        }
        if (i == 0) {
          engine.to(here);
        } else {
          engine.toTime(here.time());
        }
        long event = engine.now().event();
        until(() -> stage.picture().events == event);
        Picture truth = new Picture();
        new Staging(
                stage.plan(),
                engine.scenario().deployment(),
                engine.places(),
                engine.scenario().deployment().endpoints().size())
            .stage(engine.frame(), engine.timeZero(), truth);
        Picture shown = stage.picture();
        assertThat(shown.time).isEqualTo(truth.time);
        assertThat(requests(shown)).isEqualTo(requests(truth)).isNotEmpty();
        assertThat(shown.busy).isEqualTo(truth.busy);
        assertThat(shown.waiting).isEqualTo(truth.waiting);
      }
    }
  }

  /** Whether a node and all around it are visible. */
  static boolean isShown(Node node) {
    return node == null || node.isVisible() && isShown(node.getParent());
  }

  /** A line for each request of a picture: which, where, at what, since when. */
  private static String requests(Picture picture) {
    return Arrays.toString(Arrays.copyOf(picture.request, picture.count))
        + Arrays.toString(Arrays.copyOf(picture.region, picture.count))
        + Arrays.toString(Arrays.copyOf(picture.seat, picture.count))
        + Arrays.toString(Arrays.copyOf(picture.state, picture.count))
        + Arrays.toString(Arrays.copyOf(picture.since, picture.count));
  }
}
