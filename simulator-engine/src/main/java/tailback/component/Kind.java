package tailback.component;

import java.util.function.BiFunction;

/**
 * A kind of part that a stack may hold: what a scenario file names in {@code kind:}.
 *
 * @param name as the file writes it, such as {@code pgbouncer}
 * @param role what it does in a stack
 * @param settings the record of its directives; the card {@code models/NAME.md} gives their names
 *     as the product writes them, their defaults and their sources
 * @param build makes the part when a run is put together
 * @param <S> the type of its settings
 */
public record Kind<S extends Record>(
    String name, Role role, Class<S> settings, BiFunction<S, Assembly, ? extends Component> build) {

  /** Makes a part of this kind. */
  public Component build(Record given, Assembly assembly) {
    return build.apply(settings.cast(given), assembly);
  }
}
