package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tailback.component.Assembly;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.component.Kind;
import tailback.component.Model;
import tailback.component.Part;
import tailback.component.RequestLog;
import tailback.component.Role;
import tailback.experiment.Experiment;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.scenario.Card;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;

/**
 * What a run reports under names of its own, its card explains: every resource, wait and error text
 * of stacks with all kinds of part; and every cost that such stacks ask for is in the table.
 */
final class NamesOnCardsTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What clients wait for and meet by themselves; they are traffic and have no card. */
  private static final Set<String> OF_CLIENTS = Set.of("network", "client timeout");

  private static final Map<Scenario, Assembly> BUILT = new LinkedHashMap<>();
  private static final Set<String> ASKED = new LinkedHashSet<>();

  @BeforeAll
  static void buildEverything() {
    Map<String, Long> table = nanos();
    Map<String, Long> listening =
        new LinkedHashMap<>(table) {
          private static final long serialVersionUID = 1;

          @Override
          public Long get(Object name) {
            ASKED.add((String) name);
            return super.get(name);
          }
        };
    Costs costs = new Costs(listening);
    List<Scenario> scenarios = new ArrayList<>();
    for (String workers : List.of("sync", "gthread", "gevent", "eventlet", "tornado", "uvicorn")) {
      scenarios.add(Everything.with("gunicorn.worker_class=" + workers));
    }
    for (String auth : List.of("trust", "md5", "scram-sha-256")) {
      scenarios.add(Everything.with("postgres.auth=" + auth));
    }
    scenarios.add(Everything.with("postgres.version=13", "postgres.ssl=true"));
    scenarios.add(Everything.with("stack.reader={ kind: postgres, replica_of: postgres }"));
    scenarios.add(Everything.with("gunicorn.worker_class=uvicorn", "django.views=async"));
    scenarios.add(Everything.with("nginx.ssl=rsa2048", "nginx.gzip=true"));
    scenarios.add(
        Everything.with(
            "nginx.ssl=p256", "traffic.page={ arrivals: poisson 20/s, connection: keepalive }"));
    scenarios.add(Everything.with("django.OPTIONS={ pool: { max_waiting: 3 } }"));
    scenarios.add(Everything.with("django.whitenoise=true"));
    scenarios.add(Everything.withFlask());
    scenarios.add(Everything.withFastApi("fastapi.views=sync"));
    scenarios.add(
        Everything.withFastApi("fastapi.views=sync", "fastapi.create_engine={ pool_size: 1 }"));
    scenarios.add(Everything.withNode());
    scenarios.add(Everything.withFlask("flask.SQLALCHEMY_ENGINE_OPTIONS={ pool_size: 1 }"));
    scenarios.add(Everything.withFlask("flask.CACHE_OPTIONS={ max_connections: 1 }"));
    scenarios.add(Everything.with("django.CACHES_OPTIONS={ max_connections: 1 }"));
    scenarios.add(Everything.withFastApi("fastapi.redis_pool={ max_connections: 1 }"));
    for (Kind<?> kind : Catalogue.standard().all()) {
      if (kind.role() == Role.EDGE) {
        scenarios.add(Everything.withEdge(kind.name()));
      }
    }
    for (Scenario scenario : scenarios) {
      Assembly assembly =
          new Assembly(
              scenario.deployment(), new Simulation(1), costs, null, name -> wait -> {}, false);
      new Model(assembly, nobody(), 0);
      BUILT.put(scenario, assembly);
    }
  }

  @Test
  void resources_areOnTheCardOfTheirPart() {
    BUILT.forEach(
        (scenario, assembly) ->
            assertThat(assembly.meters().keySet())
                .allSatisfy(
                    name -> {
                      assertThat(onCards(scenario, NamesOnCardsTest::resources)).contains(name);
                    }));
  }

  @Test
  void resourcesOnCards_areThereWhenTheyAreSaidToBe() {
    for (Map.Entry<Scenario, Assembly> each : BUILT.entrySet()) {
      for (Part part : each.getKey().deployment().stack()) {
        for (Card.Resource resource : Card.of(part.kind()).resources()) {
          if (resource.when().isEmpty()) {
            assertThat(each.getValue().meters()).containsKey(named(resource.name(), part));
          }
        }
      }
    }
    Set<String> seen = new LinkedHashSet<>();
    BUILT.values().forEach(assembly -> seen.addAll(assembly.meters().keySet()));
    for (Kind<?> kind : Catalogue.standard().all()) {
      assertThat(seen)
          .containsAll(
              Card.of(kind).resources().stream()
                  .map(
                      resource ->
                          resource
                              .name()
                              .replace("HOST", "app")
                              .replace("ROW", "stock")
                              .replace("KEY", "page"))
                  .toList());
    }
  }

  /** Places that no request of an endpoint ever waits in are not reported. */
  @Test
  void waits_areOnTheCardOfTheirPart() {
    for (Scenario scenario : BUILT.keySet()) {
      Set<String> explained = onCards(scenario, card -> code(card, "Waits and services"));
      explained.addAll(OF_CLIENTS);
      assertThat(explained)
          .containsAll(new Experiment(scenario, CostTable.read()).run().all().timeInMs().keySet());
    }
  }

  @Test
  void errorTexts_areOnTheCardOfTheirPart() {
    Set<String> texts = new LinkedHashSet<>(OF_CLIENTS);
    BUILT.keySet().forEach(s -> texts.addAll(onCards(s, card -> code(card, "Errors"))));
    Set<String> met = new LinkedHashSet<>();
    BUILT.values().forEach(assembly -> met.addAll(assembly.failures()));
    assertThat(met).allMatch(text -> texts.stream().anyMatch(card -> fits(text, card)));
    texts.removeAll(OF_CLIENTS);
    assertThat(texts).allMatch(card -> met.stream().anyMatch(text -> fits(text, card)));
  }

  @Test
  void costs_areAllAskedFor_andNoneIsMissing() {
    assertThat(ASKED).containsExactlyInAnyOrderElementsOf(nanos().keySet());
  }

  private interface NamesOf {
    Stream<String> in(Card card);
  }

  /** The names on the cards of a stack's parts, as that stack would report them. */
  private static Set<String> onCards(Scenario scenario, NamesOf names) {
    Set<String> all = new LinkedHashSet<>();
    for (Part part : scenario.deployment().stack()) {
      names.in(Card.of(part.kind())).forEach(name -> all.add(named(name, part)));
    }
    return all;
  }

  private static Stream<String> resources(Card card) {
    return card.resources().stream().map(Card.Resource::name);
  }

  /** What stands in back ticks in the first column of the table in a section. */
  private static Stream<String> code(Card card, String section) {
    return card.sections()
        .get(section)
        .lines()
        .filter(line -> line.startsWith("|"))
        .flatMap(line -> CODE.matcher(line.split("\\|")[1]).results().map(m -> m.group(1)));
  }

  private static String named(String onCard, Part part) {
    String host = part.host() == null ? part.name() : part.host();
    return onCard
        .replace("HOST", host)
        .replace("ROW", "stock")
        .replace("KEY", "page")
        .replaceFirst("^" + part.kind().name() + "\\.", Matcher.quoteReplacement(part.name() + "."))
        .replace("NAME", part.name());
  }

  private static boolean fits(String text, String onCard) {
    return onCard.endsWith("…")
        ? text.startsWith(onCard.substring(0, onCard.length() - 1))
        : text.equals(onCard);
  }

  private static Map<String, Long> nanos() {
    Map<String, Long> nanos = new LinkedHashMap<>();
    Costs costs = CostTable.read();
    try {
      List<String> lines = Files.readAllLines(Path.of("../models/costs.csv"));
      for (String line : lines.subList(1, lines.size())) {
        String name = line.split(",")[0];
        nanos.put(name, costs.of(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nanos;
  }

  private static RequestLog nobody() {
    return new RequestLog() {
      @Override
      public void arrived(Request request) {}

      @Override
      public void ended(Request request, int status) {}
    };
  }
}
