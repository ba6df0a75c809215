package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tailback.ui.transport.Speed;

/**
 * What the view costs: pictures a second with five thousand requests at 1920 × 1080, on the
 * software renderer, and memory. Prints what it measures; what it holds is far below that, since it
 * shares its machine.
 */
@Tag("full")
@ExtendWith(ApplicationExtension.class)
final class LoadTest {

  private static final Path CROWD = Path.of("src/test/resources/crowd.yaml");
  private static final long MEBIBYTE = 1 << 20;

  private final View view = new View();

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1920, 1080, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(view::dispose);
  }

  @Test
  void fiveThousand_arePlayed(FxRobot robot) throws Exception {
    crowd(robot, "4h");
    for (double speed : new double[] {0.1, 1, Speed.MAX}) {
      seek(20);
      play(robot, speed);
      measure(robot, "speed " + Speed.text(speed), speed == Speed.MAX ? 5 : 15);
      pause();
    }
    System.gc();
    long used = used();
    System.out.printf("heap after playing: %d MiB%n", used / MEBIBYTE);
    assertThat(used).isLessThan(1024 * MEBIBYTE);
  }

  @Test
  void tenMinutesOfPlay_stayUnderAGibibyte(FxRobot robot) throws Exception {
    crowd(robot, "20m");
    seek(20);
    play(robot, 1);
    long began = System.nanoTime();
    long most = 0;
    for (int second = 0; second < 600; second++) {
      Thread.sleep(1000);
      most = Math.max(most, used());
    }
    double minutes = (System.nanoTime() - began) / 60e9;
    double played = (view.bench().session().now() - 20) / 60;
    System.out.printf(
        "%.1f minutes of play, %.1f simulated: heap at most %d MiB, after collection %d MiB,"
            + " the whole process %d MiB at its peak%n",
        minutes, played, most / MEBIBYTE, collected() / MEBIBYTE, resident() / 1024);
    assertThat(played).isGreaterThan(5);
    assertThat(most).isLessThan(1024 * MEBIBYTE);
  }

  private void crowd(FxRobot robot, String duration) throws Exception {
    List<List<String>> runs = List.of(List.of("duration=" + duration));
    robot.interact(() -> view.open(CROWD, runs, 0, Opening.Mode.EXPLORE));
    view.bench().settled().get(240, TimeUnit.SECONDS);
  }

  private void seek(double seconds) throws Exception {
    view.bench().session().player().seek(seconds).get(60, TimeUnit.SECONDS);
  }

  private void play(FxRobot robot, double speed) throws Exception {
    robot.interact(() -> view.bench().transport().speed(speed));
    view.bench().session().player().play(true).get(60, TimeUnit.SECONDS);
  }

  private void pause() throws Exception {
    view.bench().session().player().play(false).get(60, TimeUnit.SECONDS);
  }

  private void measure(FxRobot robot, String name, int length) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] screen = {0};
    robot.interact(() -> screen[0] = Thread.currentThread().getId());
    long drawn = view.drawn();
    long cpu = threads.getThreadCpuTime(screen[0]);
    long wall = System.nanoTime();
    double from = view.bench().session().now();
    Thread.sleep(length * 1000L);
    double seconds = (System.nanoTime() - wall) / 1e9;
    long pictures = view.drawn() - drawn;
    double millis = (threads.getThreadCpuTime(screen[0]) - cpu) / 1e6 / Math.max(1, pictures);
    System.out.printf(
        "%s (%.1f s in a second): %d in flight, %.0f pictures/s, %.1f ms of CPU each on the"
            + " screen's thread, load average %.1f%n",
        name,
        (view.bench().session().now() - from) / seconds,
        view.bench().stage(0).picture().count,
        pictures / seconds,
        millis,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    assertThat(view.bench().session().player().playing()).as("plays to the end").isTrue();
    assertThat(view.bench().stage(0).picture().count).isGreaterThan(4000);
    assertThat(pictures / seconds).isGreaterThan(5);
  }

  @Test
  void memory_doesNotGrow_asScenariosAreOpened(FxRobot robot) throws Exception {
    long fifth = 0;
    for (int i = 1; i <= 50; i++) {
      Path file =
          Shipped.incident(i % 5 == 0 ? "eventlet-blocking-call" : "postgres-exhaustion-200rps");
      List<List<String>> runs = List.of(List.of("duration=20s"));
      robot.interact(() -> view.open(file, runs, 5, Opening.Mode.EXPLORE));
      view.bench().settled().get(60, TimeUnit.SECONDS);
      WaitForAsyncUtils.waitForFxEvents();
      if (i == 5) {
        fifth = collected();
      }
    }
    long fiftieth = collected();
    System.out.printf(
        "heap after collection: %.1f MiB with the 5th scenario open, %.1f MiB with the 50th%n",
        fifth / (double) MEBIBYTE, fiftieth / (double) MEBIBYTE);
    assertThat(fiftieth).isLessThanOrEqualTo(fifth * 11 / 10);
  }

  private static long collected() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(150);
    }
    return used();
  }

  /** The most memory that the process ever had, KiB; 0 where the system does not tell. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
