package tailback.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tailback.component.client.TrafficSettings;
import tailback.component.host.HostSettings;

/** Finds the settings in which two trees differ: the patch that makes one of the other. */
final class Changes {

  /** What a scenario says without a run being any different. */
  private static final Set<String> WORDS =
      Set.of("title", "about", "expect", "what_if", "incident");

  private static final String STACK = "stack";

  private final Cards cards;
  private final Node.Mapping stack;
  private final List<Change> found = new ArrayList<>();

  private Changes(Node.Mapping stack, Cards cards) {
    this.stack = stack;
    this.cards = cards;
  }

  /** All of them, in the order of the first tree; what only the second has comes last. */
  static List<Change> of(Node.Mapping before, Node.Mapping after, Cards cards) {
    Node parts = after.get(STACK);
    Changes changes =
        new Changes(
            parts instanceof Node.Mapping map ? map : Node.Mapping.empty(after.place()), cards);
    for (String section : keys(before, after)) {
      if (!WORDS.contains(section)) {
        changes.compare(List.of(section), before.get(section), after.get(section));
      }
    }
    return List.copyOf(changes.found);
  }

  private static Set<String> keys(Node.Mapping before, Node.Mapping after) {
    Set<String> keys = new LinkedHashSet<>(before.entries().keySet());
    keys.addAll(after.entries().keySet());
    return keys;
  }

  private void compare(List<String> path, Node before, Node after) {
    if (before instanceof Node.Mapping one && after instanceof Node.Mapping other) {
      for (String key : keys(one, other)) {
        compare(under(path, key), one.get(key), other.get(key));
      }
    } else if (before instanceof Node.Sequence one
        && after instanceof Node.Sequence other
        && isAlike(one, other)) {
      for (int i = 0; i < one.items().size(); i++) {
        compare(under(path, Integer.toString(i)), one.items().get(i), other.items().get(i));
      }
    } else if (before == null || after == null || !before.sameAs(after)) {
      String was = text(path, before);
      String is = text(path, after);
      if (!Objects.equals(was, is)) {
        found.add(new Change(name(path), was, is));
      }
    }
  }

  /** Whether lists have the same items, but for values in them. */
  private static boolean isAlike(Node.Sequence one, Node.Sequence other) {
    if (one.items().size() != other.items().size()) {
      return false;
    }
    for (int i = 0; i < one.items().size(); i++) {
      boolean alike =
          one.items().get(i) instanceof Node.Mapping first
              && other.items().get(i) instanceof Node.Mapping second
              && first.entries().keySet().equals(second.entries().keySet());
      if (!alike) {
        return false;
      }
    }
    return true;
  }

  private static List<String> under(List<String> path, String key) {
    List<String> further = new ArrayList<>(path);
    further.add(key);
    return further;
  }

  /** Directives go by the name of their part; {@code stack.} alone would say nothing more. */
  private static String name(List<String> path) {
    boolean directive = path.get(0).equals(STACK) && path.size() > 2;
    return String.join(".", directive ? path.subList(1, path.size()) : path);
  }

  private String text(List<String> path, Node value) {
    return value == null ? absent(path) : value.toString();
  }

  /** What holds where a key is not written; null where nothing does. */
  private String absent(List<String> path) {
    return switch (path.get(0)) {
      case "hosts" -> path.size() == 3 ? absent(Shape.of(HostSettings.class), path.get(2)) : null;
      case "traffic" ->
          path.size() == 3 ? absent(Shape.of(TrafficSettings.class), path.get(2)) : null;
      case STACK -> path.size() == 3 ? ofPart(path.get(1), path.get(2)) : null;
      default -> path.size() == 1 ? absent(Layout.SHAPE, path.get(0)) : null;
    };
  }

  private static String absent(Shape shape, String key) {
    return shape.keys().containsKey(key) ? shape.keys().get(key).absent() : null;
  }

  /** That of a directive of the part's kind, or of a key that all parts take. */
  private String ofPart(String part, String key) {
    Node kind = stack.get(part) instanceof Node.Mapping map ? map.get("kind") : null;
    Cards.Entry entry = cards.get(kind == null ? part : kind.toString());
    boolean directive = entry != null && entry.shape().keys().containsKey(key);
    return absent(directive ? entry.shape() : Layout.PartKeys.SHAPE, key);
  }
}
