package tailback.ui.stage;

import java.util.Map;

/**
 * The most that ever waits at a resource, and is ever in use of it, in the whole run. The plan is
 * made for these, so that no cell changes its size, and so its place, while the run is shown.
 *
 * @param waiting most waiting, by resource
 * @param busy most in use, by resource
 */
public record Peaks(Map<String, Integer> waiting, Map<String, Integer> busy) {

  /** Nothing is known. */
  public static final Peaks UNKNOWN = new Peaks(Map.of(), Map.of());

  /** The most waiting; {@code otherwise} where that is not known. */
  public int waiting(String resource, int otherwise) {
    return waiting.getOrDefault(resource, otherwise);
  }

  /** The most in use; {@code otherwise} where that is not known. */
  public int busy(String resource, int otherwise) {
    return busy.getOrDefault(resource, otherwise);
  }
}
