package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.component.Part;
import tailback.experiment.Experiment;
import tailback.scenario.Card;
import tailback.scenario.Card.Directive;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;
import tailback.scenario.Schema;

/** Every kind of part has a card, a place in the schema and a scenario that shows it. */
final class CatalogueTest {

  private static final JsonNode SCHEMA = Schema.generate(Catalogue.standard());

  static Stream<Kind<?>> kinds() {
    return Catalogue.standard().all().stream();
  }

  @Test
  void cards_areThoseOfTheKinds() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".md")))
          .containsExactlyInAnyOrderElementsOf(kinds().map(kind -> kind.name() + ".md").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void directives_areTheComponentsOfTheSettings(Kind<?> kind) {
    Set<String> components =
        Arrays.stream(kind.settings().getRecordComponents())
            .map(RecordComponent::getName)
            .map(CatalogueTest::letters)
            .collect(Collectors.toSet());
    assertThat(Card.of(kind).directives().stream().map(each -> letters(each.name())))
        .containsExactlyInAnyOrderElementsOf(components);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void actions_areThoseOfTheKind(Kind<?> kind) {
    assertThat(Card.of(kind).actions().keySet())
        .containsExactlyInAnyOrderElementsOf(kind.actions());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void defaults_areWhatAPartHasWhenNothingIsSaid(Kind<?> kind) {
    List<Directive> directives = Card.of(kind).directives();
    String required =
        directives.stream()
            .filter(each -> each.absent().equals("required"))
            .map(each -> each.name() + ": 10ms")
            .collect(Collectors.joining(", "));
    String all =
        directives.stream()
            .filter(each -> !each.absent().isEmpty() && !each.absent().equals("required"))
            .map(each -> each.name() + ": " + each.absent())
            .collect(Collectors.joining(", "));
    String both =
        Stream.of(required, all).filter(s -> !s.isEmpty()).collect(Collectors.joining(", "));
    assertThat(settings(kind, both)).isEqualTo(settings(kind, required));
  }

  private static Record settings(Kind<?> kind, String directives) {
    Scenario scenario = Everything.read(small("  " + kind.name() + ": { " + directives + " }\n"));
    return scenario.deployment().stack().stream()
        .filter(part -> part.name().equals(kind.name()))
        .findFirst()
        .map(Part::settings)
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void schema_hasTheKindAndItsDirectives(Kind<?> kind) {
    JsonNode properties = SCHEMA.at("/$defs/part." + kind.name() + "/properties");
    for (Directive directive : Card.of(kind).directives()) {
      JsonNode described = properties.path(directive.name());
      assertThat(described.path("description").asText()).isEqualTo(directive.meaning());
    }
    assertThat(properties.isObject()).isTrue();
  }

  @Test
  void scenarios_useEveryKind() throws IOException {
    Set<String> used = new LinkedHashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("../scenarios"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        ScenarioReader.read(file, List.of())
            .deployment()
            .stack()
            .forEach(part -> used.add(part.kind().name()));
      }
    }
    assertThat(used).containsExactlyInAnyOrderElementsOf(kinds().map(Kind::name).toList());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void example_runs(Kind<?> kind) {
    String example = Card.of(kind).sections().get("Example").replaceAll("```(yaml)?", "").strip();
    Scenario scenario = Everything.read(small("  " + example.replace("\n", "\n  ") + "\n"));
    assertThat(new Experiment(scenario, CostTable.read()).run().requests().completed())
        .isPositive();
  }

  /** A part, and those that it and the traffic cannot do without. */
  private static String small(String part) {
    StringBuilder stack = new StringBuilder(part);
    for (String other : List.of("blue", "green", "gunicorn", "postgres")) {
      if (!part.startsWith("  " + other + ":")) {
        String kind = other.equals("postgres") ? other : "gunicorn, worker_class: uvicorn";
        stack.append("  ").append(other).append(": { kind: ").append(kind).append(" }\n");
      }
    }
    return "title: Small\nduration: 5s\nhosts: { app: {}, db: {} }\n"
        + "traffic: { page: poisson 10/s }\nstack:\n"
        + stack
        + "endpoints: { page: [ cpu: 1ms ] }\n";
  }

  private static String letters(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
