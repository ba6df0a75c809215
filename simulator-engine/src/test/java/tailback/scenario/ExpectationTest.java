package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tailback.scenario.Expectation.Relation.AT_MOST;
import static tailback.scenario.Expectation.Relation.BETWEEN;
import static tailback.scenario.Expectation.Relation.EQUAL;
import static tailback.scenario.Expectation.Relation.LESS;
import static tailback.scenario.Expectation.Relation.MORE;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Deployment;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.Expectation.Yardstick;
import tailback.scenario.Expectation.Yardstick.Run;

final class ExpectationTest {

  private static final Deployment DEPLOYMENT =
      Given.read(
              Given.with("- query: 2ms", "- transaction: [ lock: stock ]")
                  .replace("hosts:", "hosts:\n  idle: {}"))
          .deployment();

  private static Expectation read(String text) {
    return Given.READER.expectation(text, DEPLOYMENT, "--slo");
  }

  private static Measure measure(String name, String of) {
    return new Measure(name, of, null, 0, null);
  }

  @Test
  void latency_isATime() {
    assertThat(read("p95(page) <= 200ms"))
        .isEqualTo(
            new Expectation(
                "p95(page) <= 200ms", measure("p95", "page"), AT_MOST, 2e8, 2e8, Unit.TIME));
    assertThat(read("mean < 1s").measure()).isEqualTo(measure("mean", null));
  }

  @Test
  void bound_mayBeAShareOfSomething() {
    assertThat(read("p95(page) < 50% of before"))
        .isEqualTo(
            new Expectation(
                "p95(page) < 50% of before",
                measure("p95", "page"),
                LESS,
                0.5,
                0.5,
                Unit.TIME,
                new Yardstick(Run.BEFORE, null, measure("p95", "page"))));
    assertThat(read("errors > 90% of \"two workers\"").yardstick())
        .isEqualTo(new Yardstick(Run.VARIANT, "two workers", measure("errors", null)));
    assertThat(read("p99 between 1% and 300% of p50(page)").yardstick())
        .isEqualTo(new Yardstick(Run.THIS, null, measure("p50", "page")));
  }

  @Test
  void errors_areAShareOrACount() {
    assertThat(read("errors(\"slots\", page) between 10% and 18%"))
        .isEqualTo(
            new Expectation(
                "errors(\"slots\", page) between 10% and 18%",
                new Measure("errors", "page", "slots", 0, null), BETWEEN, 0.1, 0.18, Unit.SHARE));
    assertThat(read("errors == 0"))
        .isEqualTo(
            new Expectation("errors == 0", measure("errors", null), EQUAL, 0, 0, Unit.NUMBER));
    assertThat(read("errors(page) < 5").measure()).isEqualTo(measure("errors", "page"));
  }

  @Test
  void statuses_haveAStatus() {
    assertThat(read("statuses(502) > 3").measure())
        .isEqualTo(new Measure("statuses", null, null, 502, null));
    assertThat(read("statuses(502, page) > 3").measure())
        .isEqualTo(new Measure("statuses", "page", null, 502, null));
  }

  @Test
  void resources_mayHaveBracketsThemselves() {
    assertThat(read("utilisation(postgres.lock(stock)) > 97%").measure())
        .isEqualTo(measure("utilisation", "postgres.lock(stock)"));
    assertThat(read("utilisation(app.cpu) < 0.25").low()).isEqualTo(0.25);
    assertThat(read("wait(pgbouncer) < 20ms").unit()).isEqualTo(Unit.TIME);
    assertThat(read("peak(postgres.connections) > 100").relation()).isEqualTo(MORE);
  }

  @Test
  void first_holdsACondition() {
    Expectation expectation = read("first(queue(pgbouncer) > 20) < 30s");
    assertThat(expectation.low()).isEqualTo(30e9);
    assertThat(expectation.measure().condition())
        .isEqualTo(new Condition.LevelIs("queue", "pgbouncer", MORE, 20, java.time.Duration.ZERO));
  }

  @Test
  void rate_isPerSecond() {
    assertThat(read("rate(page) < 120/m").low()).isEqualTo(2);
    assertThat(read("rate < 95")).extracting(Expectation::relation).isEqualTo(LESS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p95(pag) < 1s | unknown endpoint 'pag'; did you mean 'page'?",
        "queue(postgres.lock) < 1"
            + " | there is no postgres.lock here; it is there with the name of a row in brackets",
        "queue(postgres.lock(stok)) < 1"
            + " | postgres has no 'lock(stok)'; did you mean 'lock(stock)'?",
        "queue(gunicrn) < 1 | unknown resource 'gunicrn'; did you mean 'gunicorn'?",
        "queue(django) < 1 | nobody waits for django itself; there are nginx, gunicorn, pgbouncer,"
            + " postgres, redis, celery, payments",
        "utilisation(idle.cpu) < 1% | nothing that takes CPU runs on the host 'idle'",
        "queue < 1 | queue of what?; write such as queue(gunicorn.workers)",
        "kills(gunicon) == 0 | unknown part 'gunicon'; did you mean 'gunicorn'?",
        "p95 < 80% | p95: '80%' is not a duration;"
            + " write a duration such as 250us, 80ms, 1.5s, 2m or 1h",
        "utilisation(app.cpu) < 120%"
            + " | utilisation: '120%' is more than everything;"
            + " write a share from 0% to 100%, or from 0 to 1",
        "errors between 1% and 5 | '1%' and '5' are not of the same sort",
        "p95 | 'p95' compares with nothing; write such as p95(page) < 300ms or errors between 1%"
            + " and 3%",
        "p95(page < 1s | a bracket or quote of 'p95(page < 1s' is not closed; inside [ ] a comma"
            + " ends the item, so put the whole expectation in quotes"
      })
  void malformed(String text, String message) {
    assertThatThrownBy(() -> read(text)).hasMessage("--slo: " + message);
  }

  @Property
  void anyText_isReadOrAProblem(@ForAll String text) {
    for (String written : new String[] {text, "p95(" + text, "errors(\"" + text + "\") > 1%"}) {
      try {
        assertThat(read(written)).isNotNull();
      } catch (Problem e) {
        assertThat(e.getMessage()).startsWith("--slo: ").doesNotContain("\n");
      }
    }
  }
}
