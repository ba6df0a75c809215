package tailback.ui.stage;

import java.util.Map;
import java.util.function.Predicate;

/**
 * The most that ever waits at a resource, is ever in use of it, and ever is in a place, in the
 * whole run. The plan is made for these, so that no cell changes its size, and so its place, while
 * the run is shown.
 *
 * @param waiting most waiting, by resource
 * @param busy most in use, by resource
 * @param in most requests and tasks at once, by place
 */
public record Peaks(
    Map<String, Integer> waiting, Map<String, Integer> busy, Map<String, Integer> in) {

  /** Nothing is known. */
  public static final Peaks UNKNOWN = new Peaks(Map.of(), Map.of(), Map.of());

  /** The most waiting; {@code otherwise} where that is not known. */
  public int waiting(String resource, int otherwise) {
    return waiting.getOrDefault(resource, otherwise);
  }

  /** The most in use; {@code otherwise} where that is not known. */
  public int busy(String resource, int otherwise) {
    return busy.getOrDefault(resource, otherwise);
  }

  /** As many as can be in these places at once; {@code otherwise} where that is not known. */
  public int in(Predicate<String> places, int otherwise) {
    if (in.isEmpty()) {
      return otherwise;
    }
    return in.entrySet().stream()
        .filter(each -> places.test(each.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
