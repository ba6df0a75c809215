package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.component.client.Arrivals;

final class ExtendsTest {

  @TempDir Path temp;

  @BeforeEach
  void base() throws IOException {
    Files.createDirectory(temp.resolve("bases"));
    Files.writeString(temp.resolve("bases/base.yaml"), Given.BASE);
  }

  private Scenario read(String yaml) throws IOException {
    return Given.READER.scenario(Files.writeString(temp.resolve("x.yaml"), yaml), List.of());
  }

  @Test
  void maps_mergeAndListsAreReplaced() throws IOException {
    Scenario scenario =
        read(
            """
            extends: bases/base.yaml
            title: Other
            traffic: { page: poisson 99/s }
            endpoints: { page: [ cpu: 1ms ] }
            stack: { gunicorn: { threads: 3 }, rq: {} }
            """);
    assertThat(scenario.title()).isEqualTo("Other");
    assertThat(scenario.duration().toSeconds()).isEqualTo(10);
    assertThat(scenario.deployment().endpoints().get("page")).hasSize(1);
    assertThat(scenario.deployment().traffic().get("page").arrivals())
        .isEqualTo(new Arrivals.Poisson(99));
    assertThat(scenario.deployment().stack())
        .extracting("name")
        .startsWith("nginx", "gunicorn")
        .endsWith("rq");
  }

  @Test
  void chain_isFollowed() throws IOException {
    Files.writeString(temp.resolve("bases/middle.yaml"), "extends: base.yaml\nseed: 5\n");
    assertThat(read("extends: bases/middle.yaml\n").seed()).isEqualTo(5);
  }

  @Test
  void circle_isPrinted() throws IOException {
    Path file = temp.resolve("x.yaml");
    Path other = Files.writeString(temp.resolve("y.yaml"), "extends: x.yaml\n");
    assertThatThrownBy(() -> read("extends: y.yaml\n"))
        .hasMessage(
            other
                + ":1:10: extends goes round in a circle: "
                + file
                + " → "
                + other
                + " → "
                + file);
  }

  @Test
  void problemOfTheBase_isToldInTheBase() throws IOException {
    Path base = temp.resolve("bases/base.yaml");
    Files.writeString(base, Given.with("workers: 2", "workres: 2"));
    assertThatThrownBy(() -> read("extends: bases/base.yaml\nseed: 5\n"))
        .hasMessage(base + ":9:26: unknown key 'workres' of gunicorn; did you mean 'workers'?");
  }

  @Test
  void problemOfTheOther_isToldInTheOther() {
    assertThatThrownBy(() -> read("extends: bases/base.yaml\nstack:\n  gunicorn: { workres: 2 }\n"))
        .hasMessage(
            temp.resolve("x.yaml")
                + ":3:15: unknown key 'workres' of gunicorn; did you mean 'workers'?");
  }
}
