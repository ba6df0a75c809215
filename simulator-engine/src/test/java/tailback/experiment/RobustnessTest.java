package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tailback.component.Costs;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Whether the incidents depend on their seed, or on the exact load: all their expectations with
 * three other seeds, and with a tenth less and a tenth more traffic. {@code docs/robustness.md} is
 * what comes out; {@code -Dgolden.update=true} writes it anew.
 */
@Tag("full")
final class RobustnessTest {

  private static final Path LIBRARY = Path.of("../scenarios/incidents");
  private static final Path PAGE = Path.of("../docs/robustness.md");
  private static final String BEGIN = "<!-- what came out -->\n";
  private static final Costs COSTS = CostTable.read();

  /** A way to disturb an incident. */
  private record Disturbance(String name, long seed, double load) {}

  private static final List<Disturbance> DISTURBANCES =
      List.of(
          new Disturbance("seed + 1", 1, 1),
          new Disturbance("seed + 2", 2, 1),
          new Disturbance("seed + 3", 3, 1),
          new Disturbance("load − 10 %", 0, 0.9),
          new Disturbance("load + 10 %", 0, 1.1));

  /** What became of an incident: a row of the table, and what did not hold. */
  private record Row(String cells, List<String> broken) {}

  @Test
  void incidents_holdUnderOtherSeedsAndLoads_asThePageSays() throws IOException {
    List<Row> rows = incidents().parallelStream().map(RobustnessTest::row).toList();
    StringBuilder page = new StringBuilder();
    page.append("| incident |");
    DISTURBANCES.forEach(each -> page.append(' ').append(each.name()).append(" |"));
    page.append("\n|---|").append("---|".repeat(DISTURBANCES.size())).append('\n');
    rows.forEach(row -> page.append(row.cells()).append('\n'));
    page.append("\nWhat did not hold:\n\n");
    rows.forEach(row -> row.broken().forEach(line -> page.append(line).append('\n')));
    String written = Files.readString(PAGE);
    String above = written.substring(0, written.indexOf(BEGIN) + BEGIN.length());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, above + "\n" + page);
    } else {
      assertThat(written).isEqualTo(above + "\n" + page);
    }
  }

  private static List<Path> incidents() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Row row(Path file) {
    String name = file.getFileName().toString().replace(".yaml", "");
    StringBuilder cells =
        new StringBuilder("| [" + name + "](../scenarios/incidents/" + name + ".yaml) |");
    List<String> broken = new ArrayList<>();
    for (Disturbance disturbance : DISTURBANCES) {
      int all = 0;
      int hold = 0;
      for (Check.Case each : new Check(scenario(file, disturbance)).cases()) {
        for (Expected expected : each.run(COSTS, each.scenario().seed() + disturbance.seed())) {
          all++;
          if (expected.holds()) {
            hold++;
          } else {
            broken.add(broken(name, disturbance, each, expected));
          }
        }
      }
      cells.append(' ').append(hold).append(" of ").append(all).append(" |");
    }
    return new Row(cells.toString(), broken);
  }

  private static Scenario scenario(Path file, Disturbance disturbance) {
    try {
      return ScenarioReader.read(
          file, disturbance.load() == 1 ? List.of() : Traffic.times(file, disturbance.load()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String broken(
      String name, Disturbance disturbance, Check.Case run, Expected expected) {
    String variant = run.variant().isEmpty() ? "as it is" : run.variant();
    return "- %s, %s, %s: `%s`, measured %s"
        .formatted(name, disturbance.name(), variant, expected.text(), expected.measured());
  }
}
