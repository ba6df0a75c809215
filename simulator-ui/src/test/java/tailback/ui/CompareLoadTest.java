package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
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

/**
 * What replications cost the screen: pictures a second of two runs at 1920 × 1080 while they are
 * replicated, and when they are no more. Prints what it measures; what it holds is far below that,
 * since it shares its machine.
 */
@Tag("full")
@ExtendWith(ApplicationExtension.class)
final class CompareLoadTest {

  private static final int SECONDS = 10;

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
  void screenStaysSmooth_whileReplicationsAreMade(FxRobot robot) throws Exception {
    play(robot, "60s");
    view.bench().comparison().replicated().get(300, TimeUnit.SECONDS);
    measure("replicated");
    play(robot, "10m");
    double pictures = measure("replicating");
    assertThat(view.bench().comparison().replicated()).isNotDone();
    assertThat(pictures).isGreaterThan(5);
  }

  private void play(FxRobot robot, String duration) throws Exception {
    Path file = Shipped.incident("postgres-exhaustion-200rps");
    List<String> first = List.of("duration=" + duration);
    List<String> second = new ArrayList<>(first);
    second.addAll(Variants.named(file, "in transaction"));
    robot.interact(() -> view.open(file, List.of(first, second), 0, Opening.Mode.EXPLORE));
    view.bench().settled().get(120, TimeUnit.SECONDS);
    view.bench().session().player().seek(5).get(60, TimeUnit.SECONDS);
    view.bench().session().player().play(true).get(60, TimeUnit.SECONDS);
    Thread.sleep(2000);
  }

  private double measure(String name) throws Exception {
    long drawn = view.drawn();
    double simulated = view.bench().session().now();
    long wall = System.nanoTime();
    Thread.sleep(SECONDS * 1000);
    double seconds = (System.nanoTime() - wall) / 1e9;
    double pictures = (view.drawn() - drawn) / seconds;
    System.out.printf(
        "%s: %.1f pictures/s, %.2f simulated seconds a second, load average %.1f%n",
        name,
        pictures,
        (view.bench().session().now() - simulated) / seconds,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return pictures;
  }
}
