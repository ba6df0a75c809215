package tailback.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to relieve one resource or limit of a scenario and nothing else: more of it, or none of it;
 * shorter work for it; or fewer of those who crowd it.
 *
 * @param relieves a resource such as {@code gunicorn.workers}, or the path of a limit such as
 *     {@code reader.lag}; where there are to be fewer, what they are
 * @param how what changes, such as {@code workers 4 → 16}
 * @param sets the settings that do it, as {@code --set} takes them
 * @param touchedBy what shows that a run has met it: the name of a resource that was full, of a
 *     counter, or an error in quotes; empty when nothing needs to
 */
public record Relief(
    String relieves, String how, List<String> sets, List<String> touchedBy, Way way) {

  /** How a relief relieves. */
  public enum Way {
    /** There is more room, or a limit is lifted. */
    ROOM,
    /** Work is made shorter, which adds no room. */
    SHORTER,
    /** Fewer are let in at once, so that what they crowd is less crowded. */
    FEWER
  }

  /** Two reliefs at once. */
  public Relief with(Relief other) {
    return new Relief(
        relieves + " + " + other.relieves,
        how + ", " + other.how,
        both(sets, other.sets),
        both(touchedBy, other.touchedBy),
        way);
  }

  /** The paths that it sets. */
  public List<String> paths() {
    return sets.stream().map(set -> set.substring(0, set.indexOf('='))).toList();
  }

  private static List<String> both(List<String> some, List<String> others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
