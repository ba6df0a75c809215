package tailback.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tailback.component.Deployment;
import tailback.scenario.ScenarioReader;
import tailback.ui.Shipped;

/** Every shipped scenario has its place on the stage, at every size. */
final class PlannerTest {

  /** Of the stage in windows of 1280×720, 1440×900, 1920×1080 and 4K, and of half of one. */
  private static final double[][] SIZES = {
    {816, 455}, {976, 650}, {1456, 830}, {3376, 1900}, {1280, 250}
  };

  @Test
  void boxes_doNotOverlap_andAreInside() throws IOException {
    for (Path file : shipped()) {
      Deployment deployment = ScenarioReader.read(file, List.of()).deployment();
      for (double[] size : SIZES) {
        Plan plan = Planner.plan(deployment, Peaks.UNKNOWN, size[0], size[1]);
        Area all = new Area(0, 0, size[0], size[1]);
        for (Box box : plan.boxes()) {
          assertThat(box.area().within(all)).as("%s: %s in %s", file, box, all).isTrue();
          for (Box other : plan.boxes()) {
            assertThat(box != other && box.area().overlaps(other.area()))
                .as("%s, %s: %s over %s", file, all, box.title(), other.title())
                .isFalse();
          }
          for (Box.Worker worker : box.workers()) {
            assertThat(worker.area().within(box.area())).as("%s: a worker", file).isTrue();
          }
        }
      }
    }
  }

  @Test
  void regions_standInTheirBoxes() throws IOException {
    for (Path file : shipped()) {
      Deployment deployment = ScenarioReader.read(file, List.of()).deployment();
      for (double[] size : SIZES) {
        Plan plan = Planner.plan(deployment, Peaks.UNKNOWN, size[0], size[1]);
        for (Region region : plan.regions()) {
          boolean inside =
              plan.boxes().stream()
                  .filter(box -> box.part().equals(region.part()))
                  .anyMatch(box -> region.area().within(box.area()));
          assertThat(inside)
              .as("%s at %s×%s: %s.%s", file, size[0], size[1], region.part(), region.thing())
              .isTrue();
          assertThat(region.waffle().cells()).isPositive();
        }
      }
    }
  }

  @Test
  void everyPart_hasABox_butFrameworks() throws IOException {
    for (Path file : shipped()) {
      Deployment deployment = ScenarioReader.read(file, List.of()).deployment();
      Plan plan = Planner.plan(deployment, Peaks.UNKNOWN, 976, 650);
      deployment.stack().stream()
          .filter(part -> part.kind().role() != tailback.component.Role.FRAMEWORK)
          .forEach(part -> assertThat(plan.box(part.name())).as(part.name()).isNotNull());
    }
  }

  private static List<Path> shipped() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path one : List.of(Shipped.incident("x").getParent(), Shipped.starter("x").getParent())) {
      try (Stream<Path> files = Files.list(one)) {
        all.addAll(files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList());
      }
    }
    return all;
  }
}
