package tailback.component;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every kind of part that a stack may hold. Adding one is one line in {@link #standard}. */
public final class Catalogue {

  private final Map<String, Kind<?>> kinds = new LinkedHashMap<>();

  private Catalogue with(Kind<?> kind) {
    kinds.put(kind.name(), kind);
    return this;
  }

  /** The parts that ship with the program, front to back. */
  public static Catalogue standard() {
    return new Catalogue();
  }

  /** The kind of that name; null when there is none. */
  public Kind<?> get(String name) {
    return kinds.get(name);
  }

  /** All kinds, front to back. */
  public Collection<Kind<?>> all() {
    return kinds.values();
  }
}
