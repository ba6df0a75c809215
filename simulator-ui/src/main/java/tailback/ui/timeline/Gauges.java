package tailback.ui.timeline;

import java.util.Map;
import tailback.ui.stage.Picture;

/**
 * The resources in the picture that the stage shows: what it shows and what the timeline shows of
 * the present are the same numbers.
 *
 * @param picture of the present
 * @param numbers where resources stand in it, by name
 */
public record Gauges(Picture picture, Map<String, Integer> numbers) {

  /** Nothing is known. */
  public static final Gauges NONE = new Gauges(new Picture(), Map.of());

  /** Whether a resource is in the picture. */
  boolean know(String resource) {
    return numbers.getOrDefault(resource, Integer.MAX_VALUE) < picture.waiting.length;
  }

  /** How many wait for a resource that is known. */
  int waiting(String resource) {
    return picture.waiting[numbers.get(resource)];
  }

  /** What share of a known resource is in use; not a number where it has no limit. */
  double share(String resource) {
    int number = numbers.get(resource);
    int capacity = picture.capacity[number];
    return capacity == 0 ? Double.NaN : (double) picture.busy[number] / capacity;
  }
}
