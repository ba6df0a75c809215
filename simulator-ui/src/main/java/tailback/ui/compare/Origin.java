package tailback.ui.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.journal.Trail;
import tailback.ui.inspector.Waterfall;

/**
 * Where the difference between two ways of the same request comes from: its waits and services that
 * take another time, the one that differs most first.
 *
 * @param stays by what they differ
 * @param tookA how long the request took in the first run, or has been under way, nanoseconds
 * @param tookB the same in the second
 */
public record Origin(List<Stay> stays, long tookA, long tookB) {

  /** What counts as most of it. */
  private static final double MOST = 0.5;

  /**
   * A wait or a service, all stays there together.
   *
   * @param place its name
   * @param a how long in the first run, nanoseconds
   * @param b how long in the second
   */
  public record Stay(String place, long a, long b) {

    /** By how much it is longer in the second; negative when it is shorter. */
    public long by() {
      return b - a;
    }
  }

  /**
   * Compares two ways.
   *
   * @param placesA the names of places in the first run, by number
   * @param placesB likewise; the runs may have different places
   */
  public static Origin of(
      List<Trail.Stay> a, List<String> placesA, List<Trail.Stay> b, List<String> placesB) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    add(sums, a, placesA, 0);
    add(sums, b, placesB, 1);
    List<Stay> stays = new ArrayList<>();
    sums.forEach((place, both) -> stays.add(new Stay(place, both[0], both[1])));
    stays.removeIf(stay -> stay.by() == 0);
    stays.sort(Comparator.comparingLong(stay -> -Math.abs(stay.by())));
    return new Origin(List.copyOf(stays), took(a), took(b));
  }

  private static void add(
      Map<String, long[]> sums, List<Trail.Stay> stays, List<String> places, int side) {
    for (Trail.Stay stay : stays) {
      sums.computeIfAbsent(places.get(stay.place()), name -> new long[2])[side] +=
          stay.to() - stay.from();
    }
  }

  private static long took(List<Trail.Stay> stays) {
    return stays.isEmpty() ? 0 : stays.get(stays.size() - 1).to() - stays.get(0).from();
  }

  /** By how much the request takes longer in the second run. */
  public long by() {
    return tookB - tookA;
  }

  /** In a sentence: by how much, and which wait or service is most of it. */
  public String sentence() {
    if (tookA == 0 || tookB == 0) {
      return tookA == tookB ? "It has not arrived yet." : "It is in one of the two runs only.";
    }
    if (stays.isEmpty()) {
      return "The very same on both sides.";
    }
    String much =
        by() == 0
            ? "It takes as long on both sides"
            : "B takes " + Waterfall.millis(Math.abs(by())) + (by() < 0 ? " less" : " more");
    for (Stay stay : stays) {
      if (stay.by() * Math.signum(by()) > MOST * Math.abs(by()) && by() != 0) {
        return much
            + ", most of it in "
            + stay.place()
            + ": "
            + took(stay.a())
            + " in A, "
            + took(stay.b())
            + " in B.";
      }
    }
    return much + ".";
  }

  /** A time, or that there was none. */
  static String took(long nanos) {
    return nanos == 0 ? "none" : Waterfall.millis(nanos);
  }
}
