package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tailback.queueing.Distribution;
import tailback.queueing.Level;

/** The example in the package's documentation: it runs, and it is this one. */
final class SingleServerTest {

  final class SingleServer {
    final Simulation simulation = new Simulation(1);
    final Stream gaps = simulation.stream("clients", "gap");
    final Stream works = simulation.stream("server", "work");
    final Event<Void> arrival = simulation.event("arrival", this::onArrival);
    final Event<Void> departure = simulation.event("departure", this::onDeparture);
    final Level present = new Level(simulation);

    void onArrival(Void nobody) {
      arrival.in(Distribution.exponential(1_000_000).sample(gaps), null);
      if (present.add(1) == 1) departure.in(Distribution.exponential(800_000).sample(works), null);
    }

    void onDeparture(Void nobody) {
      if (present.add(-1) > 0) departure.in(Distribution.exponential(800_000).sample(works), null);
    }
  }

  @Test
  void numberPresent_isRhoOverOneMinusRho() {
    var queue = new SingleServer();
    queue.arrival.now(null);
    queue.simulation.runUntil(2_000_000_000_000L);
    assertThat(queue.present.mean()).isCloseTo(4, within(0.1));
  }

  @Test
  void example_isThatOfThePackagesDocumentation() throws IOException {
    String documented =
        Files.readString(Path.of("src/main/java/tailback/kernel/package-info.java"));
    String compiled =
        Files.readString(Path.of("src/test/java/tailback/kernel/SingleServerTest.java"));
    int start = documented.indexOf("final class");
    String example = documented.substring(start, documented.indexOf("}</pre>", start));
    assertThat(words(compiled)).contains(words(example.replaceAll("(?m)^ \\*", "")));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").trim();
  }
}
