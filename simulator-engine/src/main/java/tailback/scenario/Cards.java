package tailback.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Catalogue;
import tailback.component.Kind;

/** The kinds of part with their cards; a card is read when somebody first needs it. */
final class Cards {

  /** A kind, its card and the keys that it takes. */
  record Entry(Kind<?> kind, Card card, Shape shape) {}

  private final Catalogue catalogue;
  private final List<String> names;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Cards(Catalogue catalogue) {
    this.catalogue = catalogue;
    names = catalogue.all().stream().map(Kind::name).toList();
  }

  /** A kind by its name; null when there is none. */
  Entry get(String name) {
    Kind<?> kind = catalogue.get(name);
    if (kind == null) {
      return null;
    }
    Entry entry = entries.get(name);
    if (entry == null) {
      Card card = Card.of(kind);
      entry = new Entry(kind, card, Shape.of(kind, card));
      entries.put(name, entry);
    }
    return entry;
  }

  /** The names of all kinds, front to back. */
  List<String> names() {
    return names;
  }
}
