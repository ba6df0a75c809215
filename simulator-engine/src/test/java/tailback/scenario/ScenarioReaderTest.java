package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static tailback.scenario.Given.and;
import static tailback.scenario.Given.message;
import static tailback.scenario.Given.read;
import static tailback.scenario.Given.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tailback.component.Bandwidth;
import tailback.component.Part;
import tailback.component.client.Arrivals;
import tailback.component.client.TrafficSettings;
import tailback.component.edge.Nginx;
import tailback.component.framework.Django;
import tailback.component.host.HostSettings;
import tailback.component.service.Service;
import tailback.component.store.Postgres;
import tailback.component.worker.Gunicorn;
import tailback.program.Bytes;
import tailback.queueing.Distribution;

final class ScenarioReaderTest {

  @Test
  void defaults_holdWhereNothingIsSaid() {
    Scenario scenario =
        read("traffic: { page: poisson 1/s }\nstack: { gunicorn: }\nendpoints: { page: [] }\n");
    assertThat(scenario.title()).isEqualTo("x");
    assertThat(scenario.duration()).isEqualTo(Duration.ofSeconds(60));
    assertThat(scenario.warmup()).isEqualTo(Duration.ZERO);
    assertThat(scenario.seed()).isEqualTo(1);
    assertThat(scenario.deployment().hosts()).isEmpty();
    assertThat(scenario.deployment().tasks()).isEmpty();
    assertThat(scenario.incident()).isNull();
    Part gunicorn = scenario.deployment().stack().get(0);
    assertThat(gunicorn.replicas()).isEqualTo(1);
    assertThat(gunicorn.host()).isNull();
    Gunicorn.Settings settings = (Gunicorn.Settings) gunicorn.settings();
    assertThat(settings.workerClass()).isEqualTo(Gunicorn.Settings.WorkerClassName.SYNC);
    assertThat(settings.workers()).isEqualTo(1);
    assertThat(settings.backlog()).isEqualTo(2048);
    assertThat(settings.bind()).isEqualTo(Gunicorn.Settings.Bind.TCP);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.boot()).isEqualTo(Distribution.constant(160_000_000));
    assertThat(settings.running()).isTrue();
  }

  @Test
  void warmup_isADurationOrAuto() {
    assertThat(read(Given.and("warmup: 1m")).warmup()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read(Given.and("warmup: auto")).warmup()).as("to be found").isNull();
    assertThat(read(Given.and("warmup: auto"), "warmup=0").warmup()).isZero();
    assertThat(Given.message(Given.and("warmup: Auto")))
        .startsWith("x.yaml:22:9: warmup: 'Auto' is neither a duration nor auto; ");
    assertThat(Given.message(Given.and("warmup: 30")))
        .startsWith("x.yaml:22:9: warmup: '30' has no unit; ");
    assertThat(Given.message(Given.and("warmup: [ auto ]")))
        .isEqualTo("x.yaml:22:9: warmup takes a single value, not a list");
    assertThat(Given.message(Given.and("warmup:"))).isEqualTo("x.yaml:22:8: warmup has no value");
  }

  @Test
  void workerClass_isWrittenAsInRealFiles() {
    Part part =
        read(with("gunicorn: {", "gunicorn: { worker_class: uvicorn.workers.UvicornWorker,"))
            .deployment()
            .stack()
            .stream()
            .filter(p -> p.name().equals("gunicorn"))
            .findFirst()
            .orElseThrow();
    assertThat(((Gunicorn.Settings) part.settings()).workerClass())
        .isEqualTo(Gunicorn.Settings.WorkerClassName.UVICORN);
    assertThat(message(with("gunicorn: {", "gunicorn: { worker_class: gevnt,")))
        .endsWith("did you mean 'gevent'?");
    assertThat(message(with("gunicorn: {", "gunicorn: { worker_class: eventlet, version: 26.0,")))
        .contains("version 26.0 has no eventlet worker: it was removed in 26.0");
  }

  @Test
  void directives_takeTheUnitsOfTheRealThing() {
    List<Part> stack =
        read(with("gunicorn: {", "gunicorn: { timeout: 45,")
                .replace("postgres: {}", "postgres: { deadlock_timeout: 250, auth: md5 }")
                .replace("nginx: {}", "nginx: { proxy_read_timeout: 5, upstream: gunicorn }"))
            .deployment()
            .stack();
    assertThat(((Nginx.Settings) stack.get(0).settings()).proxyReadTimeout())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(((Nginx.Settings) stack.get(0).settings()).upstream()).containsExactly("gunicorn");
    assertThat(((Gunicorn.Settings) stack.get(1).settings()).timeout())
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(((Postgres.Settings) stack.get(4).settings()).deadlockTimeout())
        .isEqualTo(Duration.ofMillis(250));
    assertThat(((Postgres.Settings) stack.get(4).settings()).auth())
        .isEqualTo(Postgres.Settings.Auth.MD5);
  }

  @Test
  void connMaxAge_None_isForEver() {
    Part django =
        read(with("django: {}", "django: { CONN_MAX_AGE: None }")).deployment().stack().get(2);
    assertThat(((Django.Settings) django.settings()).connMaxAge())
        .isGreaterThan(Duration.ofDays(1000));
  }

  @Test
  void part_mayHaveANameOfItsOwn() {
    Scenario scenario =
        read(with("gunicorn: { host: app, workers: 2 }", "blue: { kind: gunicorn, replicas: 3 }"));
    Part blue = scenario.deployment().stack().get(1);
    assertThat(blue.name()).isEqualTo("blue");
    assertThat(blue.kind().name()).isEqualTo("gunicorn");
    assertThat(blue.replicas()).isEqualTo(3);
  }

  @Test
  void hosts_haveCpusAndMemory() {
    assertThat(read(with("{ cpus: 2 }", "{ cpus: 0.5, memory: 8GiB }")).deployment().hosts())
        .isEqualTo(Map.of("app", new HostSettings(0.5, new Bytes(8L << 30))));
  }

  @Test
  void traffic_inItsLongForm() {
    TrafficSettings users =
        read(with(
                "page: poisson 10/s",
                "users: { arrivals: closed 50 users think exponential 1s, requests: { page: 100% },"
                    + " timeout: 30s }"))
            .deployment()
            .traffic()
            .get("users");
    assertThat(users.arrivals()).isEqualTo(new Arrivals.Closed(50, Distribution.exponential(1e9)));
    assertThat(users.requests()).isEqualTo(Map.of("page", 1.0));
    assertThat(users.timeout()).isEqualTo(Distribution.constant(30_000_000_000L));
    assertThat(users.connection()).isEqualTo(TrafficSettings.Connection.CLOSE);
  }

  @Test
  void traffic_saysWhoTheClientsAre() {
    TrafficSettings page =
        read(with(
                "page: poisson 10/s",
                "page: { arrivals: constant 10/s, network: { rtt: 40ms, bandwidth: 8Mbit/s },"
                    + " addresses: 500, session: { users: 300, length: 20m }, connection:"
                    + " keepalive }"))
            .deployment()
            .traffic()
            .get("page");
    assertThat(page.network())
        .isEqualTo(
            new TrafficSettings.Network(Distribution.constant(40_000_000), new Bandwidth(1e6)));
    assertThat(page.addresses()).isEqualTo(500);
    assertThat(page.session()).isEqualTo(new TrafficSettings.Session(300, Duration.ofMinutes(20)));
    assertThat(page.connection()).isEqualTo(TrafficSettings.Connection.KEEPALIVE);
    assertThat(
            read(with("page: poisson 10/s", "page: { arrivals: constant 10/s, network: 40ms }"))
                .deployment()
                .traffic()
                .get("page")
                .network()
                .rtt())
        .as("the short form")
        .isEqualTo(Distribution.constant(40_000_000));
  }

  @Test
  void traffic_hasAProfile() {
    TrafficSettings page =
        read(with(
                "page: poisson 10/s",
                "page: { arrivals: constant 10/s, profile: [ { at: 0s, x: 1 }, { at: 5s, x: 2.5 } ]"
                    + " }"))
            .deployment()
            .traffic()
            .get("page");
    assertThat(page.profile())
        .containsExactly(
            new TrafficSettings.Point(Duration.ZERO, 1),
            new TrafficSettings.Point(Duration.ofSeconds(5), 2.5));
    assertThat(
            message(
                with(
                    "page: poisson 10/s",
                    "page: { arrivals: constant 10/s, profile: [ { at: 5s, x: 1 }, { at: 5s, x: 2 }"
                        + " ] }")))
        .isEqualTo("x.yaml:6:71: the profile of traffic.page goes back in time here");
  }

  @Test
  void requests_mayBeLeftOutOfASingleEndpoint() {
    assertThat(
            read(with("page: poisson 10/s", "visitors: { arrivals: poisson 10/s }"))
                .deployment()
                .traffic()
                .get("visitors")
                .requests())
        .isEqualTo(Map.of("page", 1.0));
  }

  @Test
  void whatIf_inBothForms() {
    Scenario scenario =
        read(
            and(
                """
                expect: [ p95 < 1s ]
                what_if:
                  plain: { gunicorn.workers: 4, payments.time: 1s }
                  judged:
                    verdict: partial
                    why: because
                    set: { endpoints.page: [ cpu: 1ms ] }
                    expect: [ p95 < 2s, errors == 0 ]
                """));
    Scenario.Variant plain = scenario.whatIf().get("plain");
    assertThat(plain.verdict()).isNull();
    assertThat(plain.why()).isEmpty();
    assertThat(plain.scenario().expect()).isEmpty();
    assertThat(((Service.Settings) plain.scenario().deployment().stack().get(7).settings()).time())
        .isEqualTo(Distribution.constant(1_000_000_000));
    Scenario.Variant judged = scenario.whatIf().get("judged");
    assertThat(judged.verdict()).isEqualTo(Scenario.Verdict.PARTIAL);
    assertThat(judged.why()).isEqualTo("because");
    assertThat(judged.scenario().expect()).hasSize(2);
    assertThat(judged.scenario().deployment().endpoints().get("page")).hasSize(1);
    assertThat(scenario.deployment().endpoints().get("page")).hasSize(2);
  }

  @Test
  void timeline_holdsTheWholeDeploymentAfterEachChange() {
    Scenario scenario =
        read(
            and(
                """
                timeline:
                  - { at: 6s, set: { traffic.page: poisson 30/s } }
                  - { at: 3s, set: { payments.time: 2s, pgbouncer.default_pool_size: 5 } }
                """));
    assertThat(scenario.timeline())
        .extracting(Scenario.Change::at)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(6));
    assertThat(scenario.timeline().get(0).text())
        .isEqualTo("payments.time: 2s, pgbouncer.default_pool_size: 5");
    assertThat(scenario.timeline().get(0).after().traffic().get("page").arrivals())
        .isEqualTo(new Arrivals.Poisson(10));
    assertThat(scenario.timeline().get(1).after().traffic().get("page").arrivals())
        .isEqualTo(new Arrivals.Poisson(30));
    assertThat(
            ((Service.Settings) scenario.timeline().get(1).after().stack().get(7).settings())
                .time())
        .isEqualTo(Distribution.constant(2_000_000_000));
  }

  @Test
  void variant_hasTheTimelineToo() {
    Scenario scenario =
        read(
            and(
                """
                timeline: [ { at: 6s, set: { traffic.page: poisson 30/s } } ]
                what_if: { more: { gunicorn.workers: 4 } }
                """));
    assertThat(scenario.whatIf().get("more").scenario().timeline()).hasSize(1);
  }

  @Test
  void incident_hasFiveBeats() {
    Scenario scenario =
        read(
            and(
                """
                incident:
                  layer: workers
                  page: It is slow.
                  look: [ page, gunicorn, app ]
                  ask: Why?
                  answers:
                    - { say: a, because: no }
                    - { say: b, right: true, because: "yes" }
                  cause: gunicorn.workers
                  debrief: That is why.
                  say_it: I would look.
                """
                    .replace("because: no", "because: it is not")));
    assertThat(scenario.incident())
        .isEqualTo(
            new Scenario.Incident(
                Scenario.Layer.WORKERS,
                Scenario.Difficulty.MEDIUM,
                "It is slow.",
                List.of("page", "gunicorn", "app"),
                "Why?",
                List.of(
                    new Scenario.Answer("a", false, "it is not"),
                    new Scenario.Answer("b", true, "yes")),
                null,
                "gunicorn.workers",
                "That is why.",
                "I would look."));
  }
}
