package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tailback run}: what it prints, what it writes, and what it says of wrong input. */
final class RunCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path small(String... more) throws IOException {
    return Scenarios.small(folder.resolve("small.yaml"), more);
  }

  @Test
  void text_isAReportWithEverySection() throws IOException {
    Typed typed = Typed.words("run", small());
    assertThat(typed.code()).isZero();
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.output())
        .startsWith("Small\n")
        .contains("\nEndpoints ─", "\nResources ─", "\nExpectations ─", "seed 1")
        .endsWith("\n");
  }

  @Test
  void json_isOneObjectOfWhichEveryRequestIsSomewhere() throws IOException {
    Typed typed = Typed.words("run", small(), "--format", "json");
    JsonNode results = JSON.readTree(typed.output());
    JsonNode requests = results.get("requests");
    assertThat(results.get("title").asText()).isEqualTo("Small");
    assertThat(requests.get("offered").asLong())
        .isEqualTo(
            requests.get("completed").asLong()
                + requests.get("failed").asLong()
                + requests.get("in_flight").asLong());
    assertThat(typed.code()).isZero();
  }

  @Test
  void set_changesASetting_andTheLastOneHolds() throws IOException {
    Typed typed =
        Typed.words(
            "run",
            small(),
            "--format=json",
            "--set",
            "gunicorn.workers=3",
            "--set",
            "gunicorn.workers=5");
    assertThat(JSON.readTree(typed.output()).at("/resources/gunicorn.workers/capacity").asInt())
        .isEqualTo(5);
  }

  @Test
  void seed_decidesTheRun() throws IOException {
    Path file = small();
    assertThat(json("run", file, "--seed", 7)).isEqualTo(json("run", file, "--seed", "7"));
    assertThat(json("run", file, "--seed", 7)).isNotEqualTo(json("run", file, "--seed", 8));
    assertThat(json("run", file)).isEqualTo(json("run", file, "--seed", 1));
    assertThat(Typed.words("run", file, "--seed", -3).output()).contains("seed -3");
  }

  @Test
  void replications_areTheSameOnAnyNumberOfThreads() throws IOException {
    Path file = small();
    String one = json("run", file, "--replications", 3, "--jobs", 1);
    assertThat(json("run", file, "--replications", 3, "--jobs", 2)).isEqualTo(one);
    assertThat(one).contains("\"replications\": 3");
    assertThat(Typed.words("run", file, "--replications", 3).output())
        .contains("3 replications from seed 1");
  }

  @Test
  void precision_isReportedAndReached() throws IOException {
    Typed typed = Typed.words("run", small(), "--precision", "mean(page) 5%, rate 1/s");
    assertThat(typed.code()).isZero();
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.output())
        .contains("\nPrecision ─", "✓ mean(page)", "wanted ± 5 %", "✓ rate", "wanted ± 1/s")
        .containsPattern("reached after \\d+ replications\n");
    JsonNode json =
        JSON.readTree(
            Typed.words(
                    "run", small(), "--precision=mean 5%", "--precision=rate 1/s", "--format=json")
                .output());
    JsonNode mean = json.at("/precision/0");
    assertThat(mean.get("measure").asText()).isEqualTo("mean");
    assertThat(mean.get("holds").asBoolean()).isTrue();
    assertThat(mean.get("reached").asDouble()).isPositive().isLessThanOrEqualTo(0.05);
    assertThat(mean.get("estimate")).isEqualTo(json.at("/all/latency_ms/mean"));
    assertThat(mean.get("ci95")).isEqualTo(json.at("/all/latency_ci95_ms/mean"));
    assertThat(json.at("/precision/1/unit").asText()).isEqualTo("1/s");
    assertThat(json("run", small())).doesNotContain("precision", "\"warmup\"");
  }

  @Test
  void precisionThatIsNotReached_isSaidAndExitsWithOne() throws IOException {
    Typed typed =
        Typed.words("run", small(), "--precision", "p50(page) 0.01%", "--replications", 20);
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.errors())
        .matches("p50\\(page\\) is ± [\\d.]+ %, not yet ± 0.01 %, after 20 replications\\.\n");
    assertThat(typed.output())
        .contains("✗ p50(page)", "not reached after 20 replications", "Expectations");
  }

  @Test
  void precisionThatCannotBeMeant_isOneMessage() throws IOException {
    assertWrong(
        Typed.words("run", small(), "--precision", "p99(pgae) 5%"),
        "--precision p99(pgae) 5%: unknown endpoint 'pgae'; did you mean 'page'?");
    Typed typed = Typed.words("run", small(), "--precision", "mean 5%", "--replications", 19);
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.errors())
        .startsWith("run: --replications is from 20 to 10000 with --precision, not 19\n");
  }

  @Test
  void warmup_isThatOfTheCommandLine() throws IOException {
    Path file = small("warmup: 2s");
    assertThat(json("run", file)).contains("\"warmup_s\": 2,");
    assertThat(json("run", file, "--warmup", "3s"))
        .contains("\"warmup_s\": 3,")
        .doesNotContain("MSER-5");
    assertThat(json("run", file, "--warmup", "auto"))
        .contains("\"warmup\": { \"found_by\": \"MSER-5\", \"pilots\": 40, \"steady\": true }");
    assertThat(json("run", file, "--warmup", "auto", "--jobs", 1))
        .isEqualTo(json("run", file, "--set", "warmup=auto", "--jobs", 3));
    assertThat(Typed.words("run", file, "--warmup", "auto").output()).contains("MSER-5");
    assertWrong(
        Typed.words("run", file, "--warmup", "soon"),
        "--warmup soon: 'soon' is neither a duration nor auto; write such as 30s, or auto");
    assertThat(Typed.words("run", file, "--warmup", "3").errors())
        .startsWith("--warmup 3: '3' has");
  }

  @Test
  void overloadThatIsToWarmUp_isSaidToHaveNoSteadyState() throws IOException {
    Typed typed =
        Typed.words("run", small(), "--warmup", "auto", "--set", "traffic.page=poisson 300/s");
    assertThat(typed.output()).containsPattern("No\\s+steady\\s+state\\s+was\\s+found");
    assertThat(typed.code()).isZero();
  }

  /** Turkish has an i of its own, Arabic and Hindi have digits, German a decimal comma. */
  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
  void results_areTheSameInAnyLocale(String tag) throws IOException {
    Path scenario = Scenarios.SHIPPED.resolve("incidents/postgres-exhaustion-200rps.yaml");
    Locale before = Locale.getDefault();
    String[] inRoot = everything(scenario);
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(everything(scenario)).isEqualTo(inRoot);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String[] everything(Path scenario) {
    String fast = "duration=3s";
    return new String[] {
      json("run", scenario, "--set", fast),
      Typed.words("run", scenario, "--set", fast).output(),
      Typed.words("model", "postgres").output(),
      Typed.words("schema").output(),
      Typed.words("run", "--help").output(),
    };
  }

  /** JSON without the one line that says how long it took. */
  private static String json(Object... words) {
    Object[] all = Stream.concat(Stream.of(words), Stream.of("--format=json")).toArray();
    Typed typed = Typed.words(all);
    assertThat(typed.code()).as(typed.errors()).isLessThan(2);
    return typed.output().replaceFirst("\"wall_s\": [^\\n]*", "");
  }

  @Test
  void expectationThatDoesNotHold_isReportedAndLeavesTheExitCode() throws IOException {
    Typed typed = Typed.words("run", small("  - p50(page) > 1s"));
    assertThat(typed.output()).contains("✗ p50(page) > 1s", "3 of 4 hold");
    assertThat(typed.code()).isZero();
  }

  @Test
  void out_writesThreeFilesAndNothingElse() throws IOException {
    Path out = folder.resolve("a/b");
    Typed typed = Typed.words("run", small(), "--out", out, "--format=json");
    assertThat(names(out)).containsExactly("report.txt", "results.json", "timeseries.csv");
    assertThat(Files.readString(out.resolve("results.json"))).isEqualTo(typed.output());
    assertThat(Files.readString(out.resolve("report.txt"))).startsWith("Small\n");
    List<String> lines = Files.readAllLines(out.resolve("timeseries.csv"));
    assertThat(lines.get(0)).startsWith("t_s,rate(page)");
    assertThat(lines)
        .hasSize(6)
        .allMatch(line -> line.split(",", -1).length == lines.get(0).split(",", -1).length);
  }

  @Test
  void out_replacesOlderResults() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("report.txt"), "old");
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThat(Typed.words("run", small(), "--out", out).code()).isZero();
    assertThat(Files.readString(out.resolve("report.txt"))).startsWith("Small\n");
    assertThat(Files.readString(out.resolve("mine.txt"))).isEqualTo("mine");
  }

  @Test
  void outThatIsAFile_isRefusedBeforeAnythingIsSimulated() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    Typed typed = Typed.words("run", small(), "--out", file);
    assertWrong(typed, "--out " + file + ": cannot be written: there is a file of that name");
    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  @Test
  void outWhereAResultIsADirectory_leavesThatAlone() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.createDirectories(out.resolve("results.json/mine"));
    assertWrong(
        Typed.words("run", small(), "--out", out),
        "--out " + out + ": cannot be written: is a directory");
    assertThat(names(out)).containsExactly("results.json");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gunicorn.worker=3    | unknown key 'worker' of gunicorn; did you mean 'workers'?",
        "gunicron.workers=3   | unknown path 'gunicron.workers'; did you mean 'gunicorn'?",
        "gunicorn.workers=x   | workers of gunicorn: 'x' is not a whole number;"
            + " write one such as 4",
        "gunicorn.workers=    | there is no value after the '='",
        "gunicorn             | there is no PATH=VALUE; write such as gunicorn.workers=4",
        "=3                   | there is no PATH=VALUE; write such as gunicorn.workers=4",
      })
  void settingThatCannotBeMeant_isOneMessage(String set, String message) throws IOException {
    assertWrong(Typed.words("run", small(), "--set", set), "--set " + set + ": " + message);
  }

  @Test
  void fileThatIsNoScenario_isOneMessage() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertWrong(Typed.words("run", missing), missing + ": there is no such file");
    assertWrong(Typed.words("run", folder), folder + ": is a directory, not a scenario file");
    assertWrong(Typed.words("run", ""), "'': names no file");
    Path empty = Files.createFile(folder.resolve("empty.yaml"));
    assertWrong(Typed.words("run", empty), empty + ": is empty");
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {0, 1, -1, -2, 27});
    assertWrong(Typed.words("run", binary), binary + ": is not UTF-8 text");
    Path list = Files.writeString(folder.resolve("list.yaml"), "- 1\n- 2\n");
    assertThat(Typed.words("run", list).errors()).startsWith(list + ":1:1: a scenario is a map");
  }

  @Test
  void fileThatCannotBeRead_isOneMessage() throws IOException {
    Path circle = folder.resolve("circle.yaml");
    Files.createSymbolicLink(circle, circle);
    Typed typed = Typed.words("run", circle);
    assertThat(typed.errors()).startsWith(circle + ": cannot be read: ").hasLineCount(1);
    assertThat(typed.code()).isEqualTo(2);

    Path secret = small();
    assertThat(secret.toFile().setReadable(false)).isTrue();
    assumeFalse(Files.isReadable(secret), "whoever runs this may read everything");
    assertThat(Typed.words("run", secret).errors()).startsWith(secret + ": ").hasLineCount(1);
  }

  @Test
  void pathWithSpaces_isAPath() throws IOException {
    Path spaced = Files.createDirectory(folder.resolve("my scenarios"));
    Path file = Scenarios.small(spaced.resolve("a small one.yaml"));
    assertThat(Typed.words("run", file).output()).contains("a small one.yaml · 5 s simulated");
  }

  @Test
  void recording_liesBesideItsScenario() throws IOException {
    Files.writeString(folder.resolve("seen.csv"), "at,request\n0.5,page\n0.7,page\n2,page\n");
    Path file = small();
    Typed typed = Typed.words("run", file, "--format=json", "--set", "traffic.page=trace seen.csv");
    assertThat(JSON.readTree(typed.output()).at("/requests/offered").asInt())
        .as(typed.errors())
        .isEqualTo(3);
  }

  private static void assertWrong(Typed typed, String message) {
    assertThat(typed.errors()).isEqualTo(message + "\n");
    assertThat(typed.output()).isEmpty();
    assertThat(typed.code()).isEqualTo(2);
  }
}
