package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Every mode at three sizes, as pictures in {@code target/screenshots}, to be looked at. */
@ExtendWith(ApplicationExtension.class)
final class ScreenshotsTest {

  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<String> SHORT = List.of("duration=15s");
  private static final int PATIENCE = 40;

  @Start
  void open(Stage stage) {
    Shipped.home();
  }

  private final FxRobot robot = new FxRobot();
  private Workbench bench;

  @AfterEach
  void close() {
    if (bench != null) {
      robot.interact(bench::close);
    }
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource({"1280, 720, light", "1440, 900, dark", "1920, 1080, dark"})
  void everyMode(int width, int height, String theme) throws Exception {
    boolean light = theme.equals("light");
    for (Opening.Mode mode : Opening.Mode.values()) {
      take("postgres-exhaustion-200rps", mode, List.of(SHORT), width, height, light);
    }
    take("eventlet-blocking-call", Opening.Mode.EXPLORE, List.of(SHORT), width, height, light);
    List<String> fix = Variants.named(Shipped.incident("postgres-exhaustion-200rps"), "in transac");
    List<String> both = new ArrayList<>(SHORT);
    both.addAll(fix);
    take("postgres-exhaustion-200rps", null, List.of(SHORT, both), width, height, light);
  }

  private void take(
      String incident,
      Opening.Mode mode,
      List<List<String>> runs,
      int width,
      int height,
      boolean light)
      throws Exception {
    String name = incident.split("-")[0] + "-" + (mode == null ? "a-and-b" : mode.name());
    Opening opening =
        new Opening(
            Shipped.incident(incident),
            runs,
            12.5,
            width,
            height,
            light,
            mode == null ? Opening.Mode.EXPLORE : mode,
            null);
    Headless headless = new Headless(opening);
    robot.interact(() -> bench = headless.bench());
    bench.settled().get(PATIENCE, TimeUnit.SECONDS);
    BufferedImage image = headless.picture(bench);
    Snapshot.write(
        image,
        FOLDER.resolve(
            String.format(
                "%s-%dx%d%s.png", name.toLowerCase(), width, height, light ? "-light" : "")));
    robot.interact(bench::close);
    bench = null;
    WaitForAsyncUtils.waitForFxEvents();
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < 4000; i++) {
      colours.add(image.getRGB(i * 7919 % width, i * 104_729 % height));
    }
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(colours).as(name).hasSizeGreaterThan(20);
  }
}
