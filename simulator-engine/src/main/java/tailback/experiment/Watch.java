package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.scenario.Condition;
import tailback.scenario.Expectation.Relation;

/**
 * Watches a run for conditions: notes when each first held, and stops the run where that is asked.
 */
final class Watch {

  private final Simulation simulation;
  private final long timeZero;
  private final List<String> failures;
  private final Levels levels;
  private final List<Watched> watched = new ArrayList<>();

  /** Those that compare a level and have not held yet. */
  private final List<Compared> compared = new ArrayList<>();

  private final Event<Watched> due;
  private final Event<Watched> lasted;
  private final Event<Runnable> reaction;

  Watch(Simulation simulation, long timeZero, List<String> failures, Levels levels) {
    this.simulation = simulation;
    this.timeZero = timeZero;
    this.failures = failures;
    this.levels = levels;
    due = simulation.event("condition", this::holds);
    reaction = simulation.event("reaction", Runnable::run);
    lasted = simulation.event("condition lasts", this::onLasted);
  }

  /** A condition, and when it first held. */
  private static final class Watched {
    final Condition condition;
    final boolean stops;
    final Runnable then;
    long since = -1;
    long timer = -1;
    long first = -1;

    Watched(Condition condition, boolean stops, Runnable then) {
      this.condition = condition;
      this.stops = stops;
      this.then = then;
    }
  }

  /** A condition on a level, and where the level is read. */
  private record Compared(Watched watched, Condition.LevelIs condition, DoubleSupplier level) {

    boolean holds() {
      return compares(level.getAsDouble(), condition.relation(), condition.value());
    }
  }

  /** Adds a condition to watch for. */
  void add(Condition condition, boolean stops) {
    add(new Watched(condition, stops, null));
  }

  /** Adds a condition to watch for, and what happens when it first holds, after what is due now. */
  void add(Condition condition, Runnable then) {
    add(new Watched(condition, false, then));
  }

  private void add(Watched added) {
    watched.add(added);
    if (added.condition instanceof Condition.At at) {
      due.at(timeZero + at.time().toNanos(), added);
    } else if (added.condition instanceof Condition.LevelIs level) {
      compared.add(new Compared(added, level, levels.of(level)));
    }
  }

  boolean isEmpty() {
    return watched.isEmpty();
  }

  /** When a condition first held, nanoseconds from time zero; negative when it never did. */
  long first(Condition condition) {
    for (Watched each : watched) {
      if (each.condition.equals(condition)) {
        return each.first;
      }
    }
    return -1;
  }

  /** A request has ended. */
  void ended(Request request, int status) {
    for (Watched each : watched) {
      if (each.condition instanceof Condition.FirstStatus first && first.status() == status
          || each.condition instanceof Condition.FirstError error
              && request.failure() >= 0
              && failures.get(request.failure()).contains(error.text())
          || each.condition instanceof Condition.RequestDone done
              && isRequest(done.request(), request.number())) {
        holds(each);
      }
    }
  }

  /** Whether a request of any group has this number. */
  static boolean isRequest(long asked, long number) {
    return asked == (number & (1L << 44) - 1);
  }

  /** An alert begins to fire. */
  void fires(String alert) {
    for (Watched each : watched) {
      if (each.condition instanceof Condition.AlertFires fires && fires.alert().equals(alert)) {
        holds(each);
      }
    }
  }

  /** The request has entered the part that this condition names. */
  void entered(Condition.RequestEnters condition) {
    for (Watched each : watched) {
      if (each.condition.equals(condition)) {
        holds(each);
      }
    }
  }

  /** An event has fired: looks at the levels. */
  void look() {
    for (int i = 0; i < compared.size(); i++) {
      if (compared.get(i).watched.first < 0) {
        look(compared.get(i));
      } else {
        compared.remove(i--);
      }
    }
  }

  private void look(Compared level) {
    Watched each = level.watched;
    if (!level.holds()) {
      each.since = -1;
      simulation.cancel(each.timer);
      each.timer = -1;
      return;
    }
    long lasting = level.condition.lasting().toNanos();
    if (each.since < 0) {
      each.since = simulation.now();
      each.timer = lasting > 0 ? lasted.in(lasting, each) : -1;
    }
    if (simulation.now() - each.since >= lasting) {
      holds(each);
    }
  }

  private void onLasted(Watched each) {
    each.timer = -1;
    holds(each);
  }

  static boolean compares(double value, Relation relation, double bound) {
    return switch (relation) {
      case LESS -> value < bound;
      case AT_MOST -> value <= bound;
      case EQUAL -> value == bound;
      case AT_LEAST -> value >= bound;
      case MORE -> value > bound;
      case BETWEEN -> throw new IllegalArgumentException("between needs two bounds");
    };
  }

  private void holds(Watched each) {
    if (each.first < 0 && simulation.now() >= timeZero) {
      each.first = simulation.now() - timeZero;
      if (each.then != null) {
        reaction.now(each.then);
      }
      if (each.stops) {
        simulation.stop();
      }
    }
  }
}
