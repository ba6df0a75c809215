package tailback.component;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A kind of part that a stack may hold: what a scenario file names in {@code kind:}.
 *
 * @param name as the file writes it, such as {@code pgbouncer}
 * @param role what it does in a stack
 * @param settings the record of its directives; the card {@code models/NAME.md} gives their names
 *     as the product writes them, their defaults and their sources
 * @param actions what a timeline may have it do, such as {@code reload}; the card says what happens
 * @param build makes the part when a run is put together
 * @param <S> the type of its settings
 */
public record Kind<S extends Record>(
    String name,
    Role role,
    Class<S> settings,
    List<String> actions,
    BiFunction<S, Assembly, ? extends Component> build) {

  /** A kind whose parts do nothing on demand. */
  public Kind(
      String name,
      Role role,
      Class<S> settings,
      BiFunction<S, Assembly, ? extends Component> build) {
    this(name, role, settings, List.of(), build);
  }

  /** Makes a part of this kind. */
  public Component build(Record given, Assembly assembly) {
    return build.apply(settings.cast(given), assembly);
  }
}
