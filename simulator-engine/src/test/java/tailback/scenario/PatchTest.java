package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static tailback.scenario.Given.BASE;
import static tailback.scenario.Given.message;
import static tailback.scenario.Given.read;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tailback.component.Part;
import tailback.component.client.Arrivals;
import tailback.component.client.TrafficSettings;
import tailback.component.service.Service;
import tailback.component.worker.Gunicorn;
import tailback.program.Step;
import tailback.queueing.Distribution;

final class PatchTest {

  private static Part part(Scenario scenario, String name) {
    return scenario.deployment().stack().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TrafficSettings page(Scenario scenario) {
    return scenario.deployment().traffic().get("page");
  }

  @Test
  void set_reachesEverything() {
    Scenario scenario =
        read(
            BASE,
            "gunicorn.workers=4",
            "stack.gunicorn.threads=8",
            "hosts.app.cpus=16",
            "duration=30s",
            "seed=7",
            "django.CONN_MAX_AGE=60");
    Gunicorn.Settings gunicorn = (Gunicorn.Settings) part(scenario, "gunicorn").settings();
    assertThat(gunicorn.workers()).isEqualTo(4);
    assertThat(gunicorn.threads()).isEqualTo(8);
    assertThat(scenario.deployment().hosts().get("app").cpus()).isEqualTo(16);
    assertThat(scenario.duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(scenario.seed()).isEqualTo(7);
  }

  @Test
  void set_ofATrafficShortForm_setsItsArrivals() {
    Scenario scenario = read(BASE, "traffic.page.timeout=3s", "traffic.page=constant 5/s");
    assertThat(page(scenario).arrivals()).isEqualTo(new Arrivals.Constant(5));
    assertThat(page(scenario).timeout()).isEqualTo(Distribution.constant(3_000_000_000L));
    assertThat(page(read(BASE, "traffic.page.arrivals=poisson 99/s")).arrivals())
        .isEqualTo(new Arrivals.Poisson(99));
  }

  @Test
  void set_ofAShortForm_setsTheOtherKeys() {
    Scenario scenario =
        read(
            BASE,
            "traffic.page.retries=3",
            "traffic.page.retries.budget=10%",
            "traffic.page.retries.backoff=100ms",
            "traffic.page.retries.backoff.max=1s",
            "traffic.page.network=40ms",
            "traffic.page.network.bandwidth=8Mbit/s",
            "alerts={ slow: p95(page) over 60s > 1s }",
            "alerts.slow.every=30s");
    assertThat(page(scenario).retries().attempts()).isEqualTo(3);
    assertThat(page(scenario).retries().budget()).isEqualTo(0.1);
    assertThat(page(scenario).retries().backoff())
        .isEqualTo(new TrafficSettings.Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(1)));
    assertThat(page(scenario).network().rtt()).isEqualTo(Distribution.constant(40_000_000));
    assertThat(scenario.alerts().get(0).every()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void laterSettings_win() {
    Scenario scenario = read(BASE, "payments.time=1s", "payments.time=exponential 2s");
    assertThat(((Service.Settings) part(scenario, "payments").settings()).time())
        .isEqualTo(Distribution.exponential(2e9));
  }

  @Test
  void maps_mergeKeyByKey() {
    Part gunicorn = part(read(BASE, "gunicorn={threads: 8}"), "gunicorn");
    assertThat(((Gunicorn.Settings) gunicorn.settings()).workers()).isEqualTo(2);
    assertThat(((Gunicorn.Settings) gunicorn.settings()).threads()).isEqualTo(8);
    assertThat(gunicorn.host()).isEqualTo("app");
  }

  @Test
  void null_takesAway() {
    Scenario scenario = read(BASE, "stack.pgbouncer=null", "gunicorn.host=null");
    assertThat(scenario.deployment().stack()).extracting(Part::name).doesNotContain("pgbouncer");
    assertThat(part(scenario, "gunicorn").host()).isNull();
  }

  @Test
  void number_picksAnItemOfAList() {
    Step.Cpu cpu =
        (Step.Cpu)
            read(BASE, "endpoints.page.0.cpu=9ms").deployment().endpoints().get("page").get(0);
    assertThat(cpu.time().mean()).isEqualTo(9e6);
    assertThat(message(BASE, "endpoints.page.7.cpu=9ms"))
        .isEqualTo(
            "--set endpoints.page.7.cpu=9ms: endpoints.page is a list; '7' is none of its items;"
                + " they are 0 to 1");
  }

  @Test
  void keysWithDots_areMatchedLongestFirst() {
    String yaml =
        BASE.replace("page: poisson", "GET /v1.0/page: poisson")
            .replace("endpoints:\n  page:", "endpoints:\n  GET /v1.0/page:");
    Scenario scenario =
        read(
            yaml,
            "traffic.GET /v1.0/page.arrivals=poisson 7/s",
            "endpoints.GET /v1.0/page=[cpu: 1ms]");
    assertThat(scenario.deployment().endpoints().get("GET /v1.0/page")).hasSize(1);
    assertThat(scenario.deployment().traffic().get("GET /v1.0/page").arrivals())
        .isEqualTo(new Arrivals.Poisson(7));
  }

  @Test
  void newPart_isAddedByItsWholePath() {
    Scenario scenario = read(BASE, "stack.rq={workers: 3}");
    assertThat(scenario.deployment().stack())
        .extracting(Part::name)
        .containsExactly(
            "nginx",
            "gunicorn",
            "django",
            "pgbouncer",
            "postgres",
            "redis",
            "celery",
            "rq",
            "payments");
  }

  @Test
  void malformed_saysWhatIsMeant() {
    assertThat(message(BASE, "gunicorn.workres=4"))
        .isEqualTo(
            "--set gunicorn.workres=4: unknown key 'workres' of gunicorn; did you mean 'workers'?");
    assertThat(message(BASE, "gunicron.workers=4"))
        .isEqualTo(
            "--set gunicron.workers=4: unknown path 'gunicron.workers'; did you mean 'gunicorn'?");
    assertThat(message(BASE, "stack.gunicron.workers=4"))
        .isEqualTo(
            "--set stack.gunicron.workers=4: there is no 'gunicron' under stack; did you mean"
                + " 'gunicorn'?");
    assertThat(message(BASE, "traffic.pgae.arrivals=poisson 1/s"))
        .isEqualTo(
            "--set traffic.pgae.arrivals=poisson 1/s: there is no 'pgae' under traffic; did you"
                + " mean 'page'?");
    assertThat(message(BASE, "gunicorn.workers=four"))
        .isEqualTo(
            "--set gunicorn.workers=four: workers of gunicorn: 'four' is not a whole number; write"
                + " one such as 4");
    assertThat(message(BASE, "gunicorn.workers"))
        .isEqualTo(
            "--set gunicorn.workers: there is no PATH=VALUE; write such as gunicorn.workers=4");
    assertThat(message(BASE, "gunicorn.workers="))
        .isEqualTo("--set gunicorn.workers=: there is no value after the '='");
    assertThat(message(BASE, "gunicorn.workers={"))
        .startsWith("--set gunicorn.workers={: a { that is not closed");
    assertThat(message(BASE, "duration.s=4"))
        .isEqualTo(
            "--set duration.s=4: the path 'duration.s' goes on after duration, which is a value:"
                + " '10s'");
  }
}
