package tailback.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sets the value of a path such as {@code gunicorn.workers} or {@code endpoints.checkout}. A
 * leading {@code stack.} may be left out; a number picks an item of a list; keys with dots in them
 * are matched longest first.
 */
final class Patch {

  private static final Set<String> NAMED =
      Set.of("hosts", "traffic", "stack", "endpoints", "tasks", "what_if");

  private final Node.Scalar path;
  private final Node value;

  private Patch(Node.Scalar path, Node value) {
    this.path = path;
    this.value = value;
  }

  /** Sets what an argument such as {@code gunicorn.workers=4} says. */
  static Node.Mapping argument(Node.Mapping root, String text, Path directory) {
    Source source = Source.argument("--set " + text, directory);
    Place place = Place.whole(source);
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new Problem(place, "there is no PATH=VALUE", "write such as gunicorn.workers=4");
    }
    String given = text.substring(equals + 1);
    if (given.isBlank()) {
      throw new Problem(place, "there is no value after the '='");
    }
    Node value = TreeReader.read(given, source);
    return apply(root, new Node.Scalar(place, text.substring(0, equals).strip(), true), value);
  }

  /** Sets all paths of a map, in its order. */
  static Node.Mapping all(Node.Mapping root, Node.Mapping set) {
    Node.Mapping patched = root;
    for (Node.Entry entry : set.entries().values()) {
      patched = apply(patched, entry.key(), entry.value());
    }
    return patched;
  }

  /** Sets all paths of a variant, which has neither variants nor a story of its own. */
  static Node.Mapping variant(Node.Mapping root, Node.Mapping set) {
    for (Node.Entry entry : set.entries().values()) {
      String section = entry.key().text().split("\\.", 2)[0];
      if (section.equals("what_if") || section.equals("incident")) {
        throw new Problem(entry.key().place(), "a variant cannot set " + section);
      }
    }
    return all(root, set);
  }

  /** Sets one path. */
  static Node.Mapping apply(Node.Mapping root, Node.Scalar path, Node value) {
    Node overlay = new Patch(path, value).from(root);
    return Overlay.merge(root, Overlay.longForm((Node.Mapping) overlay));
  }

  private Node from(Node.Mapping root) {
    String text = path.text();
    Set<String> sections = new LinkedHashSet<>(Layout.SHAPE.names());
    sections.remove("extends");
    String section = longest(sections, text);
    if (section != null) {
      return under(root, section, text, List.of());
    }
    Node.Mapping stack =
        root.get("stack") instanceof Node.Mapping map ? map : Node.Mapping.empty(path.place());
    if (longest(stack.entries().keySet(), text) != null) {
      return entry("stack", step(stack, text, List.of("stack")));
    }
    List<String> known = new ArrayList<>(stack.entries().keySet());
    known.addAll(sections);
    throw new Problem(
        path.place(),
        "unknown path " + Words.quote(text),
        Words.suggest(text.split("\\.", 2)[0], known));
  }

  private Node step(Node at, String rest, List<String> above) {
    if (rest.isEmpty()) {
      return value;
    }
    if (at instanceof Node.Sequence sequence) {
      return item(sequence, rest, above);
    }
    if (at instanceof Node.Scalar scalar && !scalar.isNothing()) {
      throw new Problem(
          path.place(),
          "the path "
              + Words.quote(path.text())
              + " goes on after "
              + String.join(".", above)
              + ", which is a value: "
              + Words.quote(scalar.text()));
    }
    Node.Mapping map =
        at instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(path.place());
    String key = longest(map.entries().keySet(), rest);
    if (key != null) {
      return under(map, key, rest, above);
    }
    boolean named = above.size() == 1 && NAMED.contains(above.get(0));
    if (!named) {
      return under(map, rest.split("\\.", 2)[0], rest, above);
    }
    boolean steps = value instanceof Node.Sequence;
    if (rest.contains(".") && !steps) {
      String name = rest.split("\\.", 2)[0];
      throw new Problem(
          path.place(),
          "there is no " + Words.quote(name) + " under " + above.get(0),
          Words.suggest(name, map.entries().keySet()));
    }
    return entry(rest, value);
  }

  private Node under(Node.Mapping map, String key, String rest, List<String> above) {
    List<String> here = new ArrayList<>(above);
    here.add(key);
    String further = rest.length() == key.length() ? "" : rest.substring(key.length() + 1);
    if (further.isEmpty() && rest.length() > key.length()) {
      throw new Problem(path.place(), "the path " + Words.quote(path.text()) + " ends in a dot");
    }
    return entry(key, step(map.get(key), further, here));
  }

  private Node item(Node.Sequence sequence, String rest, List<String> above) {
    String[] words = rest.split("\\.", 2);
    String where = String.join(".", above);
    if (!words[0].matches("\\d{1,6}") || Integer.parseInt(words[0]) >= sequence.items().size()) {
      throw new Problem(
          path.place(),
          where + " is a list; " + Words.quote(words[0]) + " is none of its items",
          sequence.items().isEmpty() ? "" : "they are 0 to " + (sequence.items().size() - 1));
    }
    int index = Integer.parseInt(words[0]);
    List<String> here = new ArrayList<>(above);
    here.add(words[0]);
    Node old = sequence.items().get(index);
    Node made = step(old, words.length == 1 ? "" : words[1], here);
    List<Node> items = new ArrayList<>(sequence.items());
    items.set(
        index,
        old instanceof Node.Mapping map && made instanceof Node.Mapping over && words.length > 1
            ? Overlay.merge(map, over)
            : made);
    return new Node.Sequence(sequence.place(), List.copyOf(items));
  }

  private Node.Mapping entry(String key, Node made) {
    return Node.Mapping.empty(path.place()).with(new Node.Scalar(path.place(), key, true), made);
  }

  /** The longest key that the path begins with; null when there is none. */
  private static String longest(Collection<String> keys, String path) {
    String longest = null;
    for (String key : keys) {
      if ((path.equals(key) || path.startsWith(key + "."))
          && (longest == null || key.length() > longest.length())) {
        longest = key;
      }
    }
    return longest;
  }
}
