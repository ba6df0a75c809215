package tailback.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.scene.Scene;
import tailback.scenario.CostTable;
import tailback.ui.editor.EditorPane;
import tailback.ui.incident.Story;

/** Makes pictures without a window and without a display: JavaFX draws into memory. */
final class Headless {

  /**
   * The wall clock of a picture, seconds: long after the last move, so that nobody is under way.
   */
  private static final double LATER = 100;

  /** Pictures a second of a moving picture. */
  private static final int RATE = 20;

  private final Opening opening;

  Headless(Opening opening) {
    this.opening = opening;
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("prism.text", "t2k");
    System.setProperty("java.awt.headless", "true");
  }

  void make(Path picture, Path film, double speed, double seconds) throws Exception {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(null));
    started.get();
    try {
      if (opening.file() == null) {
        Scene scene = onScreen(this::library);
        Snapshot.write(onScreen(() -> Snapshot.of(scene)), picture);
        return;
      }
      Workbench bench = onScreen(this::bench);
      bench.settled().get();
      BufferedImage seen = picture(bench);
      if (picture != null) {
        Snapshot.write(seen, picture);
      }
      if (film != null) {
        film(bench, film, speed, seconds);
      }
      bench.close();
    } finally {
      Platform.exit();
    }
  }

  /** Goes to the moment that is asked for, arranges what is around the stage, and looks. */
  BufferedImage picture(Workbench bench) throws Exception {
    if (bench.comparison() != null) {
      bench.comparison().replicated().get();
    }
    bench.session().player().seek(opening.at()).get();
    onScreen(() -> arranged(bench)).get();
    onScreen(() -> drawn(bench, LATER));
    bench.session().player().ask(() -> {}).get(); // what the inspector and the room have asked for
    onScreen(() -> drawn(bench, LATER + 1));
    return onScreen(() -> drawn(bench, LATER + 2));
  }

  private void film(Workbench bench, Path film, double speed, double seconds) throws Exception {
    int frames = Math.max(1, (int) Math.round(seconds / speed * RATE));
    bench.session().player().speed(speed);
    try (Film to = new Film(film, RATE)) {
      for (int i = 0; i < frames; i++) {
        bench.session().player().glide(opening.at() + i * speed / RATE).get();
        double wall = LATER + (double) i / RATE;
        to.add(onScreen(() -> drawn(bench, wall)));
      }
    }
  }

  private Scene library() {
    Scene scene = new Scene(new Library(file -> {}, () -> {}), opening.width(), opening.height());
    View.dress(scene, opening.light());
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return scene;
  }

  /** A workbench in a scene of the size that is asked for; on the screen's thread. */
  Workbench bench() {
    Session session = new Session(opening.file(), opening.runs());
    Workbench bench = new Workbench(session, View.palette(opening.light()), 1, new Nowhere());
    Scene scene = new Scene(bench, opening.width(), opening.height());
    View.dress(scene, opening.light());
    bench.applyCss();
    bench.layout();
    return bench;
  }

  private CompletableFuture<Void> arranged(Workbench bench) {
    return bench.arrange(opening.mode(), opening.select());
  }

  private static BufferedImage drawn(Workbench bench, double wall) {
    bench.applyCss();
    bench.layout();
    bench.draw(wall);
    return Snapshot.of(bench.getScene());
  }

  private static <T> T onScreen(Callable<T> task) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(task.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException inner) {
        throw inner;
      }
      throw e;
    }
  }

  /** There is nowhere to go from a picture. */
  private static final class Nowhere implements Leaving {
    @Override
    public void library() {}

    @Override
    public void choose() {}

    @Override
    public void open(Path file, List<List<String>> runs, double at, Opening.Mode mode) {}

    @Override
    public void play(EditorPane editor) {}

    @Override
    public Story story(Session session) {
      return new Story(session.scenario(0), CostTable.read());
    }

    @Override
    public void theme() {}

    @Override
    public void picture() {}

    @Override
    public void film() {}
  }
}
