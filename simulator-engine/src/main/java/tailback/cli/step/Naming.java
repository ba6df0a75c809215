package tailback.cli.step;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import tailback.cli.report.Quantity;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.journal.State;
import tailback.program.Request;

/** What things are called in the terminal. */
final class Naming {

  private static final int NANOS = 9;
  private static final int MICROS = 6;
  private static final long WITHIN_GROUP = (1L << Request.GROUP_SHIFT) - 1;
  private static final long TASKS = 100_000;
  private static final String GLYPHS = "○●■◌◇✗";

  private final Playback playback;

  Naming(Playback playback) {
    this.playback = playback;
  }

  /** A time of the simulation as seconds from time zero, to the microsecond. */
  String time(long nanos) {
    return BigDecimal.valueOf(nanos - playback.timeZero(), NANOS)
            .setScale(MICROS, RoundingMode.FLOOR)
            .toPlainString()
        + " s";
  }

  /** How long ago that was. */
  String since(long time) {
    return Quantity.nanos(playback.now().time() - time);
  }

  /** A request's number as people write it; with its group where there are several. */
  String request(long number) {
    String alone = Long.toString(number & WITHIN_GROUP);
    List<String> groups = groups();
    int group = (int) (number >>> Request.GROUP_SHIFT) - 1;
    return groups.size() < 2 || group < 0 || group >= groups.size()
        ? alone
        : alone + "/" + groups.get(group);
  }

  /** A task, which has no number that anybody could count. */
  static String task(long number) {
    return "t" + number % TASKS;
  }

  /** The numbers that somebody can mean: the same in any group, or {@code 1207/visitors}. */
  List<Long> meant(String typed) {
    String[] words = typed.split("/", 2);
    List<String> groups = groups();
    long within = Long.parseLong(words[0]);
    return IntStream.range(0, groups.size())
        .filter(group -> words.length == 1 || groups.get(group).equals(words[1]))
        .mapToObj(group -> (group + 1L) << Request.GROUP_SHIFT | within)
        .toList();
  }

  private List<String> groups() {
    return List.copyOf(playback.scenario().deployment().traffic().keySet());
  }

  /** A request or a task of a frame. */
  String who(Frame frame, int index) {
    long number = frame.request[index];
    return isTask(frame.endpoint[index]) ? task(number) : request(number);
  }

  String place(int number) {
    return playback.places().get(number);
  }

  /** What it asks for. */
  String endpoint(int number) {
    return playback.endpoints().get(number);
  }

  /** Whether that number of an endpoint is a task's. */
  boolean isTask(int endpoint) {
    return endpoint >= playback.scenario().deployment().endpoints().size();
  }

  /** The sign of a state. */
  static char glyph(State state) {
    return GLYPHS.charAt(state.ordinal());
  }
}
