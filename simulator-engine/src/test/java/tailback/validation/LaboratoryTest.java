package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Part;
import tailback.component.edge.Nginx;
import tailback.component.pool.PgBouncer;
import tailback.component.queue.Celery;
import tailback.component.queue.Rq;
import tailback.component.store.Postgres;
import tailback.component.worker.Gunicorn;
import tailback.queueing.Distribution;
import tailback.scenario.Scenario;
import tailback.validation.Laboratory.Run;

/** What is compared is comparable: the figures of the traces, and the configuration. */
final class LaboratoryTest {

  @Test
  void figures_areThoseOfTheMeasurements() {
    for (Run run : Laboratory.runs()) {
      Sample sample = new Sample(run.answers());
      JsonNode measured = run.measured();
      assertThat(sample.size()).isEqualTo(measured.get("requests").asInt());
      assertThat(sample.goodput(run.load()))
          .as(run.name())
          .isCloseTo(measured.get("goodput_rps").asDouble(), within(0.06));
      measured
          .get("latency_ms")
          .properties()
          .forEach(
              latency -> {
                String endpoint = latency.getKey();
                Sample part = endpoint.equals("all") ? sample : sample.of(endpoint);
                if (latency.getValue().get("n").asInt() == 0) {
                  assertThat(part.share(200)).isZero();
                  return;
                }
                for (int p : new int[] {50, 95, 99}) {
                  assertThat(part.percentile(p))
                      .as(run.name() + " " + endpoint + " p" + p)
                      .isCloseTo(latency.getValue().get("p" + p).asDouble(), within(0.02));
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("tailback.validation.Case#names")
  void scenario_isConfiguredAsMeasured(String name) {
    Run run =
        Laboratory.runs().stream().filter(r -> r.caseName().equals(name)).findFirst().orElseThrow();
    JsonNode configured = run.configuration();
    Scenario scenario = Replay.scenario(run);
    assertThat(scenario.deployment().hosts().get("machine").cpus()).isEqualTo(2);
    if (run.isOfTasks()) {
      scenario.deployment().stack().forEach(part -> checkQueue(part, configured));
      return;
    }
    assertThat(scenario.deployment().traffic().get("clients").timeout())
        .isEqualTo(Distribution.constant(seconds(configured, "client_timeout_s").toNanos()));
    boolean nginxInFront =
        scenario.deployment().stack().stream()
            .anyMatch(p -> p.settings() instanceof Nginx.Settings);
    assertThat(nginxInFront).isEqualTo(configured.path("behind_nginx").asBoolean(true));
    for (Part part : scenario.deployment().stack()) {
      if (part.settings() instanceof Nginx.Settings nginx) {
        assertThat(nginx.proxyReadTimeout()).isEqualTo(seconds(configured, "proxy_read_timeout_s"));
        assertThat(nginx.proxyConnectTimeout())
            .isEqualTo(Duration.ofSeconds(configured.path("proxy_connect_timeout_s").asLong(60)));
      } else if (part.settings() instanceof Gunicorn.Settings gunicorn
          && gunicorn.running()
          && !part.name().matches("other.*|hanging")) { // stacks that ran beside, or did not run
        check(gunicorn, configured);
      } else if (part.settings() instanceof PgBouncer.Settings pgbouncer) {
        check(pgbouncer, configured.get("pgbouncer"));
      } else if (part.settings() instanceof Postgres.Settings postgres) {
        check(postgres, configured);
      }
    }
  }

  private static void checkQueue(Part part, JsonNode configured) {
    if (part.settings() instanceof Celery.Settings celery) {
      assertThat(part.replicas()).isEqualTo(configured.get("workers").asInt());
      assertThat(part.replicas() * celery.workerConcurrency())
          .isEqualTo(configured.get("slots").asInt());
      assertThat(celery.workerPrefetchMultiplier())
          .isEqualTo(configured.get("prefetch_multiplier").asInt());
      assertThat(celery.taskAcksLate()).isEqualTo(configured.get("acks_late").asBoolean());
    } else if (part.settings() instanceof Rq.Settings rq) {
      assertThat(rq.workers()).isEqualTo(configured.get("workers").asInt());
    }
  }

  private static void check(Gunicorn.Settings gunicorn, JsonNode configured) {
    assertThat(gunicorn.workerClass().name().toLowerCase(Locale.ROOT))
        .isEqualTo(configured.get("worker_class").asText());
    assertThat(gunicorn.workers()).isEqualTo(configured.get("workers").asInt());
    assertThat(gunicorn.threads()).isEqualTo(configured.get("threads").asInt(1));
    assertThat(gunicorn.workerConnections())
        .isEqualTo(configured.get("worker_connections").asInt());
    assertThat(gunicorn.backlog()).isEqualTo(configured.get("backlog").asInt());
    assertThat(gunicorn.bind().name().toLowerCase(Locale.ROOT))
        .isEqualTo(configured.path("bind").asText("tcp"));
    assertThat(gunicorn.timeout()).isEqualTo(seconds(configured, "timeout_s"));
    assertThat(gunicorn.gracefulTimeout())
        .isEqualTo(Duration.ofSeconds(configured.path("graceful_timeout_s").asLong(30)));
    assertThat(gunicorn.preloadApp()).isEqualTo(configured.path("preload_app").asBoolean(false));
    assertThat(gunicorn.bootWait().mean())
        .isEqualTo(1e9 * configured.path("boot_sleep_s").asDouble(0));
  }

  /** One client was the sampler's. */
  private static void check(PgBouncer.Settings pgbouncer, JsonNode configured) {
    assertThat(pgbouncer.poolMode().name().toLowerCase(Locale.ROOT))
        .isEqualTo(configured.get("pool_mode").asText());
    assertThat(pgbouncer.defaultPoolSize()).isEqualTo(configured.get("default_pool_size").asInt());
    assertThat(pgbouncer.maxClientConn()).isEqualTo(configured.get("max_client_conn").asInt() - 1);
    assertThat(pgbouncer.queryWaitTimeout()).isEqualTo(seconds(configured, "query_wait_timeout_s"));
  }

  /** One connection was the sampler's in the direct runs of E4. */
  private static void check(Postgres.Settings postgres, JsonNode configured) {
    int samplers = configured.path("via").asText().equals("direct") ? 1 : 0;
    assertThat(postgres.maxConnections())
        .isEqualTo(configured.get("postgres_max_connections").asInt() - samplers);
    boolean superuser = configured.path("postgres_superuser").asBoolean(true);
    assertThat(postgres.superuserReservedConnections()).isEqualTo(superuser ? 0 : 3);
  }

  private static Duration seconds(JsonNode configured, String key) {
    return Duration.ofSeconds(configured.get(key).asLong());
  }
}
