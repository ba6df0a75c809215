package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tailback compare}: what it prints, and what it says of wrong input. */
final class CompareCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String[] WHAT_IFS = {
    "what_if:", "  one worker: { gunicorn.workers: 1 }", "  four workers: { gunicorn.workers: 4 }"
  };

  @TempDir Path folder;

  private Path small(String... more) throws IOException {
    return Scenarios.small(folder.resolve("small.yaml"), more);
  }

  @Test
  void text_saysWhatDiffersFirst() throws IOException {
    Typed typed = Typed.words("compare", small(), "--set", "endpoints.page=[ cpu: 25ms ]");
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.code()).isZero();
    assertThat(typed.output())
        .startsWith("Small\n")
        .containsPattern("after:\\sendpoints.page=\\[ cpu: 25ms ]")
        .contains("10 pairs of runs, 5 s each · seeds 1 to 10")
        .containsPattern("\n\n  p95 is [\\d.]+ ms ± [\\d.]+( µs)? higher \\(")
        .contains("\nRequests ─", "\nOne by one ─", "\nResources ─", "▲ mean(page)");
  }

  @Test
  void changeThatChangesNothing_isSaidToBeOne() throws IOException {
    Typed typed = Typed.words("compare", small(), "--set", "gunicorn.backlog=4000");
    assertThat(typed.output()).contains("The change changes nothing: each of the ");
    JsonNode json = json("compare", small(), "--set", "gunicorn.backlog=4000");
    assertThat(json.get("difference"))
        .isNotEmpty()
        .allMatch(each -> each.get("estimate").asDouble() == 0)
        .allMatch(each -> each.get("ci95").toString().equals("[0,0]"));
  }

  @Test
  void differenceThatIsTooSmall_isNotShown() throws IOException {
    Typed typed =
        Typed.words(
            "compare",
            small(),
            "--set",
            "seed=1",
            "--set",
            "gunicorn.workers=3",
            "--set",
            "endpoints.page=[ cpu: exponential 10ms ]",
            "--replications",
            2);
    assertThat(typed.output()).contains("shown at this length");
  }

  @Test
  void json_isBothSidesAndTheirDifference() throws IOException {
    JsonNode json = json("compare", small(), "--set", "gunicorn.workers=1");
    assertThat(json.fieldNames())
        .toIterable()
        .startsWith("change", "pairs", "a", "b", "difference");
    assertThat(json.get("change").asText()).isEqualTo("gunicorn.workers=1");
    assertThat(json.get("pairs").asInt()).isEqualTo(10);
    for (String side : new String[] {"a", "b"}) {
      assertThat(json.get(side).get("title").asText()).isEqualTo("Small");
      assertThat(json.get(side).get("replications").asInt()).isEqualTo(10);
    }
    JsonNode mean = json.get("difference").get("mean(page)");
    double before = json.at("/a/endpoints/page/latency_ms/mean").asDouble();
    double after = json.at("/b/endpoints/page/latency_ms/mean").asDouble();
    assertThat(mean.get("estimate").asDouble())
        .isBetween(after - before - 0.001, after - before + 0.001);
    assertThat(mean.get("ci95").get(0).asDouble()).isLessThan(mean.get("estimate").asDouble());
    assertThat(mean.get("unit").asText()).isEqualTo("ms");
    JsonNode same = json.get("all_same_requests");
    assertThat(same.get("matched").asLong())
        .isEqualTo(
            same.get("faster").asLong()
                + same.get("slower").asLong()
                + same.get("same").asLong()
                + same.get("rescued").asLong()
                + same.get("broken").asLong()
                + same.get("failed").asLong());
  }

  @Test
  void bytes_areTheSameOnAnyNumberOfThreads() throws IOException {
    Path file = small();
    String one = bytes("compare", file, "--set", "gunicorn.workers=1", "--jobs", 1);
    assertThat(bytes("compare", file, "--set", "gunicorn.workers=1", "--jobs", 2)).isEqualTo(one);
    assertThat(bytes("compare", file, "--set", "gunicorn.workers=1", "--seed", 2))
        .isNotEqualTo(one);
  }

  @Test
  void warmup_isTheSameOnBothSides() throws IOException {
    JsonNode given = json("compare", small(), "--set", "gunicorn.workers=1", "--warmup", "2s");
    assertThat(given.at("/a/warmup_s").asDouble()).isEqualTo(2);
    assertThat(given.at("/b/warmup_s").asDouble()).isEqualTo(2);
    JsonNode found =
        json("compare", small(), "--set", "endpoints.page=[ wait: 1s ]", "--warmup", "auto");
    assertThat(found.at("/a/warmup/pilots").asInt()).isEqualTo(40);
    assertThat(found.at("/a/warmup_s")).isEqualTo(found.at("/b/warmup_s"));
    Typed wrong = Typed.words("compare", small(), "--set", "gunicorn.workers=1", "--warmup=never");
    assertThat(wrong.errors()).startsWith("--warmup never: 'never' is neither a duration nor auto");
    assertThat(wrong.code()).isEqualTo(2);
  }

  @Test
  void twoFiles_areComparedWithTheSeedOfTheFirst() throws IOException {
    Path other = Scenarios.small(folder.resolve("other.yaml"), "seed: 7");
    JsonNode json = json("compare", small(), other, "--replications", 2);
    assertThat(json.at("/b/seed").asInt()).isEqualTo(1);
    assertThat(json.at("/difference/mean/estimate").asDouble()).isZero();
    assertThat(Typed.words("compare", small(), other).output()).contains("other.yaml");
  }

  @Test
  void whatIf_isOneOrAList() throws IOException {
    Path file = small(WHAT_IFS);
    JsonNode one = json("compare", file, "--what-if", "one worker");
    assertThat(one.get("change").asText()).isEqualTo("one worker");
    assertThat(one.at("/b/resources/gunicorn.workers/capacity").asInt()).isEqualTo(1);
    JsonNode all = json("compare", file, "--what-if", "all", "--replications", 2);
    assertThat(all.isArray()).isTrue();
    assertThat(all.findValuesAsText("change")).containsExactly("one worker", "four workers");
    assertThat(Typed.words("compare", file, "--what-if", "all").output())
        .contains("what if: one worker ─", "what if: four workers ─", "\np95 ─", "\nerrors ─");
  }

  @Test
  void whatIfThatIsNone_namesTheNearest() throws IOException {
    Path file = small(WHAT_IFS);
    assertWrong(
        Typed.words("compare", file, "--what-if", "for workers"),
        "--what-if for workers: no what-if 'for workers' in "
            + file
            + "; did you mean 'four workers'?");
    Path none = small();
    assertWrong(
        Typed.words("compare", none, "--what-if", "all"),
        "--what-if all: " + none + " has no what-if");
    assertWrong(
        Typed.words("compare", none, "--set", "gunicorn.worker=1"),
        "--set gunicorn.worker=1: unknown key 'worker' of gunicorn; did you mean 'workers'?");
    Path missing = folder.resolve("missing.yaml");
    assertWrong(Typed.words("compare", none, missing), missing + ": there is no such file");
  }

  private static void assertWrong(Typed typed, String message) {
    assertThat(typed.errors()).isEqualTo(message + "\n");
    assertThat(typed.output()).isEmpty();
    assertThat(typed.code()).isEqualTo(2);
  }

  private static JsonNode json(Object... words) throws IOException {
    return JSON.readTree(bytes(words));
  }

  /** JSON without the lines that say how long it took. */
  private static String bytes(Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--format=json";
    Typed typed = Typed.words(all);
    assertThat(typed.code()).as(typed.errors()).isZero();
    return typed.output().replaceAll("\"wall_s\": [^\\n]*", "\"wall_s\": 0");
  }
}
