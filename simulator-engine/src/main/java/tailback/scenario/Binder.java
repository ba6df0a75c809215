package tailback.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tailback.component.Bandwidth;
import tailback.component.Rate;
import tailback.component.client.Arrivals;
import tailback.component.host.Instance;
import tailback.program.Bytes;
import tailback.program.Spelled;
import tailback.program.Step;
import tailback.queueing.Distribution;

/** Turns pieces of a scenario file into records, and remembers where each record came from. */
final class Binder {

  private final Recordings recordings;
  private final Steps steps = new Steps(this);
  private final Map<Object, Node> origins = new IdentityHashMap<>();

  Binder(Recordings recordings) {
    this.recordings = recordings;
  }

  /** Where a key of a record stands, or the record when the key is absent. */
  Place place(Object made, String key) {
    Node origin = origins.get(made);
    Node value = origin instanceof Node.Mapping mapping ? mapping.get(key) : null;
    return value == null ? origin.place() : value.place();
  }

  /** Whether the file gives a key of a record. */
  boolean has(Object made, String key) {
    return origins.get(made) instanceof Node.Mapping mapping && mapping.get(key) != null;
  }

  /** Where a key stands in a map that a record holds, or the record when it does not. */
  Place keyPlace(Object made, String map, String key) {
    Node origin = origins.get(made);
    if (origin instanceof Node.Mapping mapping
        && mapping.get(map) instanceof Node.Mapping values
        && values.entries().containsKey(key)) {
      return values.entries().get(key).key().place();
    }
    return origin.place();
  }

  /** The map that must stand there; nothing at all is an empty one. */
  static Node.Mapping mapping(Node node, String label) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    if (node instanceof Node.Scalar scalar && scalar.isNothing()) {
      return Node.Mapping.empty(scalar.place());
    }
    throw new Problem(node.place(), label + " takes a map, not " + node.sort());
  }

  /** The list that must stand there. */
  static Node.Sequence sequence(Node node, String label) {
    if (node instanceof Node.Sequence sequence) {
      return sequence;
    }
    throw new Problem(node.place(), label + " takes a list, not " + node.sort());
  }

  /** The value that must stand there. */
  static Node.Scalar scalar(Node node, String label) {
    if (!(node instanceof Node.Scalar scalar)) {
      throw new Problem(node.place(), label + " takes a single value, not " + node.sort());
    }
    if (scalar.isNothing()) {
      throw new Problem(node.place(), label + " has no value");
    }
    return scalar;
  }

  /** The text that must stand there. */
  static String text(Node node, String label) {
    Node.Scalar scalar = scalar(node, label);
    if (Composer.isTruth(scalar)) {
      throw new Problem(
          scalar.place(),
          label
              + " is a word, and other YAML readers take the bare "
              + Words.quote(scalar.text())
              + " for a truth value",
          "put it in quotes");
    }
    return scalar.text();
  }

  /** Says which keys a map may have. */
  static void known(Node.Mapping mapping, Collection<String> known, String owner) {
    for (Node.Entry entry : mapping.entries().values()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        throw new Problem(
            entry.key().place(),
            "unknown key " + Words.quote(key) + " of " + owner,
            Words.suggest(key, known));
      }
    }
  }

  /** A record from a map whose keys are all the record's. */
  <R extends Record> R record(Node node, Class<R> type, String owner) {
    return type.cast(record(node, Shape.of(type), owner, List.of()));
  }

  /** A record from a map that may have further keys, which somebody else reads. */
  Record record(Node node, Shape shape, String owner, List<String> further) {
    Node.Mapping mapping = mapping(node, owner);
    List<String> names = shape.names();
    List<String> known = new ArrayList<>(names);
    known.addAll(further);
    known(mapping, known, owner);
    Object[] values = new Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(mapping, shape.keys().get(names.get(i)), owner);
    }
    return make(shape.type(), values, mapping, owner);
  }

  private Object value(Node.Mapping mapping, Shape.Key key, String owner) {
    Node node = mapping.get(key.name());
    String label = key.name() + " of " + owner;
    if (node != null) {
      return value(node, key.type(), key.unit(), label);
    }
    return absent(key, mapping.place(), owner);
  }

  /** What holds when a key is absent. */
  Object absent(Shape.Key key, Place place, String owner) {
    if (key.required()) {
      throw new Problem(
          place,
          owner + " needs " + Words.quote(key.name()),
          key.meaning().isEmpty() ? "" : "it is " + key.meaning());
    }
    if (key.absent() == null) {
      return null;
    }
    Node.Scalar written = new Node.Scalar(place, key.absent(), true);
    return value(written, key.type(), key.unit(), key.name() + " of " + owner);
  }

  /** Makes the record, and remembers where it came from. */
  Record make(Class<? extends Record> type, Object[] values, Node origin, String owner) {
    try {
      Record made = Components.make(type, values);
      origins.put(made, origin);
      return made;
    } catch (IllegalArgumentException e) {
      throw new Problem(origin.place(), owner + ": " + e.getMessage());
    }
  }

  /** Remembers that one record stands for another one of the file. */
  <R extends Record> R instead(Record read, R made) {
    origins.put(made, origins.get(read));
    return made;
  }

  /** A value of a type. */
  Object value(Node node, Type type, Unit unit, String label) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return of[0] == Step.class ? steps.list(node, label) : list(node, of[0], unit, label);
      }
      return map(node, of[1], label);
    }
    Class<?> plain = (Class<?>) type;
    if (isMap(plain)) {
      Shape shape = Shape.of(plain.asSubclass(Record.class));
      return record(shape.isShort() ? full(node, shape) : node, shape, label, List.of());
    }
    if (plain == String.class) {
      return text(node, label);
    }
    Node.Scalar scalar = scalar(node, label);
    try {
      return quantity(scalar, plain, unit);
    } catch (Misread e) {
      throw e.at(scalar.place(), label);
    }
  }

  /** Whether a type is a map in the file, and not a quantity. */
  static boolean isMap(Class<?> type) {
    return type.isRecord()
        && type != Bytes.class
        && type != Bandwidth.class
        && type != Rate.class
        && type != Instance.class;
  }

  /** A map whose first key has that value, unless it is one already. */
  private static Node full(Node node, Shape shape) {
    if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
      return node;
    }
    Node.Scalar key = new Node.Scalar(node.place(), shape.first().name(), false);
    return Node.Mapping.empty(node.place()).with(key, node);
  }

  private Object quantity(Node.Scalar scalar, Class<?> type, Unit unit) {
    String text = scalar.text().strip();
    Path directory = scalar.place().source().directory();
    if (type == int.class || type == Integer.class) {
      if (unit.automatic() && text.equals(Unit.AUTO)) {
        return 0;
      }
      return (int) Quantity.whole(text, unit.least(), Integer.MAX_VALUE);
    }
    if (type == long.class) {
      return unit.equals(Unit.BYTES)
          ? Quantity.size(text)
          : Quantity.whole(text, unit.least(), Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      return unit.share() ? Quantity.share(text) : Quantity.number(text);
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(text);
    }
    if (type == Duration.class) {
      return unit.endless() && text.equals("None")
          ? Quantity.ENDLESS
          : Duration.ofNanos(Quantity.duration(text, unit.bare()));
    }
    if (type == Bytes.class) {
      return new Bytes(Quantity.size(text));
    }
    if (type == Rate.class) {
      return new Rate(Quantity.rate(text.replace("r/", "/")));
    }
    if (type == Instance.class) {
      return InstanceTable.of(text);
    }
    if (type == Bandwidth.class) {
      return new Bandwidth(Quantity.bandwidth(text));
    }
    if (type == Distribution.class) {
      return new Prose(recordings, directory, unit.bare()).read(text);
    }
    if (type == Arrivals.class) {
      return new ArrivalsProse(recordings, directory).read(text);
    }
    if (type.isEnum()) {
      return constant(text, type);
    }
    throw new IllegalStateException("no reader for " + type);
  }

  private static boolean truth(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new Misread(Words.quote(text) + " is neither true nor false");
  }

  private static Object constant(String text, Class<?> type) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> known = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)
          || constant instanceof Spelled other && other.spellings().contains(text)) {
        return constant;
      }
      known.add(word((Enum<?>) constant));
    }
    throw new Misread(Words.quote(text) + " is none of " + Words.list(known), nearest(text, known));
  }

  private static String nearest(String text, List<String> known) {
    return Words.nearest(text, known) == null ? "" : Words.suggest(text, known);
  }

  /** A constant as a file writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private List<Object> list(Node node, Type of, Unit unit, String label) {
    if (of == String.class && node instanceof Node.Scalar) {
      return List.of(text(node, label));
    }
    if (of == Duration.class && node instanceof Node.Scalar) {
      return List.of(value(node, of, unit, label));
    }
    List<Object> items = new ArrayList<>();
    if (of instanceof Class<?> plain && plain.isEnum() && node instanceof Node.Scalar words) {
      for (String word : scalar(words, label).text().strip().split("\\s+")) {
        items.add(value(new Node.Scalar(words.place(), word, true), of, unit, label));
      }
      return Collections.unmodifiableList(items);
    }
    for (Node item : sequence(node, label).items()) {
      items.add(value(item, of, unit, label));
    }
    return Collections.unmodifiableList(items);
  }

  /** A map; a single name is one that says nothing further of it. */
  private Map<String, Object> map(Node node, Type of, String label) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (of instanceof Class<?> plain
        && isMap(plain)
        && node instanceof Node.Scalar name
        && !name.isNothing()) {
      values.put(text(name, label), value(Node.Mapping.empty(name.place()), of, Unit.NONE, label));
      return Collections.unmodifiableMap(values);
    }
    for (Map.Entry<String, Node.Entry> entry : mapping(node, label).entries().entrySet()) {
      Unit unit = of == Double.class ? Unit.SHARE : Unit.NONE;
      values.put(
          entry.getKey(),
          value(entry.getValue().value(), of, unit, entry.getKey() + " in " + label));
    }
    return Collections.unmodifiableMap(values);
  }
}
