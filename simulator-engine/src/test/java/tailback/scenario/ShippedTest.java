package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tailback.component.Catalogue;

/**
 * Every scenario that ships is read, and agrees with the schema; what the schema refuses, the
 * reader does.
 */
final class ShippedTest {

  private static final ObjectNode SCHEMA = Schema.generate(Catalogue.standard());
  private static final JsonSchema VALIDATOR =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);

  static Stream<Path> shipped() throws IOException {
    return Files.walk(Path.of("../scenarios"))
        .filter(file -> file.toString().endsWith(".yaml"))
        .sorted();
  }

  private static JsonNode tree(String yaml) {
    Object plain = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return new ObjectMapper().valueToTree(plain);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void scenario_isRead(Path file) {
    Scenario scenario = Given.READER.scenario(file, List.of());
    assertThat(scenario.title()).isNotEmpty();
    assertThat(scenario.expect()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void scenario_agreesWithTheSchema(Path file) throws IOException {
    assertThat(VALIDATOR.validate(tree(Files.readString(file)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void starter_isShort(Path file) throws IOException {
    if (file.toString().contains("starters")) {
      assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(25);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-key", "unknown-top-key", "wrong-type-number", "wrong-type-map", "negative-time",
        "no-unit", "unknown-law", "unknown-arrivals", "unknown-step", "two-steps-in-one",
        "wrong-enum", "missing-traffic", "missing-required", "size-no-unit", "zero-replicas",
        "unknown-kind", "expect-single-equals", "what-if-verdict"
      })
  void whatTheReaderRefuses_theSchemaRefuses(String name) throws IOException {
    String yaml = Files.readString(Path.of("src/test/resources/malformed/" + name + ".yaml"));
    assertThat(VALIDATOR.validate(tree(yaml))).isNotEmpty();
  }

  @Test
  void base_agreesWithTheSchema() {
    assertThat(VALIDATOR.validate(tree(Given.BASE))).isEmpty();
  }

  @Test
  void warmup_isADurationOrAutoInTheSchemaToo() throws IOException {
    assertThat(VALIDATOR.validate(tree(Given.and("warmup: auto")))).isEmpty();
    assertThat(VALIDATOR.validate(tree(Given.and("warmup: 30s")))).isEmpty();
    assertThat(VALIDATOR.validate(tree(Given.and("warmup: soon")))).isNotEmpty();
    assertThat(VALIDATOR.validate(tree(Given.and("warmup: 30")))).isNotEmpty();
  }

  @Test
  void schema_describesTheDirectivesOfTheCards() {
    JsonNode workers = SCHEMA.at("/$defs/part.gunicorn/properties/workers");
    assertThat(workers.get("description").asText()).isEqualTo("worker processes");
    assertThat(workers.get("default").asText()).isEqualTo("1");
    assertThat(workers.get("minimum").asInt()).isEqualTo(1);
  }
}
