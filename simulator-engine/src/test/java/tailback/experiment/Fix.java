package tailback.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Variant;
import tailback.scenario.Scenario.Verdict;

/**
 * A fix of an incident, as the library judges it, beside changes that somebody recommends.
 *
 * @param sets its settings: the whole path of each value, without {@code stack.}, and what it says
 */
record Fix(Variant variant, Map<String, String> sets) {

  private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s?(\\D*)");

  /** Those of a scenario that set something. */
  static List<Fix> all(Path file, Scenario scenario) {
    List<Fix> all = new ArrayList<>();
    try {
      Map<String, Object> written = new Yaml().load(Files.readString(file));
      Map<?, ?> whatIf = (Map<?, ?>) written.get("what_if");
      for (Variant variant : scenario.whatIf().values()) {
        Map<String, String> sets = new LinkedHashMap<>();
        Object fix = whatIf == null ? null : whatIf.get(variant.name());
        if (fix instanceof Map<?, ?> keys) {
          flatten("", keys.get("set"), sets);
        }
        all.add(new Fix(variant, sets));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static void flatten(String path, Object value, Map<String, String> sets) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, of) -> flatten(path.isEmpty() ? key + "" : path + "." + key, of, sets));
    } else {
      sets.put(path.replaceFirst("^stack\\.", ""), String.valueOf(value));
    }
  }

  boolean is(Verdict verdict) {
    return variant.verdict() == verdict;
  }

  /** Whether it changes what users ask for, so that its verdict is about another load. */
  boolean changesDemand() {
    return sets.keySet().stream()
        .anyMatch(
            path -> path.matches("(traffic|endpoints|tasks)\\..*") && !path.contains(".retries"));
  }

  /**
   * One setting that is recommended.
   *
   * @param before what it is without; null where nobody says
   */
  record Change(String path, String before, String after) {

    /** Whether another value goes the same way from what it is without, and at least as far. */
    boolean isReachedBy(String value) {
      double[] least = numbers(before, after, value);
      return least == null
          ? after.equals(value)
          : Math.signum(least[1] - least[0]) == Math.signum(least[2] - least[0])
              && Math.abs(least[2] - least[0]) >= Math.abs(least[1] - least[0]);
    }

    /** Whether another value goes the same way, however far. */
    boolean goesAs(String value) {
      double[] three = numbers(before, after, value);
      return three == null
          ? after.equals(value)
          : Math.signum(three[1] - three[0]) == Math.signum(three[2] - three[0]);
    }

    /** Null when they are not of one unit. */
    private static double[] numbers(String... texts) {
      double[] numbers = new double[texts.length];
      String unit = null;
      for (int i = 0; i < texts.length; i++) {
        Matcher matcher = NUMBER.matcher(texts[i] == null ? "" : texts[i]);
        if (!matcher.matches() || unit != null && !unit.equals(matcher.group(2))) {
          return null;
        }
        unit = matcher.group(2);
        numbers[i] = Double.parseDouble(matcher.group(1));
      }
      return numbers;
    }
  }

  /** Whether it does all that is recommended, and maybe more. */
  boolean doesAllOf(List<Change> changes) {
    return changes.stream()
        .allMatch(each -> sets.containsKey(each.path()) && each.isReachedBy(sets.get(each.path())));
  }

  /** Whether all that it does is recommended, be it less or more of it. */
  boolean isWithin(List<Change> changes) {
    return !sets.isEmpty()
        && sets.entrySet().stream()
            .allMatch(
                set ->
                    changes.stream()
                        .anyMatch(
                            each ->
                                each.path().equals(set.getKey()) && each.goesAs(set.getValue())));
  }
}
