package tailback.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tailback.component.Bandwidth;
import tailback.component.Catalogue;
import tailback.component.Rate;
import tailback.component.client.Arrivals;
import tailback.component.client.TrafficSettings;
import tailback.component.host.HostSettings;
import tailback.component.host.Instance;
import tailback.program.Bytes;
import tailback.program.Describe;
import tailback.program.Spelled;
import tailback.program.Step;
import tailback.queueing.Distribution;

/**
 * The JSON Schema (draft 2020-12) of the scenario file, from the same records and cards that the
 * reader goes by, so that editors complete and check what they are given.
 */
public final class Schema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Cards cards;
  private final ObjectNode definitions = JSON.objectNode();

  private Schema(Catalogue catalogue) {
    cards = new Cards(catalogue);
  }

  /** The schema of scenarios with these kinds of part. */
  public static ObjectNode generate(Catalogue catalogue) {
    return new Schema(catalogue).document();
  }

  private ObjectNode document() {
    ObjectNode document = JSON.objectNode();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "Tailback scenario");
    ObjectNode scenario =
        record(Layout.SHAPE, "a deployment, its traffic, and what to expect of it");
    ObjectNode properties = (ObjectNode) scenario.get("properties");
    properties.set(
        "traffic", mapOf(described(group(), Layout.SHAPE.keys().get("traffic").meaning())));
    properties.set("stack", stack());
    ((ObjectNode) properties.get("warmup")).put("pattern", "^auto$|" + Patterns.DURATION);
    properties.set("expect", phrases(Patterns.EXPECTATION, "expect"));
    properties.set("stop_when", phrases(Patterns.CONDITION, "stop_when"));
    properties.set("what_if", mapOf(variant()));
    document.setAll(scenario);
    ArrayNode needed = (ArrayNode) document.remove("required");
    document.set(
        "anyOf",
        JSON.arrayNode()
            .add(JSON.objectNode().set("required", needed))
            .add(JSON.objectNode().set("required", JSON.arrayNode().add("extends"))));
    document.set("$defs", definitions);
    return document;
  }

  // ---- the stack

  private ObjectNode stack() {
    ObjectNode byName = JSON.objectNode();
    ArrayNode byKind = JSON.arrayNode();
    ArrayNode kinds = JSON.arrayNode();
    for (String kind : cards.names()) {
      kinds.add(kind);
      define("part." + kind, part(cards.get(kind)));
      byName.set(kind, either(wants("kind"), reference("part"), reference("part." + kind)));
      ObjectNode isKind = JSON.objectNode();
      isKind.set("properties", JSON.objectNode().set("kind", JSON.objectNode().put("const", kind)));
      byKind.add(either(isKind, reference("part." + kind), null));
    }
    ObjectNode part = JSON.objectNode().put("type", "object");
    part.set("required", JSON.arrayNode().add("kind"));
    part.set("properties", JSON.objectNode().set("kind", JSON.objectNode().set("enum", kinds)));
    part.set("allOf", byKind);
    define("part", part);
    ObjectNode stack = JSON.objectNode().put("type", "object");
    stack.put("description", Layout.SHAPE.keys().get("stack").meaning());
    stack.set("properties", byName);
    stack.set("additionalProperties", reference("part"));
    return stack;
  }

  private ObjectNode part(Cards.Entry entry) {
    ObjectNode part = record(entry.shape(), entry.card().summary());
    part.set("type", JSON.arrayNode().add("object").add("null"));
    ObjectNode own = (ObjectNode) record(Layout.PartKeys.SHAPE, "").get("properties");
    ((ObjectNode) own.get("replicas")).put("minimum", 1);
    ((ObjectNode) part.get("properties")).setAll(own);
    return part;
  }

  private static ObjectNode wants(String key) {
    return JSON.objectNode().set("required", JSON.arrayNode().add(key));
  }

  private static ObjectNode either(ObjectNode condition, ObjectNode then, ObjectNode otherwise) {
    ObjectNode either = JSON.objectNode();
    either.set("if", condition);
    either.set("then", then);
    if (otherwise != null) {
      either.set("else", otherwise);
    }
    return either;
  }

  // ---- traffic, variants, phrases

  private ObjectNode group() {
    define("traffic", record(Shape.of(TrafficSettings.class), "a group of clients"));
    return anyOf(text(Patterns.ARRIVALS), reference("traffic"));
  }

  private ObjectNode variant() {
    ObjectNode full = record(Layout.VariantKeys.SHAPE, "a variant");
    ((ObjectNode) full.get("properties")).set("expect", phrases(Patterns.EXPECTATION, "expect"));
    ObjectNode plain = JSON.objectNode().put("type", "object");
    plain.put("description", "paths and their values");
    return either(wants("set"), full, plain);
  }

  private static ObjectNode phrases(String pattern, String key) {
    ObjectNode phrases = JSON.objectNode().put("type", "array");
    phrases.put("description", Layout.SHAPE.keys().get(key).meaning());
    phrases.set("items", text(pattern));
    return phrases;
  }

  // ---- steps

  private ObjectNode steps() {
    if (!definitions.has("step")) {
      ObjectNode step = JSON.objectNode();
      define("step", step);
      ObjectNode properties = JSON.objectNode();
      Steps.all().forEach((name, type) -> properties.set(name, step(type)));
      step.put("type", "object");
      step.put("minProperties", 1).put("maxProperties", 1).put("additionalProperties", false);
      step.set("properties", properties);
    }
    ObjectNode steps = JSON.objectNode().put("type", "array");
    steps.set("items", reference("step"));
    return steps;
  }

  private ObjectNode step(Class<? extends Record> type) {
    Shape shape = Shape.of(type);
    String meaning = type.getAnnotation(Describe.class).value();
    if (type == Step.Choose.class) {
      ObjectNode ways = mapOf(steps());
      ways.set("propertyNames", text("^(" + inner(Patterns.SHARE) + "|0?\\.\\d+|[01])$"));
      ObjectNode list = JSON.objectNode().put("type", "array");
      list.set("items", record(Shape.of(Step.Way.class), "a way"));
      return described(anyOf(ways, list), meaning);
    }
    ObjectNode full = record(shape, meaning);
    return described(anyOf(value(shape.first().type(), shape.first().unit()), full), meaning);
  }

  private static String inner(String pattern) {
    return pattern.substring(1, pattern.length() - 1);
  }

  // ---- records and values

  private ObjectNode record(Shape shape, String meaning) {
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (Shape.Key key : shape.keys().values()) {
      ObjectNode value = described(value(key.type(), key.unit()), key.meaning());
      if (key.absent() != null) {
        value.put("default", key.absent());
      }
      properties.set(key.name(), value);
      if (key.required()) {
        required.add(key.name());
      }
    }
    ObjectNode object = JSON.objectNode().put("type", "object").put("description", meaning);
    object.put("additionalProperties", false);
    object.set("properties", properties);
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    return object;
  }

  private ObjectNode value(Type type, Unit unit) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class ? list(of[0], unit) : mapOf(of[1]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return enumeration(plain);
    }
    if (plain == Instance.class) {
      return instances();
    }
    if (Binder.isMap(plain)) {
      Shape shape = Shape.of(plain.asSubclass(Record.class));
      ObjectNode full = record(shape, "");
      return shape.isShort()
          ? anyOf(value(shape.first().type(), shape.first().unit()), full)
          : full;
    }
    return scalar(plain, unit);
  }

  private ObjectNode list(Type of, Unit unit) {
    if (of == Step.class) {
      return steps();
    }
    ObjectNode list = JSON.objectNode().put("type", "array");
    list.set("items", value(of, unit));
    if (of instanceof Class<?> plain && plain.isEnum()) {
      return anyOf(list, text(words(plain)));
    }
    return of == String.class || of == Duration.class ? anyOf(value(of, unit), list) : list;
  }

  private ObjectNode mapOf(Type of) {
    if (of == HostSettings.class) {
      return mapOf(record(Shape.of(HostSettings.class), "a machine"));
    }
    return mapOf(
        of == String.class
            ? JSON.objectNode()
            : value(of, of == Double.class ? Unit.SHARE : Unit.NONE));
  }

  private static ObjectNode mapOf(ObjectNode values) {
    ObjectNode map = JSON.objectNode().put("type", "object");
    map.set("additionalProperties", values);
    return map;
  }

  /** The constants of an enum in a row, as configuration files write them. */
  private static String words(Class<?> type) {
    StringBuilder words = new StringBuilder();
    for (Object constant : type.getEnumConstants()) {
      words.append(words.isEmpty() ? "" : "|").append(Binder.word((Enum<?>) constant));
    }
    return "^(" + words + ")( (" + words + "))*$";
  }

  private static ObjectNode instances() {
    ArrayNode names = JSON.arrayNode();
    InstanceTable.all().keySet().forEach(names::add);
    return JSON.objectNode().set("enum", names);
  }

  private static ObjectNode enumeration(Class<?> type) {
    ArrayNode words = JSON.arrayNode();
    for (Object constant : type.getEnumConstants()) {
      String word = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
      words.add(word);
      if (word.contains("_")) {
        words.add(word.replace('_', '-'));
      }
      if (constant instanceof Spelled other) {
        other.spellings().forEach(words::add);
      }
    }
    return JSON.objectNode().set("enum", words);
  }

  private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class);
  private static final Map<Class<?>, String> PROSE =
      Map.of(
          Distribution.class, Patterns.DISTRIBUTION,
          Arrivals.class, Patterns.ARRIVALS,
          Bytes.class, Patterns.SIZE,
          Bandwidth.class, Patterns.BANDWIDTH,
          Rate.class, Patterns.LIMIT);

  private static ObjectNode scalar(Class<?> type, Unit unit) {
    if (unit.equals(Unit.BYTES)) {
      return text(Patterns.SIZE);
    }
    if (WHOLE.contains(type)) {
      ObjectNode whole = JSON.objectNode().put("type", "integer").put("minimum", unit.least());
      return unit.automatic()
          ? anyOf(whole, JSON.objectNode().set("enum", JSON.arrayNode().add(Unit.AUTO)))
          : whole;
    }
    if (type == boolean.class || type == Boolean.class) {
      return JSON.objectNode().put("type", "boolean");
    }
    if (type == Duration.class) {
      String never = unit.endless() ? "^None$|" : "";
      ObjectNode duration = numberOr(never + Patterns.DURATION);
      return unit.bare() == 0 ? duration.put("maximum", 0) : duration;
    }
    if (type == double.class || type == Double.class) {
      return unit.share()
          ? numberOr(Patterns.SHARE).put("maximum", 1)
          : JSON.objectNode().put("type", "number").put("minimum", 0);
    }
    if (type == Distribution.class) {
      ObjectNode law = numberOr(Patterns.DISTRIBUTION);
      return unit.bare() == 0 ? law.put("maximum", 0) : law;
    }
    return text(PROSE.get(type));
  }

  private static ObjectNode numberOr(String pattern) {
    ObjectNode value = JSON.objectNode();
    value.set("type", JSON.arrayNode().add("string").add("number"));
    return value.put("pattern", pattern).put("minimum", 0);
  }

  private static ObjectNode text(String pattern) {
    ObjectNode text = JSON.objectNode().put("type", "string");
    return pattern == null ? text : text.put("pattern", pattern);
  }

  private static ObjectNode anyOf(ObjectNode... choices) {
    ArrayNode any = JSON.arrayNode();
    for (ObjectNode choice : choices) {
      any.add(choice);
    }
    return JSON.objectNode().set("anyOf", any);
  }

  private static ObjectNode described(ObjectNode value, String meaning) {
    boolean says = !value.path("description").asText().isEmpty();
    return meaning.isEmpty() || says && value.has("properties")
        ? value
        : value.put("description", meaning);
  }

  private void define(String name, ObjectNode definition) {
    definitions.set(name, definition);
  }

  private static ObjectNode reference(String name) {
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }
}
