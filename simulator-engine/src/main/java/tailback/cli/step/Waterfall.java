package tailback.cli.step;

import java.util.Comparator;
import java.util.List;
import tailback.cli.report.Quantity;
import tailback.experiment.Playback;
import tailback.journal.Trail;
import tailback.journal.Trail.Stay;

/** The waits and services of one request, one below the other, each where it was in time. */
final class Waterfall {

  private static final int NAMES = 26;
  private static final int FIGURES = 12;

  /** So many stays have a line of their own, the longest ones. */
  private static final int MOST = 40;

  private final Playback playback;
  private final Naming naming;
  private final int width;

  Waterfall(Playback playback, Naming naming, int width) {
    this.playback = playback;
    this.naming = naming;
    this.width = width;
  }

  /** The picture of a request that has arrived. */
  String of(long number, Trail trail) {
    List<Stay> stays = trail.stays(playback.now().time());
    StringBuilder text = new StringBuilder();
    text.append("request ").append(naming.request(number));
    if (stays.isEmpty()) {
      return text.append(": no time has passed yet\n").toString();
    }
    long from = stays.get(0).from();
    long to = stays.get(stays.size() - 1).to();
    text.append(", arrived at ").append(naming.time(from)).append(", ").append(fate(trail));
    text.append(" after ").append(Quantity.nanos(to - from)).append('\n');
    int columns = width - NAMES - FIGURES - 4;
    long least = stays.size() <= MOST ? 0 : threshold(stays);
    int left = 0;
    long leftNanos = 0;
    for (Stay stay : stays) {
      if (stay.to() - stay.from() < least) {
        left++;
        leftNanos += stay.to() - stay.from();
        continue;
      }
      int begin = column(stay.from() - from, to - from, columns);
      int end = Math.max(begin + 1, column(stay.to() - from, to - from, columns));
      String bar = " ".repeat(begin) + sign(stay).repeat(end - begin);
      text.append(
          String.format(
                  "  %-" + NAMES + "s%" + FIGURES + "s  %s",
                  naming.place(stay.place()),
                  Quantity.nanos(stay.to() - stay.from()),
                  bar)
              .stripTrailing());
      text.append('\n');
    }
    if (left > 0) {
      text.append("  " + left + " shorter ones took " + Quantity.nanos(leftNanos) + "\n");
    }
    return text.append("  █ service   ░ wait\n").toString();
  }

  /** As long as the shortest of the longest. */
  private static long threshold(List<Stay> stays) {
    return stays.stream()
        .map(stay -> stay.to() - stay.from())
        .sorted(Comparator.reverseOrder())
        .skip(MOST - 1)
        .findFirst()
        .orElse(0L);
  }

  private static String fate(Trail trail) {
    return switch (trail.status()) {
      case -1 -> "still under way";
      case 0 -> "ended without an answer";
      default -> "answered " + trail.status();
    };
  }

  private static int column(long time, long whole, int columns) {
    return (int) Math.min(columns - 1, Math.round((double) time / Math.max(1, whole) * columns));
  }

  private String sign(Stay stay) {
    return switch (playback.states().get(stay.place())) {
      case WAITS, WAITS_FOR_POOL -> "░";
      default -> "█";
    };
  }
}
