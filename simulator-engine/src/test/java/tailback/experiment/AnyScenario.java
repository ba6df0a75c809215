package tailback.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.scenario.Card;
import tailback.scenario.Schema;

/**
 * Draws scenarios from the schema: any stack of any kinds of part, with any of their directives,
 * any steps and clients, and a timeline of whatever the parts can do. What is registered in the
 * catalogue is in the schema, and so in here; nothing in this file knows a part. Equal seeds give
 * equal scenarios. Not every one of them makes sense to the reader, which then says so.
 */
final class AnyScenario {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode SCHEMA = Schema.generate(Catalogue.standard());
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DEEPEST = 3;

  /** Texts of all the forms that a file knows; which of them a key takes, its pattern says. */
  private static final List<String> TEXTS =
      List.of(
          "1ms",
          "20ms",
          "300ms",
          "1s",
          "4s",
          "1ms",
          "exponential 5ms",
          "uniform 1ms to 30ms",
          "mix 95% exponential 5ms 5% constant 2500ms",
          "lognormal mean 8ms cv 1.5",
          "poisson 20/s",
          "poisson 100/s",
          "constant 50/s",
          "bursty 60/s cv 3",
          "closed 20 users think exponential 100ms",
          "10KiB",
          "200KiB",
          "3MiB",
          "50MiB",
          "1GiB",
          "5/s",
          "30/s",
          "100/m",
          "10Mbit/s",
          "500kbit/s",
          "0%",
          "10%",
          "50%",
          "100%");

  /** What a step needs the stack to have. */
  private static final Map<String, Role> NEEDS =
      Map.ofEntries(
          Map.entry("query", Role.DATABASE),
          Map.entry("transaction", Role.DATABASE),
          Map.entry("lock", Role.DATABASE),
          Map.entry("set", Role.DATABASE),
          Map.entry("advisory_lock", Role.DATABASE),
          Map.entry("listen", Role.DATABASE),
          Map.entry("notify", Role.DATABASE),
          Map.entry("cache", Role.CACHE),
          Map.entry("cache_set", Role.CACHE),
          Map.entry("cache_delete", Role.CACHE),
          Map.entry("cache_command", Role.CACHE),
          Map.entry("call", Role.SERVICE),
          Map.entry("enqueue", Role.QUEUE));

  /** What may stand in a stack several times over. */
  private static final Set<Role> REPLICATED = Set.of(Role.EDGE, Role.APP_SERVER, Role.QUEUE);

  /** What a network that may be cut lies in front of. */
  private static final Role[] REACHED = {
    Role.EDGE, Role.APP_SERVER, Role.POOL, Role.DATABASE, Role.CACHE
  };

  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private final Random random;
  private final List<String> hosts = List.of("app", "db");
  private final List<String> endpoints = List.of("page", "report", "upload");
  private final List<String> tasks = List.of("job", "mail");
  private final Map<String, Kind<?>> stack = new LinkedHashMap<>();
  private String step = "";
  private boolean inTransaction;

  private AnyScenario(long seed) {
    random = new Random(seed);
  }

  /** A scenario of a few seconds. */
  static String of(long seed) {
    return new AnyScenario(seed).write().toPrettyString();
  }

  /**
   * The same without what the reader complains of: the key that stands at, or last before, a place;
   * where a whole map is meant, the last of its keys.
   */
  static String without(String text, int line, int column) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonPointer key = null;
      JsonPointer map = null;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonLocation at = parser.currentTokenLocation();
        if (at.getLineNr() > line || at.getLineNr() == line && at.getColumnNr() > column) {
          break;
        }
        if (token == JsonToken.FIELD_NAME) {
          key = parser.getParsingContext().pathAsPointer();
        }
        boolean there = at.getLineNr() == line && at.getColumnNr() == column;
        map = token == JsonToken.START_OBJECT && there ? key : null;
      }
      JsonNode tree = MAPPER.readTree(text);
      if (map != null && tree.at(map) instanceof ObjectNode whole && !whole.isEmpty()) {
        List<String> keys = new ArrayList<>();
        whole.fieldNames().forEachRemaining(keys::add);
        whole.remove(keys.get(keys.size() - 1));
      } else if (key != null && tree.at(key.head()) instanceof ObjectNode around) {
        around.remove(key.last().getMatchingProperty());
        replaceIfEmpty(tree, key.head(), around);
      }
      return tree.toPrettyString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A step that has lost its only key, or the only key of its value, is another step. */
  private static void replaceIfEmpty(JsonNode tree, JsonPointer at, ObjectNode around) {
    if (!around.isEmpty() || at.head() == null) {
      return;
    }
    if (tree.at(at.head()).isArray()) {
      around.put("cpu", "1ms");
    } else if (tree.at(at.head()) instanceof ObjectNode step
        && step.size() == 1
        && at.head().head() != null
        && tree.at(at.head().head()).isArray()) {
      step.removeAll().put("cpu", "1ms");
    }
  }

  private ObjectNode write() {
    ObjectNode scenario = JSON.objectNode();
    scenario.put("title", "any scenario");
    scenario.put("duration", one("1s", "2s", "3s"));
    scenario.put("warmup", one("0s", "0s", "500ms"));
    scenario.put("seed", 1 + random.nextInt(1000));
    choose();
    ObjectNode machines = scenario.putObject("hosts");
    for (String host : hosts) {
      machines.set(host, value(property(SCHEMA, "hosts").get("additionalProperties"), host, 0));
    }
    scenario.set("traffic", traffic());
    ObjectNode parts = scenario.putObject("stack");
    stack.forEach((name, kind) -> parts.set(name, part(name, kind)));
    programs(scenario.putObject("endpoints"), endpoints);
    programs(scenario.putObject("tasks"), tasks);
    if (chance(0.6)) {
      scenario.set("timeline", timeline());
    }
    return scenario;
  }

  // ---- the stack

  /** Draws the parts: one of some of the kinds, and an application server in any case. */
  private void choose() {
    List<Kind<?>> servers = new ArrayList<>();
    for (Kind<?> kind : Catalogue.standard().all()) {
      if (kind.role() == Role.APP_SERVER) {
        servers.add(kind);
      } else if (chance(0.4)) {
        stack.put(kind.name(), kind);
      }
    }
    if (!withRole(Role.POOL).isEmpty() && withRole(Role.DATABASE).isEmpty()) {
      Catalogue.standard().all().stream()
          .filter(kind -> kind.role() == Role.DATABASE)
          .findFirst()
          .ifPresent(kind -> stack.put(kind.name(), kind));
    }
    Kind<?> server = servers.get(random.nextInt(servers.size()));
    stack.put(server.name(), server);
    if (chance(0.15)) {
      stack.put("green", servers.get(random.nextInt(servers.size())));
    }
  }

  private ObjectNode part(String name, Kind<?> kind) {
    JsonNode schema = SCHEMA.at("/$defs/part." + kind.name());
    ObjectNode part = JSON.objectNode();
    if (!name.equals(kind.name())) {
      part.put("kind", kind.name());
    }
    if (chance(0.8)) {
      part.put("host", one(hosts));
    }
    if (REPLICATED.contains(kind.role()) && chance(0.2)) {
      part.put("replicas", 2);
    }
    Card card = Card.of(kind);
    for (Card.Directive directive : card.directives()) {
      boolean required = directive.absent().equals("required");
      if (required || chance(0.35)) {
        put(part, directive.name(), directive(name, schema, directive));
      }
    }
    return part;
  }

  private JsonNode directive(String part, JsonNode schema, Card.Directive directive) {
    JsonNode of = property(schema, directive.name());
    if (directive.unit().equals("clients")) {
      return null;
    }
    if (directive.unit().equals("task")) {
      ObjectNode each = JSON.objectNode();
      tasks.forEach(task -> put(each, task, value(of.get("additionalProperties"), task, 0)));
      return each;
    }
    if (directive.unit().startsWith("part:")) {
      List<String> kinds = List.of(directive.unit().substring(5).strip().split(",? or |, "));
      List<String> names = named(kinds.toArray(String[]::new));
      names.remove(part); // nothing stands before itself, or is a copy of itself
      return names.isEmpty() ? null : JSON.textNode(one(names));
    }
    if (!directive.absent().isEmpty() && !directive.absent().equals("required") && chance(0.3)) {
      return null;
    }
    return value(of, directive.name(), 0);
  }

  private List<String> named(String... kinds) {
    List<String> names = new ArrayList<>();
    stack.forEach(
        (name, kind) -> {
          if (Set.of(kinds).contains(kind.name())) {
            names.add(name);
          }
        });
    return names;
  }

  private List<String> withRole(Role... roles) {
    List<String> names = new ArrayList<>();
    stack.forEach(
        (name, kind) -> {
          if (Set.of(roles).contains(kind.role())) {
            names.add(name);
          }
        });
    return names;
  }

  // ---- traffic

  private ObjectNode traffic() {
    ObjectNode traffic = JSON.objectNode();
    for (String group : chance(0.3) ? List.of("visitors", "robots") : List.of("visitors")) {
      ObjectNode clients = traffic.putObject(group);
      JsonNode schema = SCHEMA.at("/$defs/traffic");
      schema
          .get("properties")
          .properties()
          .forEach(
              key -> {
                boolean must = List.of("arrivals", "requests").contains(key.getKey());
                if (must || chance(0.25)) {
                  put(clients, key.getKey(), value(key.getValue(), key.getKey(), 0));
                }
              });
      clients.remove("paths"); // only an access log has some
      boolean own = clients.path("arrivals").asText().startsWith("closed");
      if (clients.has("websocket")) {
        own = true;
        List.of("arrivals", "requests", "then", "retries", "connection").forEach(clients::remove);
        clients.set("websocket", webSocket());
      } else {
        clients.set("requests", mix());
      }
      if (clients.has("then")) {
        clients.putObject("then").put("page", "report").put("report", "upload");
      }
      if (own) {
        clients.remove("profile");
      } else if (clients.has("profile")) {
        clients.set("profile", profile());
      }
      if (clients.has("session")) {
        ObjectNode session = clients.putObject("session").put("length", one("300ms", "1s"));
        if (!own) {
          session.put("users", 50);
        }
      }
      if (clients.has("retries")) {
        clients.set("retries", retries());
      }
    }
    return traffic;
  }

  private ObjectNode webSocket() {
    ObjectNode socket = JSON.objectNode().put("connections", 1 + random.nextInt(40));
    socket
        .putObject("messages")
        .put(endpoints.get(0), one("closed think exponential 50ms", "closed think 1ms"))
        .put(endpoints.get(1), one("poisson 2/s", "constant 10/s", "bursty 5/s cv 3"));
    if (chance(0.7)) {
      socket
          .putObject("heartbeat")
          .put("interval", one("50ms", "300ms"))
          .put("timeout", one("20ms", "1s"));
    }
    return socket.put("reconnect", one("1ms", "uniform 10ms to 500ms"));
  }

  private ObjectNode retries() {
    ObjectNode retries = JSON.objectNode().put("attempts", 1 + random.nextInt(5));
    retries.put("jitter", one("none", "full", "equal"));
    if (chance(0.5)) {
      retries.putObject("backoff").put("first", one("0ms", "20ms")).put("max", "100ms");
    }
    if (chance(0.5)) {
      retries.put("budget", one("0%", "10%", "100%"));
    }
    retries.putArray("when").add(one("timeout", "refused", "5xx")).add(one("reset", "2xx", "503"));
    return retries;
  }

  private ArrayNode profile() {
    ArrayNode profile = JSON.arrayNode();
    profile.addObject().put("at", "0s").put("x", 1);
    profile.addObject().put("at", "1s").put("x", random.nextInt(4));
    return profile;
  }

  private ObjectNode mix() {
    ObjectNode mix = JSON.objectNode();
    mix.put(endpoints.get(0), "70%");
    mix.put(endpoints.get(1), "20%");
    mix.put(endpoints.get(2), "10%");
    return mix;
  }

  // ---- programs

  private void programs(ObjectNode programs, List<String> names) {
    for (String name : names) {
      programs.set(name, steps(0));
    }
  }

  private ArrayNode steps(int depth) {
    ArrayNode steps = JSON.arrayNode();
    for (int i = 1 + random.nextInt(depth == 0 ? 4 : 2); i > 0; i--) {
      steps.add(step(depth));
    }
    return steps;
  }

  private ObjectNode step(int depth) {
    JsonNode kinds = SCHEMA.at("/$defs/step/properties");
    List<String> names = new ArrayList<>();
    kinds.fieldNames().forEachRemaining(names::add);
    for (int attempt = 0; attempt < 50; attempt++) {
      String name = one(names);
      JsonNode schema = kinds.get(name);
      boolean nests = schema.toString().contains("/step\"");
      boolean lacks = NEEDS.containsKey(name) && withRole(NEEDS.get(name)).isEmpty();
      if (lacks || nests && depth >= DEEPEST || name.equals("lock") && !inTransaction) {
        continue;
      }
      JsonNode value = step(name, schema, depth);
      if (value != null) {
        ObjectNode step = JSON.objectNode();
        step.set(name, value);
        return step;
      }
    }
    return JSON.objectNode().put("cpu", "1ms");
  }

  private JsonNode step(String name, JsonNode schema, int depth) {
    if (name.equals("choose")) {
      return ways(depth);
    }
    boolean outside = !inTransaction;
    String around = step;
    step = name;
    inTransaction = !name.equals("on_commit") && (inTransaction || name.equals("transaction"));
    JsonNode value = value(schema.get("anyOf").get(1), name, depth);
    step = around;
    inTransaction = !outside;
    if (value instanceof ObjectNode nested && name.equals("transaction") && inTransaction) {
      nested.remove("rollback");
    }
    return value;
  }

  private ObjectNode ways(int depth) {
    ObjectNode ways = JSON.objectNode();
    ways.set("70%", steps(depth + 1));
    ways.set("30%", steps(depth + 1));
    return ways;
  }

  // ---- changes while the run goes on

  private ArrayNode timeline() {
    ArrayNode timeline = JSON.arrayNode();
    for (String at : List.of("200ms", "500ms", "900ms", "1500ms")) {
      ObjectNode change = timeline.addObject();
      change.put("at", at);
      String deed = deed();
      if (deed != null && chance(0.7)) {
        change.put("do", deed);
      } else {
        change.set("set", change());
      }
    }
    return timeline;
  }

  private String deed() {
    List<String> deeds = new ArrayList<>();
    stack.forEach((name, kind) -> kind.actions().forEach(a -> deeds.add(name + "." + a)));
    for (String name : withRole(REACHED)) {
      deeds.add(name + ".partition");
      deeds.add(name + ".heal");
    }
    return deeds.isEmpty() ? null : one(deeds);
  }

  private ObjectNode change() {
    ObjectNode set = JSON.objectNode();
    List<Runnable> ways = new ArrayList<>();
    ways.add(() -> set.put("traffic.visitors.arrivals", one("poisson 200/s", "constant 30/s")));
    ways.add(() -> set.set("endpoints.page", steps(1)));
    stack.forEach(
        (name, kind) -> {
          for (Card.Directive each : Card.of(kind).directives()) {
            if (each.change() != Card.Change.RESTART) {
              JsonNode to = directive(name, SCHEMA.at("/$defs/part." + kind.name()), each);
              if (to != null) {
                ways.add(() -> set.set(name + "." + each.name(), to));
              }
            }
          }
        });
    ways.get(random.nextInt(ways.size())).run();
    return set;
  }

  // ---- values

  private static JsonNode property(JsonNode schema, String name) {
    return schema.get("properties").get(name);
  }

  private static void put(ObjectNode object, String key, JsonNode value) {
    if (value != null) {
      object.set(key, value);
    }
  }

  /** A value that the schema allows; null when there is none to be found here. */
  private JsonNode value(JsonNode schema, String key, int depth) {
    if (schema.has("$ref")) {
      return value(SCHEMA.at(schema.get("$ref").asText().substring(1)), key, depth);
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    if (schema.has("anyOf")) {
      JsonNode choices = schema.get("anyOf");
      return value(choices.get(random.nextInt(choices.size())), key, depth);
    }
    JsonNode type = schema.get("type");
    if (type == null) {
      return null;
    }
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, key, depth);
      case "integer" -> JSON.numberNode(whole(schema));
      case "number" -> JSON.numberNode(schema.path("maximum").asInt() == 1 ? 0.3 : 1.5);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      default -> text(schema, key);
    };
  }

  private long whole(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    return least + random.nextInt(one(1, 2, 5, 30));
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    JsonNode properties = schema.path("properties");
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(each -> required.add(each.asText()));
    for (Map.Entry<String, JsonNode> each : properties.properties()) {
      if (required.contains(each.getKey()) || chance(0.4)) {
        JsonNode value = value(each.getValue(), each.getKey(), depth);
        if (value == null && required.contains(each.getKey())) {
          return null;
        }
        put(object, each.getKey(), value);
      }
    }
    if (properties.isMissingNode() && schema.path("additionalProperties").isObject()) {
      for (String endpoint : endpoints) {
        put(object, endpoint, value(schema.get("additionalProperties"), endpoint, depth));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, String key, int depth) {
    JsonNode items = schema.get("items");
    if (items.path("$ref").asText().equals("#/$defs/step")) {
      return steps(depth + 1);
    }
    ArrayNode array = JSON.arrayNode();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      JsonNode item = value(items, key, depth);
      if (item == null) {
        return null;
      }
      array.add(item);
    }
    return array;
  }

  /** A text of the form that the pattern asks for; without one, a name that the key stands for. */
  private JsonNode text(JsonNode schema, String key) {
    if (schema.has("pattern")) {
      Pattern pattern = PATTERNS.computeIfAbsent(schema.get("pattern").asText(), Pattern::compile);
      List<String> texts = TEXTS.stream().filter(t -> pattern.matcher(t).find()).toList();
      return texts.isEmpty() ? null : JSON.textNode(one(texts));
    }
    List<String> names =
        switch (key) {
          case "via" ->
              step.equals("query")
                  ? withRole(Role.DATABASE, Role.POOL)
                  : withRole(NEEDS.getOrDefault(step, Role.CACHE));
          case "to" -> withRole(Role.SERVICE);
          case "queue" -> withRole(Role.QUEUE);
          case "upstream", "server", "proxy_pass" -> withRole(Role.APP_SERVER);
          case "object_store" -> named("object_store");
          case "task" -> tasks;
          case "queues", "queue_name" -> List.of("default", "high");
          case "autoretry_for" -> List.of("Exception", "Error 111");
          case "channel" -> List.of("news");
          case "row" -> List.of("stock", "user");
          case "key" -> List.of("home", "basket");
          default -> List.of();
        };
    return names.isEmpty() ? null : JSON.textNode(one(names));
  }

  // ---- chance

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
