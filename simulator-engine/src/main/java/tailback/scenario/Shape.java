package tailback.scenario;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tailback.component.Kind;
import tailback.program.Describe;
import tailback.program.Short;

/**
 * The keys that a record takes in a scenario file, in the order of its components.
 *
 * @param type the record
 * @param keys by name
 */
record Shape(Class<? extends Record> type, Map<String, Key> keys) {

  /**
   * A key of a map in a scenario file.
   *
   * @param name as the file writes it
   * @param type of its value
   * @param absent what holds when it is not there; null when nothing does
   * @param required whether it must be there
   * @param unit what a bare number means, and the like
   * @param meaning one sentence
   */
  record Key(String name, Type type, String absent, boolean required, Unit unit, String meaning) {}

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return describe(type.asSubclass(Record.class));
        }
      };

  /** The keys of a record whose components say themselves what they mean. */
  static Shape of(Class<? extends Record> type) {
    return SHAPES.get(type);
  }

  private static Shape describe(Class<? extends Record> type) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Describe describe = component.getAnnotation(Describe.class);
      String name = snakeCase(component.getName());
      String absent = describe == null || describe.absent().isEmpty() ? null : describe.absent();
      keys.put(
          name,
          new Key(
              name,
              component.getGenericType(),
              absent,
              describe == null || describe.required(),
              unit(name, describe, absent == null ? "" : absent),
              describe == null ? "" : describe.value()));
    }
    return new Shape(type, keys);
  }

  private static Unit unit(String name, Describe describe, String absent) {
    if (name.equals("bytes")) {
      return Unit.BYTES;
    }
    if (describe != null && describe.least() > 0) {
      return Unit.atLeast(describe.least());
    }
    boolean share = name.equals("share") || describe != null && describe.share();
    return Unit.of(share ? "share" : describe == null ? "" : describe.unit(), absent);
  }

  /** The directives of a kind of part, as its card names them. */
  static Shape of(Kind<?> kind, Card card) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (RecordComponent component : kind.settings().getRecordComponents()) {
      Card.Directive directive = directive(component, card);
      boolean required = directive.absent().equals("required");
      keys.put(
          directive.name(),
          new Key(
              directive.name(),
              component.getGenericType(),
              required || directive.absent().isEmpty() ? null : directive.absent(),
              required,
              Unit.of(directive.unit(), directive.absent()),
              directive.meaning()));
    }
    return new Shape(kind.settings(), keys);
  }

  private static Card.Directive directive(RecordComponent component, Card card) {
    return card.directives().stream()
        .filter(
            directive ->
                Components.letters(directive.name())
                    .equals(Components.letters(component.getName())))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "card " + card.name() + " has no directive for " + component.getName()));
  }

  /**
   * {@code onCommit} as {@code on_commit}; a closing underscore keeps clear of Java's own words.
   */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT)
        .replaceAll("_$", "");
  }

  /** The first key: the one that a short form gives. */
  Key first() {
    return keys.values().iterator().next();
  }

  /** Whether a single value will do, the first key. */
  boolean isShort() {
    return type.isAnnotationPresent(Short.class);
  }

  /** The names of the keys. */
  List<String> names() {
    return new ArrayList<>(keys.keySet());
  }
}
