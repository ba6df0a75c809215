package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tailback.experiment.result.Results;

final class JsonReportTest {

  private static final ObjectMapper READER = new ObjectMapper();

  @Test
  void everySample_isAsKept() throws IOException {
    for (Map.Entry<String, Results> sample : Samples.all().entrySet()) {
      Golden.check(sample.getKey() + ".json", JsonReport.of(sample.getValue()));
    }
  }

  @Test
  void names_areThoseOfTheContract() throws IOException {
    JsonNode json = READER.readTree(JsonReport.of(Samples.exhaustedConnections()));
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "scenario",
            "title",
            "seed",
            "replications",
            "simulated_s",
            "warmup_s",
            "events",
            "wall_s",
            "requests",
            "endpoints",
            "resources",
            "timeseries",
            "findings",
            "expectations");
    assertThat(json.path("requests").fieldNames())
        .toIterable()
        .containsExactly("offered", "completed", "failed", "in_flight");
    assertThat(json.path("endpoints").path("checkout").fieldNames())
        .toIterable()
        .contains(
            "offered",
            "completed",
            "failed",
            "in_flight",
            "throughput_rps",
            "latency_ms",
            "latency_ci95_ms",
            "latency_failed_ms",
            "time_in_ms",
            "statuses",
            "errors");
    assertThat(json.path("endpoints").path("checkout").path("latency_ms").fieldNames())
        .toIterable()
        .containsExactly("mean", "p50", "p90", "p95", "p99", "p999", "max");
    assertThat(json.path("endpoints").path("checkout").path("latency_ci95_ms").fieldNames())
        .toIterable()
        .containsExactly("mean", "p50", "p95", "p99");
    assertThat(json.path("resources").path("app.gil").fieldNames())
        .toIterable()
        .contains("capacity", "utilisation", "queue_mean", "queue_max", "wait_ms", "rejected");
    assertThat(json.path("resources").path("app.gil").path("wait_ms").fieldNames())
        .toIterable()
        .containsExactly("mean", "p95", "max");
    assertThat(json.path("timeseries").fieldNames())
        .toIterable()
        .containsExactly("step_s", "series");
    assertThat(json.path("findings").path(0).fieldNames())
        .toIterable()
        .containsExactly("id", "resource", "first_s", "text", "evidence");
    assertThat(json.path("expectations").path(0).fieldNames())
        .toIterable()
        .containsExactly("text", "holds", "measured");
  }

  @Test
  void figures_comeBackAsTheyWere() throws IOException {
    Results results = Samples.blockedHub();
    JsonNode json = READER.readTree(JsonReport.of(results));
    assertThat(json.path("endpoints").path("timeline").path("latency_ms").path("mean").asDouble())
        .isEqualTo(411.83);
    double[] rates = results.timeseries().series().get("rate(timeline)");
    JsonNode written = json.path("timeseries").path("series").path("rate(timeline)");
    assertThat(written).hasSameSizeAs(rates);
    for (int i = 0; i < rates.length; i++) {
      assertThat(written.get(i).asDouble()).isCloseTo(rates[i], within(rates[i] * 5e-6));
    }
  }

  @Test
  void figures_areReadable() {
    String json =
        JsonWriter.text(
            document -> {
              document.row();
              for (double value :
                  List.of(
                      0.0001,
                      -0.0,
                      1e-12,
                      -1e-12,
                      1234567.89,
                      1e22,
                      98.33333333,
                      100.0,
                      0.1 + 0.2,
                      Double.NaN,
                      Double.POSITIVE_INFINITY,
                      99.99999999,
                      -2.5)) {
                document.figure("x", value);
              }
              document.end();
            });
    assertThat(json.replace("\"x\": ", ""))
        .isEqualTo(
            "{ 0.0001, 0, 0, 0, 1234568, "
                + "10000000000000000000000, 98.3333, 100, 0.3, null, null, 100, -2.5 }\n");
  }

  @Test
  void wallTime_hasALineOfItsOwn() {
    String json = JsonReport.of(Samples.quiet());
    assertThat(json.lines().filter(line -> line.contains("wall_s")))
        .containsExactly("  \"wall_s\": 0.004");
    assertThat(json).endsWith("}\n");
  }

  @Test
  void whatIsNotKnown_isNull() throws IOException {
    JsonNode page = READER.readTree(JsonReport.of(Samples.empty())).path("endpoints").path("page");
    assertThat(page.path("latency_ms").path("p95").isNull()).isTrue();
    assertThat(page.path("latency_ci95_ms").path("p95").isNull()).isTrue();
    assertThat(page.path("latency_failed_ms").isNull()).isTrue();
  }

  @Test
  void evidence_isInOrderOfItsNames() {
    String json =
        JsonWriter.text(
            document ->
                document
                    .object()
                    .any("evidence", Map.of("b", 2, "a", List.of("x", 0.5), "c", true))
                    .end());
    assertThat(json).contains("{ \"a\": [\"x\", 0.5], \"b\": 2, \"c\": true }");
  }
}
