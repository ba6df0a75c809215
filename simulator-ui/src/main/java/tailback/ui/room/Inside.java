package tailback.ui.room;

import java.util.ArrayList;
import java.util.List;
import tailback.journal.Frame;
import tailback.journal.Scene;
import tailback.journal.State;

/**
 * Who is in a worker at one instant.
 *
 * @param time when that is, nanoseconds since the simulation began
 * @param phase what the process is at, in words
 * @param holder who has its baton: a request, negative for the acceptor, {@link Scene#NOBODY}
 * @param holderSince since when, nanoseconds since the simulation began
 * @param blocked whether that one keeps it in a C call
 * @param sitting who sits in it, or stands
 */
record Inside(
    long time,
    String phase,
    long holder,
    long holderSince,
    boolean blocked,
    List<Sitting> sitting) {

  /** Nothing is known yet. */
  static final Inside UNKNOWN = new Inside(0, "", Scene.NOBODY, 0, false, List.of());

  /**
   * Somebody in a worker.
   *
   * @param seat which thread; negative: none
   * @param request its number
   * @param state what it does there
   * @param place where it waits or is served
   * @param since since when, nanoseconds since the simulation began
   */
  record Sitting(int seat, long request, State state, String place, long since) {}

  /**
   * Reads a frame.
   *
   * @param unit the worker among its units; -1: it is not there
   * @param places the run's catalogue of places
   */
  static Inside of(Frame frame, int unit, List<String> places) {
    if (unit < 0) {
      return new Inside(frame.time, "not up", Scene.NOBODY, 0, false, List.of());
    }
    List<Sitting> sitting = new ArrayList<>();
    for (int s = 0; s < frame.seats; s++) {
      if (frame.unit[s] == unit) {
        sitting.add(sitting(frame, s, places));
      }
    }
    return new Inside(
        frame.time,
        frame.phaseOf(unit).words(),
        frame.baton[unit],
        frame.batonSince[unit],
        frame.blocked[unit],
        List.copyOf(sitting));
  }

  private static Sitting sitting(Frame from, int s, List<String> places) {
    long request = from.holder[s];
    for (int i = 0; i < from.requests; i++) {
      if (from.request[i] == request) {
        return new Sitting(
            from.seat[s], request, from.doingOf(s), places.get(from.place[i]), from.since[i]);
      }
    }
    return new Sitting(from.seat[s], request, from.doingOf(s), "for nobody", from.time);
  }
}
