package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Deployment;
import tailback.scenario.Expectation.Relation;

final class ConditionTest {

  private static final Deployment DEPLOYMENT = Given.read(Given.BASE).deployment();

  private static Condition read(String text) {
    return Given.READER.condition(text, DEPLOYMENT, "break");
  }

  @Test
  void everyForm() {
    assertThat(read("time 41.2s")).isEqualTo(new Condition.At(Duration.ofMillis(41_200)));
    assertThat(read("first 502")).isEqualTo(new Condition.FirstStatus(502));
    assertThat(read("first \"connection slots\""))
        .isEqualTo(new Condition.FirstError("connection slots"));
    assertThat(read("request 1207 done")).isEqualTo(new Condition.RequestDone(1207));
    assertThat(read("request 1207 enters pgbouncer"))
        .isEqualTo(new Condition.RequestEnters(1207, "pgbouncer"));
    assertThat(read("queue(pgbouncer) > 20 for 5s"))
        .isEqualTo(
            new Condition.LevelIs("queue", "pgbouncer", Relation.MORE, 20, Duration.ofSeconds(5)));
    assertThat(read("busy(gunicorn.workers)>=2"))
        .isEqualTo(
            new Condition.LevelIs("busy", "gunicorn.workers", Relation.AT_LEAST, 2, Duration.ZERO));
    assertThat(read("latency > 1s"))
        .isEqualTo(new Condition.LevelIs("latency", null, Relation.MORE, 1e9, Duration.ZERO));
    assertThat(read("latency(page) > 1s"))
        .isEqualTo(new Condition.LevelIs("latency", "page", Relation.MORE, 1e9, Duration.ZERO));
  }

  @Test
  void stopWhen_isAListOfThem() {
    assertThat(
            Given.read(Given.and("stop_when: [ first 504, queue(pgbouncer) > 20 ]\n")).stopWhen())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "first slots | 'first slots' says neither a status nor a text;"
            + " write first 502 or first \"the error's text\"",
        "queue > 3 | queue of what?; write such as queue(gunicorn)",
        "queue(pgbouncr) > 3 | unknown resource 'pgbouncr'; did you mean 'pgbouncer'?",
        "queue(pgbouncer) > 3ms | '3ms' is not a number; write one such as 4 or 2.5",
        "latency > 3 | '3' has no unit; write a duration such as 250us, 80ms, 1.5s, 2m or 1h",
        "request x done | 'x' is not a whole number; write one such as 4",
        "queu(pgbouncer) > 3 | 'queu(pgbouncer) > 3' is not a condition; did you mean 'queue'?"
      })
  void malformed(String text, String message) {
    assertThatThrownBy(() -> read(text)).hasMessage("break: " + message);
  }

  @Property
  void anyText_isReadOrAProblem(@ForAll String text) {
    for (String written : new String[] {text, "first " + text, "queue(" + text + ") > 1"}) {
      try {
        assertThat(read(written)).isNotNull();
      } catch (Problem e) {
        assertThat(e.getMessage()).startsWith("break: ").doesNotContain("\n");
      }
    }
  }
}
