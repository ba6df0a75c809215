package tailback.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A piece of a scenario file as it was written, and where: a value, a list or a map. Immutable. */
sealed interface Node {

  /** Where it begins. */
  Place place();

  /** What a message calls it. */
  String sort();

  /** Whether the other says the same, wherever it stands. */
  boolean sameAs(Node other);

  /**
   * A value. Its text is kept as written: {@code on} is a word and {@code 8} may become a number or
   * a name, whatever the key asks for.
   *
   * @param quoted whether it stood in quotes (or in a block of text)
   */
  record Scalar(Place place, String text, boolean quoted) implements Node {

    /** Whether there is nothing: an empty value, {@code null} or {@code ~}. */
    boolean isNothing() {
      return !quoted && (text.isEmpty() || isNull());
    }

    /** Whether somebody wrote {@code null} or {@code ~}. */
    boolean isNull() {
      return !quoted
          && (text.equals("~")
              || text.equals("null")
              || text.equals("Null")
              || text.equals("NULL"));
    }

    @Override
    public String sort() {
      return isNothing() ? "nothing" : Words.quote(text);
    }

    @Override
    public boolean sameAs(Node other) {
      return other instanceof Scalar scalar
          && scalar.text.equals(text)
          && scalar.isNothing() == isNothing();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {

    @Override
    public String sort() {
      return "a list";
    }

    @Override
    public boolean sameAs(Node other) {
      if (!(other instanceof Sequence sequence) || sequence.items.size() != items.size()) {
        return false;
      }
      for (int i = 0; i < items.size(); i++) {
        if (!items.get(i).sameAs(sequence.items.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return items.stream().map(Node::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A map, in the order of the file. */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {

    /** An empty map. */
    static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    /** The value of a key; null when the key is absent. */
    Node get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    /** The same map with one entry replaced, or added at the end. */
    Mapping with(Scalar key, Node value) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.put(key.text(), new Entry(key, value));
      return new Mapping(place, changed);
    }

    /** The same map without a key. */
    Mapping without(String key) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.remove(key);
      return new Mapping(place, changed);
    }

    @Override
    public String sort() {
      return "a map";
    }

    @Override
    public boolean sameAs(Node other) {
      if (!(other instanceof Mapping mapping)
          || !mapping.entries.keySet().equals(entries.keySet())) {
        return false;
      }
      return entries.keySet().stream().allMatch(key -> get(key).sameAs(mapping.get(key)));
    }

    @Override
    public String toString() {
      return entries.values().stream()
          .map(entry -> entry.key().text() + ": " + entry.value())
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /** Everything directly inside a piece, keys as well. */
  static List<Node> children(Node node) {
    if (node instanceof Sequence sequence) {
      return sequence.items;
    }
    return node instanceof Mapping mapping
        ? mapping.entries.values().stream()
            .flatMap(entry -> Stream.of(entry.key(), entry.value()))
            .toList()
        : List.of();
  }

  /** A key and its value. */
  record Entry(Scalar key, Node value) {}
}
