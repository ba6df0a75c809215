package tailback.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tailback.component.Catalogue;
import tailback.component.Kind;

/** The kinds of part with their cards. */
final class Cards {

  /** A kind, its card and the keys that it takes. */
  record Entry(Kind<?> kind, Card card, Shape shape) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Cards(Catalogue catalogue) {
    for (Kind<?> kind : catalogue.all()) {
      Card card = Card.of(kind);
      entries.put(kind.name(), new Entry(kind, card, Shape.of(kind, card)));
    }
  }

  /** A kind by its name; null when there is none. */
  Entry get(String kind) {
    return entries.get(kind);
  }

  /** The names of all kinds, front to back. */
  Set<String> names() {
    return entries.keySet();
  }
}
