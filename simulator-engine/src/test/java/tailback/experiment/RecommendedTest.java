package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.experiment.Recommended.Doing;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** When the library proves a recommendation wrong; the recommendations here are made up. */
final class RecommendedTest {

  /** Eight workers carry it; what the fixes are said to be is what the test is about. */
  private static final String CROWDED =
      """
      duration: 20s
      hosts: { app: { cpus: 2 } }
      traffic: { page: poisson 20/s }
      stack: { gunicorn: { host: app, workers: 2 } }
      endpoints: { page: [ cpu: 2ms, wait: 200ms ] }
      expect: [ p95(page) > 1s ]
      what_if:
      """;

  @TempDir Path folder;

  private void judge(String fixes, String how, String... sets) throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), CROWDED + fixes.indent(2));
    Scenario scenario = ScenarioReader.read(file, List.of());
    Results base = new Experiment(scenario, CostTable.read()).run();
    Doing doing = new Doing(how, List.of(sets), Objective.of(scenario, base));
    new Recommended(file, List.of(), 7).assertNotProvenWrong(doing);
  }

  private void assertWrong(String fixes, String how, String... sets) {
    assertThatThrownBy(() -> judge(fixes, how, sets)).isInstanceOf(AssertionError.class);
  }

  private void assertNotWrong(String fixes, String how, String... sets) {
    assertThatCode(() -> judge(fixes, how, sets)).doesNotThrowAnyException();
  }

  @Test
  void sameAmountAsAWrongFix_isWrong() {
    String wrong = "more: { verdict: wrong, set: { gunicorn.workers: 8 } }";
    assertWrong(wrong, "workers 2 → 8", "gunicorn.workers=8");
    assertWrong(wrong.replace("8", "12"), "workers 2 → 8", "gunicorn.workers=8");
  }

  @Test
  void moreThanAWrongFix_isWrong_whenItDoesNotHelpEither() {
    String wrong = "more: { verdict: wrong, set: { gunicorn.workers: 3 } }";
    assertNotWrong(wrong, "workers 2 → 8", "gunicorn.workers=8");
    String cores = "more: { verdict: wrong, set: { hosts.app.cpus: 4 } }";
    assertWrong(cores, "cpus 2 → 8", "hosts.app.cpus=8");
    String slow = "more: { verdict: wrong, set: { gunicorn.workers: 3 }, expect: [ p50 > 100ms ] }";
    assertWrong(slow, "workers 2 → 8", "gunicorn.workers=8");
  }

  @Test
  void otherWay_isNotThatFix() {
    String fewer = "fewer: { verdict: wrong, set: { gunicorn.workers: 1 } }";
    assertNotWrong(fewer, "workers 2 → 8", "gunicorn.workers=8");
  }

  @Test
  void wrongFixOfSeveralSettings_doesAllThatOneOfThemDoes() {
    String wrong =
        "both: { verdict: wrong, set: { stack.gunicorn: { workers: 8 }, hosts.app.cpus: 8 } }";
    assertWrong(wrong, "workers 2 → 8", "gunicorn.workers=8");
    assertWrong(wrong, "workers 2 → 8, cpus 2 → 8", "gunicorn.workers=8", "hosts.app.cpus=8");
  }

  @Test
  void nearerFixThatIsNotWrong_isMeant() {
    String both =
        """
        eight: { verdict: partial, set: { gunicorn.workers: 8 }, expect: [ p95 < 1s ] }
        thousand: { verdict: wrong, set: { gunicorn.workers: 1000 } }
        """;
    assertNotWrong(both, "workers 2 → 8", "gunicorn.workers=8");
  }

  @Test
  void wrongFixUnderAnotherLoad_saysNothingAboutThisOne() {
    String wrong =
        "more: { verdict: wrong, set: { gunicorn.workers: 8, traffic.page: poisson 100/s } }";
    assertNotWrong(wrong, "workers 2 → 8", "gunicorn.workers=8");
  }
}
