package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.experiment.Comparison;
import tailback.experiment.result.Compared;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

final class CompareReportTest {

  private static final CompareReport WHAT_IFS = whatIfs();

  private static CompareReport whatIfs() {
    Path file = Path.of("src/test/resources/tailback/cli/report/compare.yaml");
    Scenario scenario = ScenarioReader.read(file, List.of());
    Map<String, Compared> all = new LinkedHashMap<>();
    scenario
        .whatIf()
        .forEach(
            (name, variant) ->
                all.put(
                    name,
                    new Comparison(scenario, variant.scenario(), CostTable.read())
                        .replications(4)
                        .run()));
    return new CompareReport(all, true);
  }

  private static CompareReport first() {
    String name = WHAT_IFS.all().keySet().iterator().next();
    return new CompareReport(Map.of(name, WHAT_IFS.all().get(name)), false);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 140})
  void report_isAsKept(int width) throws IOException {
    Golden.check("compare-" + width + ".txt", first().text(new Terminal(width, false)));
    Golden.check("compare-all-" + width + ".txt", WHAT_IFS.text(new Terminal(width, false)));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 72, 80, 100, 120, 140, 160})
  void noLine_isWiderThanTheTerminal_norEndsInBlanks(int width) {
    for (CompareReport report : List.of(first(), WHAT_IFS)) {
      for (boolean colour : new boolean[] {false, true}) {
        assertThat(report.text(new Terminal(width, colour)).lines())
            .allMatch(line -> Cell.width(line) <= width)
            .noneMatch(line -> line.replaceAll("\033\\[[0-9;]*m", "").endsWith(" "));
      }
    }
  }

  @Test
  void colour_addsCodesAndNothingElse() {
    assertThat(first().text(new Terminal(80, true)).replaceAll("\033\\[[0-9;]*m", ""))
        .isEqualTo(first().text(new Terminal(80, false)));
  }
}
