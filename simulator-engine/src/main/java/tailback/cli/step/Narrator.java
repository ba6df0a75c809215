package tailback.cli.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tailback.cli.report.Quantity;
import tailback.experiment.Happening;
import tailback.experiment.Happening.Move;
import tailback.experiment.Playback;
import tailback.journal.State;
import tailback.kernel.Simulation;
import tailback.scenario.Scenario;

/** Says in words what an event did. */
final class Narrator {

  private static final int MOST = 2;

  private final Playback playback;
  private final Naming naming;

  Narrator(Playback playback, Naming naming) {
    this.playback = playback;
    this.naming = naming;
  }

  /**
   * What an event did: who moved, or else its name and whom it happened to.
   *
   * @param about the request that is told of first
   */
  String tell(Happening happening, long about) {
    Map<String, Move> ways = new LinkedHashMap<>();
    List<Move> moves = new ArrayList<>(happening.moves());
    moves.sort(Comparator.comparing(move -> move.request() != about));
    for (Move move : moves) {
      ways.merge(
          who(move),
          move,
          (first, later) ->
              new Move(
                  later.request(),
                  later.task(),
                  first.from(),
                  later.to(),
                  later.status(),
                  later.worker(),
                  later.failure(),
                  later.took()));
    }
    if (ways.isEmpty()) {
      return happening.event().equals("timeline")
          ? timeline(happening.moment().time())
          : event(happening.event(), happening.request());
    }
    StringBuilder told = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, Move> way : ways.entrySet()) {
      if (number < MOST) {
        told.append(number == 0 ? "" : "; ").append(way.getKey()).append(way(way.getValue()));
      }
      number++;
    }
    return told + (number > MOST ? "; " + (number - MOST) + " more move" : "");
  }

  /** What the timeline, or the journal, changes at a time. */
  private String timeline(long time) {
    return playback.scenario().timeline().stream()
        .filter(change -> change.at().toNanos() == time - playback.timeZero())
        .map(Scenario.Change::text)
        .collect(Collectors.joining("; "));
  }

  /** An event to come, or one that moved nobody. */
  String event(Simulation.Firing firing) {
    return event(firing.name(), Playback.whose(firing));
  }

  private String event(String name, long request) {
    return "(" + name + (request == 0 ? ")" : ", request " + naming.request(request) + ")");
  }

  private String who(Move move) {
    return move.task()
        ? "task " + Naming.task(move.request())
        : "request " + naming.request(move.request());
  }

  private String way(Move move) {
    if (move.ends()) {
      return ending(move);
    }
    String worker = move.worker() >= 0 ? ", worker " + (move.worker() + 1) : "";
    if (move.from() == Happening.NOWHERE) {
      return " arrives: " + doing(move.to());
    }
    if (move.from() == move.to()) {
      return " goes on: " + doing(move.to()) + worker;
    }
    return " leaves " + naming.place(move.from()) + ": " + doing(move.to()) + worker;
  }

  private String ending(Move move) {
    String after = " after " + Quantity.nanos(move.took());
    if (move.failure() >= 0) {
      return " fails" + after + ": " + playback.failures().get(move.failure());
    }
    return (move.task() ? " is done" : " is answered " + move.status()) + after;
  }

  private String doing(int place) {
    State state = playback.states().get(place);
    String name = naming.place(place);
    return switch (state) {
      case WAITS -> "waits at " + name;
      case COMPUTES -> "computes on " + name;
      case BLOCKED -> "is in a C call";
      case WAITS_FOR_POOL -> "waits for the pool, " + name;
      case ON_IO, FAILED -> name.equals("wait") ? "waits for I/O" : "waits for " + name;
    };
  }
}
