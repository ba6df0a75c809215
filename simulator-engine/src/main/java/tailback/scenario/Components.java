package tailback.scenario;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Makes records, and reads their components by the names of their keys. */
final class Components {

  /** How a type of record is made and read; reflection is slow, so it is asked once. */
  private record Access(Constructor<?> constructor, Map<String, Method> accessors) {}

  private static final ClassValue<Access> ACCESS =
      new ClassValue<>() {
        @Override
        protected Access computeValue(Class<?> type) {
          return access(type);
        }
      };

  private Components() {}

  private static Access access(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Method> accessors = new HashMap<>();
    for (RecordComponent component : components) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      accessors.put(letters(component.getName()), accessor);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Access(constructor, accessors);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes a record.
   *
   * @throws IllegalArgumentException when the record refuses its values
   */
  static Record make(Class<? extends Record> type, Object[] values) {
    try {
      return (Record) ACCESS.get(type).constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of the component that a key stands for; null when there is no such component. */
  static Object value(Record record, String key) {
    Method accessor = ACCESS.get(record.getClass()).accessors.get(letters(key));
    if (accessor == null) {
      return null;
    }
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A name's letters and digits, whatever separates its words. */
  static String letters(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (Character.isLetterOrDigit(name.charAt(i))) {
        letters.append(name.charAt(i));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
