package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tailback explain}: what it prints, and what it says of wrong input. */
final class ExplainCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SLOW = "endpoints.page=[ wait: 250ms ]";

  @TempDir Path folder;

  private Path small() throws IOException {
    return Scenarios.small(folder.resolve("small.yaml"));
  }

  @Test
  void text_namesTheBottleneckFirst() throws IOException {
    Typed typed = Typed.words("explain", small(), "--set", SLOW);
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.code()).isZero();
    assertThat(typed.output())
        .startsWith("Small\n")
        .contains("5 pairs of runs for each relief, 5 s each · seeds 1 to 5")
        .containsPattern("\n\n  The bottleneck is gunicorn.workers, \\d+ % busy")
        .contains("\nWhat to relieve ─", "\nFindings ─", "▲ gunicorn.workers  2 → 8");
  }

  @Test
  void json_ranksReliefs_withTheSettingsThatDoIt() throws IOException {
    JsonNode json =
        JSON.readTree(Typed.words("explain", small(), "--set", SLOW, "--format=json").output());
    JsonNode first = json.at("/ranking/0");
    assertThat(first.get("relieve").asText()).isEqualTo("gunicorn.workers");
    assertThat(first.at("/set/0").asText()).isEqualTo("gunicorn.workers=8");
    assertThat(first.get("after").asDouble()).isBetween(250.0, 260.0);
    assertThat(first.get("before").asDouble()).isGreaterThan(500);
    double difference = first.get("after").asDouble() - first.get("before").asDouble();
    assertThat(first.at("/ci95/0").asDouble()).isLessThan(difference);
    assertThat(first.at("/ci95/1").asDouble()).isBetween(difference, 0.0);
    assertThat(json.at("/objective/measure").asText()).isEqualTo("p95");
    assertThat(json.at("/findings/0/id").asText()).isEqualTo("workers-taken");
    assertThat(json.at("/complete").asBoolean()).isTrue();
  }

  @Test
  void bytes_areTheSame_onAnyNumberOfJobs() throws IOException {
    String[] outputs = new String[2];
    for (int i = 0; i < 2; i++) {
      outputs[i] =
          Typed.words("explain", small(), "--set", SLOW, "--jobs", 1 + 3 * i, "--format=json")
              .output();
    }
    assertThat(outputs[1]).isEqualTo(outputs[0]);
  }

  @Test
  void seedAndReplications_areThoseOfTheRuns() throws IOException {
    Typed typed = Typed.words("explain", small(), "--seed", 7, "--replications", 2);
    assertThat(typed.output()).contains("2 pairs of runs", "seeds 7 to 8");
  }

  @Test
  void warmUp_isThatOfAllRuns() throws IOException {
    Typed typed =
        Typed.words("explain", small(), "--set", SLOW, "--warmup", "2s", "--set", "duration=3s");
    assertThat(typed.output()).contains("3 s each after 2 s of warm-up");
    assertWrong(Typed.words("explain", small(), "--warmup", "soon"), "--warmup soon: ");
  }

  @Test
  void wrongInput_isOneMessage() throws IOException {
    assertWrong(
        Typed.words("explain", small(), "--replications", 1),
        "explain: --replications is from 2 to 1000, not 1");
    assertWrong(
        Typed.words("explain", small(), "--jobs", 0), "explain: --jobs is from 1 to 1000, not 0");
    assertWrong(Typed.words("explain"), "explain: missing required parameter: 'SCENARIO'");
    Path missing = folder.resolve("missing.yaml");
    assertWrong(Typed.words("explain", missing), missing + ": there is no such file");
    assertWrong(
        Typed.words("explain", small(), "--set", "gunicorn.worker=1"),
        "--set gunicorn.worker=1: unknown key 'worker' of gunicorn; did you mean 'workers'?");
  }

  private static void assertWrong(Typed typed, String message) {
    assertThat(typed.errors()).startsWith(message);
    assertThat(typed.output()).isEmpty();
    assertThat(typed.code()).isEqualTo(2);
  }
}
