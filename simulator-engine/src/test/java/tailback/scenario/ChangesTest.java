package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.component.Catalogue;

/** The settings in which two readings of a scenario differ. */
final class ChangesTest {

  @TempDir Path folder;

  private List<Change> changes(List<String> before, List<String> after) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            title: Small
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 10/s }
            stack:
              blue: { kind: gunicorn, host: app, worker_class: gthread, workers: 2 }
              postgres: { max_connections: 100 }
            endpoints:
              page: [ cpu: 1ms, query: { time: 5ms, rows: 10 } ]
            what_if:
              more: { blue.workers: 4 }
            """);
    return new ScenarioReader(Catalogue.standard()).changes(file, before, after);
  }

  private List<Change> changes(String... sets) throws IOException {
    return changes(List.of(), List.of(sets));
  }

  @Test
  void nothing_isNoChange() throws IOException {
    assertThat(changes()).isEmpty();
    assertThat(changes("blue.workers=2")).isEmpty();
    assertThat(changes("title=Other", "expect=[ errors == 0 ]", "what_if=null")).isEmpty();
  }

  @Test
  void directive_goesByItsPart() throws IOException {
    assertThat(changes("blue.workers=8", "stack.postgres.max_connections=400"))
        .containsExactly(
            new Change("blue.workers", "2", "8"),
            new Change("postgres.max_connections", "100", "400"));
  }

  @Test
  void whatIsNotWritten_isTheDefault() throws IOException {
    assertThat(changes("blue.threads=8", "blue.replicas=2", "hosts.app.hyperthreads=true"))
        .containsExactly(
            new Change("hosts.app.hyperthreads", "false", "true"),
            new Change("blue.threads", "1", "8"),
            new Change("blue.replicas", "1", "2"));
    assertThat(changes("blue.threads=1")).as("said, and the same").isEmpty();
    assertThat(changes("duration=30s")).containsExactly(new Change("duration", "60s", "30s"));
  }

  @Test
  void part_isAddedAndRemoved() throws IOException {
    Change added = changes("stack.pgbouncer={ pool_mode: transaction }").get(0);
    assertThat(added).isEqualTo(new Change("stack.pgbouncer", null, "{pool_mode: transaction}"));
    assertThat(added.part()).isEqualTo("pgbouncer");

    Change removed = changes(List.of("stack.redis={}"), List.of()).get(0);
    assertThat(removed).isEqualTo(new Change("stack.redis", "{}", null));
    assertThat(changes("blue.workers=8").get(0).part()).isNull();
  }

  @Test
  void step_isFoundInItsList() throws IOException {
    assertThat(changes("endpoints.page=[ cpu: 1ms, query: { time: 50ms, rows: 10 } ]"))
        .containsExactly(new Change("endpoints.page.1.query.time", "5ms", "50ms"));
    assertThat(changes("endpoints.page=[ cpu: 1ms ]"))
        .containsExactly(
            new Change(
                "endpoints.page", "[{cpu: 1ms}, {query: {time: 5ms, rows: 10}}]", "[{cpu: 1ms}]"));
  }

  @Test
  void change_isWhatMakesOneOfTheOther() throws IOException {
    List<String> sets = List.of("traffic.page=poisson 20/s", "blue.workers=3");
    List<Change> found = changes(List.of(), sets);
    assertThat(found).contains(new Change("traffic.page.arrivals", "poisson 10/s", "poisson 20/s"));
    List<String> again = found.stream().map(each -> each.path() + "=" + each.after()).toList();
    assertThat(changes(sets, again)).isEmpty();
  }
}
