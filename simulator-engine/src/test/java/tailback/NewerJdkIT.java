package tailback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shipped scenario gives the same bytes on this JDK and on a newer one: the last bit of a
 * logarithm, the digits of a printed number, the order of a map. Where no newer JDK is installed it
 * is skipped.
 */
@Tag("ci")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "JDKs are looked for where Linux has them")
final class NewerJdkIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final Path THIS = Path.of(System.getProperty("java.home"));

  private static Path newest;

  @TempDir Path folder;

  @BeforeAll
  static void find() throws IOException {
    Optional<Path> found = newest();
    if (found.isEmpty()) {
      System.out.println("Bytes are not compared: " + JDKS + " holds no newer Java than " + THIS);
    }
    assumeTrue(found.isPresent(), "no newer JDK is installed");
    newest = found.get();
  }

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("scenarios"))) {
      return Stream.concat(Stream.of(ROOT.resolve("benchmarks/stack.yaml")), files)
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(ROOT::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void newerJdk_givesTheSameBytes(Path scenario) throws Exception {
    for (int replications : new int[] {1, 3}) {
      assertThat(written(newest, scenario, replications))
          .as("%s of %s, %d times", scenario, newest, replications)
          .isEqualTo(written(THIS, scenario, replications));
    }
  }

  /** The newest JDK, if it is newer than the one that runs this. */
  private static Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(JDKS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JDKS)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> version(home) > Runtime.version().feature())
          .max(Comparator.comparingInt(NewerJdkIT::version).thenComparing(home -> home));
    }
  }

  /** The first number of its version, such as 25; 0 when it does not say. */
  private static int version(Path home) {
    Properties release = new Properties();
    try (var lines = Files.newBufferedReader(home.resolve("release"))) {
      release.load(lines);
    } catch (IOException e) {
      return 0;
    }
    String first = release.getProperty("JAVA_VERSION", "0").replaceAll("^\\D*(\\d+).*", "$1");
    return Integer.parseInt(first);
  }

  /** Everything that a run says: its standard output, and its files one after the other. */
  private String written(Path jdk, Path scenario, int replications) throws Exception {
    Path out = folder.resolve("out");
    String words =
        String.format(
            "'%s/bin/java' -jar simulator-engine/target/simulator-engine-0.1.0.jar run %s"
                + " --replications %d --format json --out '%s' && cat '%s'/*.*",
            jdk, scenario, replications, out, out);
    Shell.Result result = Shell.run(ROOT, words);
    assertThat(result.code()).as("%s%n%s", words, result.output()).isZero();
    return result.output().replaceAll("\"wall_s\": [^\\n]*", "");
  }
}
