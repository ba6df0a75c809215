package tailback.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tailback.scenario.Change;

/**
 * What makes one run of the other, in words: {@code pgbouncer.default_pool_size 10 → 20}, {@code +
 * redis}.
 *
 * @param changes all of them
 */
public record Patch(List<Change> changes) {

  private static final int LONG_VALUE = 26;
  private static final String APART = "     ";

  /** All of it, a line for each change. */
  public String lines() {
    return changes.isEmpty() ? "nothing differs" : String.join("\n", words(Integer.MAX_VALUE));
  }

  /**
   * As much of it as fits: values are shortened first, then changes are left out and counted.
   *
   * @param width how much room there is
   * @param measure how much room a text takes
   */
  public String fitting(double width, ToDoubleFunction<String> measure) {
    if (changes.isEmpty()) {
      return "nothing differs";
    }
    String whole = String.join(APART, words(Integer.MAX_VALUE));
    if (measure.applyAsDouble(whole) <= width) {
      return whole;
    }
    List<String> words = words(LONG_VALUE);
    String fitting = String.join(APART, words);
    for (int left = words.size() - 1; left > 0; left--) {
      if (measure.applyAsDouble(fitting) <= width) {
        return fitting;
      }
      fitting =
          String.join(APART, words.subList(0, left))
              + APART
              + "and "
              + (words.size() - left)
              + " more";
    }
    return fitting;
  }

  private List<String> words(int longest) {
    List<String> words = new ArrayList<>();
    for (Change change : changes) {
      words.add(words(change, longest));
    }
    return words;
  }

  private static String words(Change change, int longest) {
    String name = change.part() == null ? change.path() : change.part();
    if (change.before() == null) {
      boolean bare = change.after().equals("{}");
      return "+ " + name + (bare ? "" : " " + shortened(change.after(), longest));
    }
    if (change.after() == null) {
      return "− " + name;
    }
    return name
        + " "
        + shortened(change.before(), longest)
        + " → "
        + shortened(change.after(), longest);
  }

  private static String shortened(String value, int longest) {
    return value.length() <= longest
        ? value
        : value.substring(0, longest - 1).stripTrailing() + "…";
  }
}
