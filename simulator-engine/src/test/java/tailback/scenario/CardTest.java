package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Catalogue;
import tailback.component.Kind;

/** Every kind of part has a card, and the card and the part's settings say the same. */
final class CardTest {

  static Stream<Kind<?>> kinds() {
    return Catalogue.standard().all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void card_hasEverySection(Kind<?> kind) {
    Card card = Card.of(kind);
    assertThat(card.text()).startsWith("# " + kind.name() + "\n");
    assertThat(card.role()).isEqualTo(kind.role().text());
    assertThat(card.summary()).endsWith(".");
    assertThat(card.sections())
        .containsKeys(
            "What is modelled",
            "Directives",
            "Resources",
            "Waits and services",
            "Errors",
            "Not modelled",
            "Evidence",
            "Example");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void directives_areTheSettings(Kind<?> kind) {
    Card card = Card.of(kind);
    Shape shape = Shape.of(kind, card);
    assertThat(shape.keys()).hasSameSizeAs(card.directives());
    for (Card.Directive directive : card.directives()) {
      assertThat(directive.meaning()).isNotEmpty();
      assertThat(directive.source()).isNotEmpty();
      Shape.Key key = shape.keys().get(directive.name());
      assertThat(directive.unit())
          .as("unit of %s", directive.name())
          .matches(unit -> key.type() != int.class || unit.startsWith("≥"));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void defaults_canBeRead(Kind<?> kind) {
    Shape shape = Shape.of(kind, Card.of(kind));
    Binder binder = new Binder(new Recordings());
    Place place = Place.whole(Source.argument("card", java.nio.file.Path.of("")));
    for (Shape.Key key : shape.keys().values()) {
      if (key.absent() != null) {
        assertThat(binder.absent(key, place, kind.name())).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void resources_beginWithTheKind(Kind<?> kind) {
    assertThat(Card.of(kind).resources())
        .allMatch(r -> r.name().startsWith(kind.name() + ".") || r.name().startsWith("HOST."));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void example_canBeRead(Kind<?> kind) {
    String example =
        Card.of(kind).sections().get("Example").replace("```yaml", "").replace("```", "").strip();
    String name = example.substring(0, example.indexOf(':'));
    StringBuilder stack = new StringBuilder("  " + example + "\n");
    for (String other : new String[] {"blue", "green", "gunicorn"}) {
      if (!other.equals(name)) {
        stack.append("  ").append(other).append(": { kind: gunicorn, worker_class: uvicorn }\n");
      }
    }
    if (!name.equals("postgres")) {
      stack.append("  postgres: {}\n");
    }
    String yaml =
        "hosts: { app: {}, db: {} }\ntraffic: { page: poisson 1/s }\nstack:\n"
            + stack
            + "endpoints: { page: [] }\n";
    assertThat(Given.message(yaml)).isEqualTo("nothing");
  }
}
