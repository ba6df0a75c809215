package tailback.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a part that a patch has added where its kind usually stands, front to back. */
final class StackOrder {

  private StackOrder() {}

  /**
   * The patched tree with its new parts in place.
   *
   * @param kinds all kinds, front to back
   */
  static Node.Mapping of(Node.Mapping before, Node.Mapping patched, List<String> kinds) {
    if (!(before.get("stack") instanceof Node.Mapping old)
        || !(patched.get("stack") instanceof Node.Mapping stack)) {
      return patched;
    }
    Map<String, Node.Entry> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, Node.Entry> entry : stack.entries().entrySet()) {
      if (old.entries().containsKey(entry.getKey())) {
        ordered.put(entry.getKey(), entry.getValue());
      } else {
        ordered = with(ordered, entry.getValue(), kinds);
      }
    }
    return patched.with(
        patched.entries().get("stack").key(), new Node.Mapping(stack.place(), ordered));
  }

  private static Map<String, Node.Entry> with(
      Map<String, Node.Entry> parts, Node.Entry added, List<String> kinds) {
    int rank = rank(added, kinds);
    Map<String, Node.Entry> ordered = new LinkedHashMap<>();
    boolean placed = rank < 0;
    for (Node.Entry part : parts.values()) {
      if (!placed && rank(part, kinds) > rank) {
        ordered.put(added.key().text(), added);
        placed = true;
      }
      ordered.put(part.key().text(), part);
    }
    ordered.putIfAbsent(added.key().text(), added);
    return ordered;
  }

  private static int rank(Node.Entry part, List<String> kinds) {
    Node kind = part.value() instanceof Node.Mapping map ? map.get("kind") : null;
    return kinds.indexOf(kind == null ? part.key().text() : kind.toString());
  }
}
