package tailback.ui.stage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tailback.component.Part;
import tailback.queueing.Distribution;

/** What a part is set to, for captions and for the number of its seats. */
public final class Directives {

  private final Record settings;

  /** The directives of a part. */
  public Directives(Part part) {
    settings = part.settings();
  }

  /** A count; {@code otherwise} where the part has no such directive. */
  public int count(String name, int otherwise) {
    return value(name) instanceof Number number ? number.intValue() : otherwise;
  }

  /** A word, such as {@code gthread}; empty where the part has no such directive. */
  public String word(String name) {
    Object value = value(name);
    return value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
  }

  /** {@code name value}, for those of the names that the part has. */
  public String caption(String... names) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      Object value = value(name);
      if (value != null) {
        words.add(name + " " + text(value));
      }
    }
    return String.join(" · ", words);
  }

  /** The mean of a duration, such as {@code 500 ms on average}; empty where there is none. */
  public String mean(String name) {
    return value(name) instanceof Distribution law && law.mean() < Long.MAX_VALUE
        ? FigurePainter.seconds(Math.round(law.mean())) + " on average"
        : "";
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return duration.toMillis() % 1000 == 0
          ? duration.toSeconds() + "s"
          : duration.toMillis() + "ms";
    }
    return value instanceof Enum<?> ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
  }

  private Object value(String name) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      if (component.getName().equalsIgnoreCase(name.replace("_", ""))) {
        try {
          return component.getAccessor().invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException e) {
          return null; // not public: nothing to show
        }
      }
    }
    return null;
  }
}
