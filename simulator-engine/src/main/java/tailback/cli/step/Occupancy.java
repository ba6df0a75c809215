package tailback.cli.step;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tailback.journal.Frame;
import tailback.journal.Scene;

/** A frame, and who in it sits where. */
final class Occupancy {

  private final Frame frame;
  private final Map<Long, Integer> requests = new HashMap<>();
  private final Map<Long, Integer> tasks = new HashMap<>();

  Occupancy(Frame frame, Naming naming) {
    this.frame = frame;
    for (int i = 0; i < frame.requests; i++) {
      (naming.isTask(frame.endpoint[i]) ? tasks : requests).putIfAbsent(frame.request[i], i);
    }
  }

  Frame frame() {
    return frame;
  }

  /** The units of a part, by their numbers in the frame. */
  List<Integer> units(String part) {
    return IntStream.range(0, frame.units)
        .filter(unit -> frame.part[unit].equals(part))
        .boxed()
        .toList();
  }

  /**
   * The seats of a unit that are taken, by their numbers in the frame: by thread, or by request.
   */
  List<Integer> seats(int unit) {
    return IntStream.range(0, frame.seats)
        .filter(seat -> frame.unit[seat] == unit)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer seat) -> frame.seat[seat])
                .thenComparing(seat -> frame.holder[seat]))
        .toList();
  }

  /** Whether it runs a program. */
  boolean isWorker(int unit) {
    return frame.kindOf(unit) == Scene.Kind.WORKER || runsTasks(unit);
  }

  boolean runsTasks(int unit) {
    return frame.kindOf(unit) == Scene.Kind.TASK_WORKER;
  }

  /** Who has a seat, by its number among the requests; -1 when it is under way no more. */
  int whoIsIn(int seat) {
    if (frame.forNobody[seat]) {
      return -1;
    }
    Map<Long, Integer> known = runsTasks(frame.unit[seat]) ? tasks : requests;
    return known.getOrDefault(frame.holder[seat], -1);
  }

  /** The requests that are in one of the workers of a part. */
  Set<Integer> inside(String part) {
    Set<Integer> inside = new HashSet<>();
    for (int seat = 0; seat < frame.seats; seat++) {
      if (isWorker(frame.unit[seat]) && frame.part[frame.unit[seat]].equals(part)) {
        inside.add(whoIsIn(seat));
      }
    }
    return inside;
  }
}
