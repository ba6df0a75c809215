package tailback.ui.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tailback.experiment.Happening;
import tailback.experiment.Playback;
import tailback.program.Request;
import tailback.scenario.Condition;

/** Conditions at which a run stops by itself, the moment they become true. */
public final class Stops {

  private final List<Stop> stops = new ArrayList<>();
  private volatile List<Reached> reached = List.of();

  /**
   * A moment at which a run stopped by itself.
   *
   * @param at seconds from time zero
   * @param text the condition, with the numbers that made it true
   */
  public record Reached(double at, String text) {}

  private static final class Stop {
    private final String text;
    private final Condition condition;
    private boolean holds;
    private long since = -1;

    private Stop(String text, Condition condition) {
      this.text = text;
      this.condition = condition;
    }
  }

  /** Adds a condition, as it is written. */
  public synchronized void add(String text, Condition condition) {
    stops.add(new Stop(text, condition));
  }

  /** Takes a condition away, as it is written. */
  public synchronized void remove(String text) {
    stops.removeIf(stop -> stop.text.equals(text));
  }

  /** The conditions as they are written. */
  public synchronized List<String> texts() {
    return stops.stream().map(stop -> stop.text).toList();
  }

  /** Whether there are none. */
  public synchronized boolean isEmpty() {
    return stops.isEmpty();
  }

  /** Goes on event by event, to the first at or after a time; says why it stopped, or null. */
  synchronized String goTo(Playback playback, long time) {
    while (playback.now().time() < time && playback.step()) {
      for (Stop stop : stops) {
        Reached here = look(stop, playback);
        if (here != null) {
          note(here);
          return String.format(Locale.ROOT, "Stopped at %.3f s: %s", here.at, here.text);
        }
      }
    }
    return null;
  }

  private void note(Reached here) {
    if (!reached.contains(here)) { // nor where it comes by again
      List<Reached> more = new ArrayList<>(reached);
      more.add(here);
      reached = List.copyOf(more);
    }
  }

  /** Where it has stopped so far; the same list until it stops elsewhere. */
  public List<Reached> reached() {
    return reached;
  }

  private static Reached look(Stop stop, Playback playback) {
    long now = playback.now().time();
    boolean holds = holds(stop.condition, playback);
    if (stop.condition instanceof Condition.LevelIs level) {
      stop.since = holds ? stop.since < 0 ? now : stop.since : -1;
      holds = holds && now - stop.since >= level.lasting().toNanos();
    }
    boolean becomes = holds && !stop.holds;
    stop.holds = holds;
    if (!becomes) {
      return null;
    }
    String measured =
        stop.condition instanceof Condition.LevelIs level && !level.level().equals("latency")
            ? String.format(Locale.ROOT, " (now %.0f)", playback.level(level))
            : "";
    return new Reached((now - playback.timeZero()) / 1e9, stop.text + measured);
  }

  private static boolean holds(Condition condition, Playback playback) {
    if (condition instanceof Condition.LevelIs level) {
      double value = playback.level(level);
      return switch (level.relation()) {
        case MORE -> value > level.value();
        case AT_LEAST -> value >= level.value();
        case LESS -> value < level.value();
        case AT_MOST -> value <= level.value();
        default -> value == level.value();
      };
    }
    if (condition instanceof Condition.At at) {
      return playback.now().time() >= playback.timeZero() + at.time().toNanos();
    }
    Happening last = playback.last();
    if (last == null) {
      return false;
    }
    for (Happening.Move move : last.moves()) {
      if (!move.task() && matches(condition, move, playback)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Condition condition, Happening.Move move, Playback playback) {
    if (condition instanceof Condition.FirstStatus first) {
      return move.status() == first.status();
    }
    if (condition instanceof Condition.FirstError first) {
      return move.failure() >= 0 && playback.failures().get(move.failure()).contains(first.text());
    }
    if (condition instanceof Condition.RequestDone done) {
      return number(move.request()) == done.request() && move.status() >= 0;
    }
    return condition instanceof Condition.RequestEnters enters
        && number(move.request()) == enters.request()
        && move.to() >= 0
        && playback.places().get(move.to()).startsWith(enters.part() + ".");
  }

  /** A request's number within its group, as people write it. */
  public static long number(long request) {
    return request & (1L << Request.GROUP_SHIFT) - 1;
  }
}
