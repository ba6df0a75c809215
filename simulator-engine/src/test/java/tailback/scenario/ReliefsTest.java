package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.scenario.Relief.Way;

/** What can be relieved, and by which settings. */
final class ReliefsTest {

  private static final ScenarioReader READER = new ScenarioReader(Catalogue.standard());

  @TempDir Path folder;

  private List<Relief> reliefs(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), yaml);
    List<Relief> all = READER.reliefs(file, List.of());
    all.forEach(each -> READER.plain(file, each.sets()));
    return all;
  }

  private static Relief of(List<Relief> all, String relieves) {
    return all.stream().filter(each -> each.relieves().equals(relieves)).findFirst().orElseThrow();
  }

  @Test
  void partsTellByTheirCards_withTheirOwnNames() throws IOException {
    List<Relief> all =
        reliefs(
            """
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 10/s }
            stack:
              blue: { kind: gunicorn, host: app, worker_class: gthread, threads: 4 }
              postgres: {}
              api: { kind: service, time: lognormal mean 200ms cv 0.3 }
            endpoints: { page: [ cpu: 1ms, query: 1ms, call: api ] }
            """);
    assertThat(of(all, "blue.threads").sets()).containsExactly("blue.threads=16");
    assertThat(of(all, "app.gil").sets()).containsExactly("blue.workers=4", "blue.threads=1");
    assertThat(of(all, "app.gil").how()).isEqualTo("workers 1 → 4, threads 4 → 1");
    assertThat(of(all, "app.cpu").sets()).containsExactly("hosts.app.cpus=8");
    assertThat(of(all, "postgres.connections").sets())
        .containsExactly("postgres.max_connections=400");
    assertThat(of(all, "api.time").sets()).containsExactly("api.time=lognormal mean 50ms cv 0.3");
    assertThat(of(all, "api.time").way()).isEqualTo(Way.SHORTER);
    assertThat(of(all, "api.time").touchedBy()).containsExactly("api.calls");
    assertThat(all).extracting(Relief::relieves).doesNotContain("blue.workers", "blue.hub");
  }

  @Test
  void fewer_isOfWhoCrowdsAHost() throws IOException {
    List<Relief> all =
        reliefs(
            """
            hosts: { app: { cpus: 2 }, db: { cpus: 2 } }
            traffic: { page: poisson 10/s }
            stack:
              gunicorn: { host: app, worker_class: uvicorn, workers: 9 }
              fastapi: { views: sync, create_engine: {} }
              pgbouncer: {}
              postgres: { host: db }
            endpoints: { page: [ query: 1ms ] }
            """);
    List<Relief> fewer = all.stream().filter(each -> each.way() == Way.FEWER).toList();
    assertThat(fewer)
        .extracting(Relief::how)
        .contains(
            "default_pool_size 20 → 5",
            "create_engine.pool_size 5 → 1, create_engine.max_overflow 10 → 3");
    assertThat(fewer)
        .filteredOn(
            each -> each.relieves().endsWith(".pool") || each.relieves().endsWith(".servers"))
        .allSatisfy(each -> assertThat(each.touchedBy()).containsExactly("db.cpu", "db.oom_kills"));
  }

  @Test
  void fewerThreadsAndProcesses_whereTheyCrowdTheGil_orTheCpu() throws IOException {
    List<Relief> all =
        reliefs(
            """
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 10/s }
            stack: { gunicorn: { host: app, worker_class: gthread, workers: 9, threads: 16 } }
            endpoints: { page: [ cpu: 1ms ] }
            """);
    assertThat(all)
        .filteredOn(each -> each.way() == Way.FEWER)
        .extracting(Relief::how, Relief::touchedBy)
        .containsExactly(
            tuple("workers 9 → 2", List.of("app.cpu", "app.oom_kills")),
            tuple("threads 16 → 4", List.of("app.gil")));
  }

  /** Without a database no connection to it is worth keeping. */
  @Test
  void reliefThatADatabaseShows_isNotThereWithoutOne() throws IOException {
    String stack =
        """
        hosts: { app: { cpus: 2 } }
        traffic: { page: poisson 10/s }
        stack: { gunicorn: { host: app }, django: {}%s }
        endpoints: { page: [ cpu: 1ms ] }
        """;
    assertThat(reliefs(stack.formatted("")))
        .extracting(Relief::relieves)
        .doesNotContain("django.CONN_MAX_AGE");
    assertThat(of(reliefs(stack.formatted(", postgres: {}")), "django.CONN_MAX_AGE").touchedBy())
        .containsExactly("postgres.connections.arrivals");
  }

  @Test
  void stepsTell_locksCallsAndCaches() throws IOException {
    List<Relief> all =
        reliefs(
            """
            hosts: { app: { cpus: 2 } }
            traffic: { page: { arrivals: poisson 10/s, requests: { page: 100% }, retries: 3 } }
            stack: { gunicorn: { host: app, worker_class: gevent }, postgres: {}, redis: {} }
            endpoints:
              page:
                - transaction: [ lock: stock, query: { write: true, row: price, keys: 5 } ]
                - choose: { 99.5%: [ block: 5ms ], 0.5%: [ block: { time: 1s, cpu: true } ] }
                - cache: { key: front, ttl: 10s, miss: [ query: { time: 1ms, driver: blocking } ] }
            """);
    assertThat(of(all, "postgres.lock(stock)").sets())
        .containsExactly("endpoints.page.0.transaction.0.lock={row: stock, keys: 4}");
    assertThat(of(all, "postgres.lock(price)").sets())
        .containsExactly("endpoints.page.0.transaction.1.query.keys=20");
    assertThat(of(all, "redis.keys(front)").sets())
        .containsExactly("endpoints.page.2.cache.coalesce=true");
    assertThat(of(all, "traffic.page.retries").sets())
        .containsExactly("traffic.page.retries.attempts=1");
    Relief calls =
        all.stream().filter(each -> each.how().endsWith("cooperating")).findFirst().orElseThrow();
    assertThat(calls.relieves()).isEqualTo("gunicorn.hub");
    assertThat(calls.sets())
        .containsExactly(
            "endpoints.page.1.choose.99.5%.0={wait: 5ms}",
            "endpoints.page.1.choose.0.5%.0.block.executor=true",
            "endpoints.page.2.cache.miss.0.query.driver=cooperative");
  }

  @Test
  void whatTheTimelineSetsLater_isRelievedAsWell() throws IOException {
    List<Relief> all =
        reliefs(
            """
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 10/s }
            stack: { gunicorn: { host: app }, api: { kind: service, time: 20ms } }
            endpoints: { page: [ call: api ] }
            timeline: [ { at: 10s, set: { api.time: 2s } } ]
            """);
    assertThat(of(all, "api.time").sets())
        .containsExactly("api.time=5ms", "timeline.0.set.api.time=0.5s");
  }

  @Test
  void poolsOfTheProcesses_areInsideADirective() throws IOException {
    String stack =
        """
        hosts: { app: { cpus: 2 } }
        traffic: { page: poisson 10/s }
        stack: { gunicorn: { host: app, worker_class: uvicorn }, %s, postgres: {} }
        endpoints: { page: [ query: 1ms ] }
        """;
    String django = "django: { OPTIONS: { pool: { max_size: 6 } } }";
    assertThat(of(reliefs(stack.formatted(django)), "django.pool").sets())
        .containsExactly("django.OPTIONS.pool.min_size=16", "django.OPTIONS.pool.max_size=24");
    String fastapi = "fastapi: { views: sync, create_engine: {} }";
    List<Relief> all = reliefs(stack.formatted(fastapi));
    assertThat(of(all, "fastapi.pool").sets())
        .containsExactly("fastapi.create_engine.pool_size=20");
    assertThat(of(all, "fastapi.threadpool").sets()).containsExactly("fastapi.threadpool=160");
    assertThat(reliefs(stack.formatted("django: {}")))
        .extracting(Relief::relieves)
        .doesNotContain("django.pool");
  }

  @Test
  void machineThatIsRented_becomesOneThatCannotBe() throws IOException {
    List<Relief> all =
        reliefs(
            """
            hosts: { app: { instance: t3.medium, cpu_credits: standard, credits: 8 } }
            traffic: { page: poisson 10/s }
            stack: { gunicorn: { host: app } }
            endpoints: { page: [ cpu: 1ms ] }
            """);
    assertThat(of(all, "app.cpu").sets()).contains("hosts.app.instance=null", "hosts.app.cpus=8");
    assertThat(of(all, "app.credits").sets()).containsExactly("hosts.app.cpu_credits=unlimited");
  }

  static List<String> kinds() {
    return Catalogue.standard().all().stream().map(Kind::name).toList();
  }

  /** A card that names what is not there would be a relief that nobody ever sees. */
  @ParameterizedTest
  @MethodSource("kinds")
  void card_relievesItsOwnResourcesAndLimits(String kind) {
    Card card = Card.of(Catalogue.standard().get(kind));
    List<String> known = new ArrayList<>();
    card.resources().forEach(each -> known.add(each.name()));
    card.directives().forEach(each -> known.add(kind + "." + each.name()));
    for (Card.Relief each : card.reliefs()) {
      assertThat(known).contains(each.relieves());
      for (String one : each.set().split(",\\s*")) {
        String directive = Scaling.of(one).directive();
        assertThat(
                directive.startsWith("stack.")
                    || known.contains(kind + "." + directive.split("\\.")[0]))
            .as(one)
            .isTrue();
      }
    }
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../scenarios"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("shipped")
  void everyRelief_ofEveryShippedScenario_canBeSet(Path file) {
    List<Relief> all = READER.reliefs(file, List.of());
    assertThat(all).isNotEmpty();
    assertThat(all).allSatisfy(each -> READER.plain(file, each.sets()));
  }
}
