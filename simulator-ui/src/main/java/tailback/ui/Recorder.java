package tailback.ui;

import java.io.IOException;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Records the next seconds of a window as a moving picture, in the time of the animation. */
final class Recorder {

  private static final int RATE = 20;
  private static final int SECONDS = 3;

  private final Workbench bench;
  private final Scene scene;
  private final Path file;
  private Film film;
  private int taken;
  private double from;

  Recorder(Workbench bench, Scene scene, Path file) {
    this.bench = bench;
    this.scene = scene;
    this.file = file;
  }

  /** Begins; the window shows what is recorded. */
  void start() {
    bench.session().player().play(false);
    from = bench.session().now();
    try {
      film = new Film(file, RATE);
      next();
    } catch (IOException e) {
      bench.tell("Cannot write " + file + ": " + e.getMessage());
    }
  }

  private void next() {
    double speed = Math.min(10, bench.session().player().speed());
    bench
        .session()
        .player()
        .glide(from + taken * speed / RATE)
        .thenRun(() -> Platform.runLater(this::take));
  }

  private void take() {
    try {
      film.add(Snapshot.of(scene));
      if (++taken < RATE * SECONDS) {
        next();
      } else {
        film.close();
        bench.tell("Written: " + file);
      }
    } catch (IOException e) {
      bench.tell("Cannot write " + file + ": " + e.getMessage());
    }
  }
}
