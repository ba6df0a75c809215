package tailback.scenario;

import java.util.Set;

/**
 * Lays one tree over another: maps merge key by key, lists and values are replaced, and {@code
 * null} takes a key away. Short forms are written out first, so that both sides have the same form.
 */
final class Overlay {

  private static final Set<String> VARIANT = Set.copyOf(Layout.VariantKeys.SHAPE.names());

  private Overlay() {}

  /** The base with the other laid over it. */
  static Node.Mapping merge(Node.Mapping base, Node.Mapping over) {
    Node.Mapping merged = base;
    for (Node.Entry entry : over.entries().values()) {
      String key = entry.key().text();
      Node value = entry.value();
      if (value instanceof Node.Scalar scalar && scalar.isNull()) {
        merged = merged.without(key);
      } else if (value instanceof Node.Mapping map && merged.get(key) instanceof Node.Mapping old) {
        merged = merged.with(merged.entries().get(key).key(), merge(old, map));
      } else {
        merged = merged.with(entry.key(), value);
      }
    }
    return merged;
  }

  /** A scenario with its short forms written out: of traffic, and of variants. */
  static Node.Mapping longForm(Node.Mapping root) {
    Node.Mapping written = root;
    if (root.get("traffic") instanceof Node.Mapping traffic) {
      Node.Mapping groups = traffic;
      for (Node.Entry group : traffic.entries().values()) {
        if (group.value() instanceof Node.Scalar scalar && !scalar.isNothing()) {
          groups = groups.with(group.key(), wrapped("arrivals", scalar));
        }
      }
      written = written.with(root.entries().get("traffic").key(), groups);
    }
    if (root.get("what_if") instanceof Node.Mapping variants) {
      Node.Mapping longer = variants;
      for (Node.Entry variant : variants.entries().values()) {
        if (variant.value() instanceof Node.Mapping map && isPlain(map)) {
          longer = longer.with(variant.key(), wrapped("set", map));
        }
      }
      written = written.with(root.entries().get("what_if").key(), longer);
    }
    return written;
  }

  private static boolean isPlain(Node.Mapping variant) {
    return variant.entries().keySet().stream().noneMatch(VARIANT::contains);
  }

  private static Node.Mapping wrapped(String key, Node value) {
    return Node.Mapping.empty(value.place())
        .with(new Node.Scalar(value.place(), key, false), value);
  }
}
