package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.experiment.Explanation;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Untried;
import tailback.scenario.CostTable;

final class ExplainReportTest {

  private static final ExplainReport FULL = explained();
  private static final ExplainReport IDLE = explained("traffic.visitors.arrivals=poisson 2/s");

  private static ExplainReport explained(String... sets) {
    Path file = Path.of("src/test/resources/tailback/cli/report/explain.yaml");
    return new ExplainReport(new Explanation(file, List.of(sets), CostTable.read()).pairs(3).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 140})
  void report_isAsKept(int width) throws IOException {
    Golden.check("explain-" + width + ".txt", FULL.text(new Terminal(width, false)));
    Golden.check("explain-idle-" + width + ".txt", IDLE.text(new Terminal(width, false)));
  }

  @Test
  void json_isAsKept() throws IOException {
    Golden.check("explain.json", FULL.json());
  }

  @Test
  void idleStack_isSaidToBeIdle() {
    assertThat(IDLE.text(new Terminal(80, false))).contains("Nothing is saturated");
  }

  @Test
  void whatIsRefused_isSaidWithItsReason() {
    Explained full = FULL.explained();
    Untried refused =
        new Untried("app.cpu", "cpus 2 → 8", "a host without 'instance' has no credits");
    ExplainReport report =
        new ExplainReport(
            new Explained(
                full.base(),
                full.runs(),
                full.objective(),
                full.ranking(),
                full.shorter(),
                full.fewer(),
                full.together(),
                full.next(),
                full.spare(),
                full.unmet(),
                List.of(refused),
                true));
    assertThat(report.text(new Terminal(200, false)))
        .contains("Not tried, as the scenario refuses it: app.cpu, cpus 2 → 8. It says: a host");
    assertThat(report.json())
        .contains("{ \"relieve\": \"app.cpu\", \"change\": \"cpus 2 → 8\", \"why\": \"a host");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 72, 80, 100, 120, 140, 160})
  void noLine_isWiderThanTheTerminal_norEndsInBlanks(int width) {
    for (ExplainReport report : List.of(FULL, IDLE)) {
      for (boolean colour : new boolean[] {false, true}) {
        assertThat(report.text(new Terminal(width, colour)).lines())
            .allMatch(line -> Cell.width(line) <= width)
            .noneMatch(line -> line.replaceAll("\033\\[[0-9;]*m", "").endsWith(" "));
      }
    }
  }

  @Test
  void colour_addsCodesAndNothingElse() {
    assertThat(FULL.text(new Terminal(80, true)).replaceAll("\033\\[[0-9;]*m", ""))
        .isEqualTo(FULL.text(new Terminal(80, false)));
  }
}
