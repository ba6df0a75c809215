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

  /** A scenario with its short forms written out: of traffic, alerts and variants. */
  static Node.Mapping longForm(Node.Mapping root) {
    Node.Mapping written = root;
    if (root.get("traffic") instanceof Node.Mapping traffic) {
      Node.Mapping groups = traffic;
      for (Node.Entry group : traffic.entries().values()) {
        Node full = written(group.value(), "arrivals");
        if (full instanceof Node.Mapping map) {
          full = written(written(map, "network", "rtt"), "retries", "attempts");
          if (map.get("retries") instanceof Node.Mapping retries) {
            Node.Scalar key = map.entries().get("retries").key();
            full = ((Node.Mapping) full).with(key, written(retries, "backoff", "first"));
          }
        }
        groups = groups.with(group.key(), full);
      }
      written = written.with(root.entries().get("traffic").key(), groups);
    }
    if (root.get("alerts") instanceof Node.Mapping alerts) {
      Node.Mapping rules = alerts;
      for (Node.Entry alert : alerts.entries().values()) {
        rules = rules.with(alert.key(), written(alert.value(), "when"));
      }
      written = written.with(root.entries().get("alerts").key(), rules);
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

  /** A single value as the map that it is short for. */
  private static Node written(Node value, String first) {
    return value instanceof Node.Scalar scalar && !scalar.isNothing()
        ? wrapped(first, scalar)
        : value;
  }

  /** The same map with the short form of one of its keys written out. */
  private static Node.Mapping written(Node.Mapping map, String key, String first) {
    return map.get(key) == null
        ? map
        : map.with(map.entries().get(key).key(), written(map.get(key), first));
  }

  private static boolean isPlain(Node.Mapping variant) {
    return variant.entries().keySet().stream().noneMatch(VARIANT::contains);
  }

  private static Node.Mapping wrapped(String key, Node value) {
    return Node.Mapping.empty(value.place())
        .with(new Node.Scalar(value.place(), key, false), value);
  }
}
