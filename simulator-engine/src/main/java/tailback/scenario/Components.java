package tailback.scenario;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Reads the components of records by the names of their keys. */
final class Components {

  private Components() {}

  /** The value of the component that a key stands for; null when there is no such component. */
  static Object value(Record record, String key) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (letters(component.getName()).equals(letters(key))) {
        try {
          Method accessor = component.getAccessor();
          accessor.setAccessible(true);
          return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return null;
  }

  /** A name's letters and digits, whatever separates its words. */
  static String letters(String name) {
    return name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
  }
}
