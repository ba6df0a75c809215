package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Meter;
import tailback.scenario.Condition;
import tailback.scenario.Expectation.Relation;

/**
 * Watches a run for conditions: notes when each first held, and stops the run where that is asked.
 */
final class Watch {

  private final Simulation simulation;
  private final long timeZero;
  private final List<String> endpoints;
  private final List<String> failures;
  private final Map<String, Meter> meters;
  private final Map<String, DoubleSupplier> gauges;
  private final RunLog log;
  private final List<Watched> watched = new ArrayList<>();
  private final Event<Watched> due;
  private final Event<Watched> lasted;
  private final Event<Runnable> reaction;

  Watch(
      Simulation simulation,
      long timeZero,
      List<String> endpoints,
      List<String> failures,
      Map<String, Meter> meters,
      Map<String, DoubleSupplier> gauges,
      RunLog log) {
    this.simulation = simulation;
    this.timeZero = timeZero;
    this.endpoints = endpoints;
    this.failures = failures;
    this.meters = meters;
    this.gauges = gauges;
    this.log = log;
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
    for (Watched each : watched) {
      if (each.first >= 0) {
        continue;
      }
      if (each.condition instanceof Condition.LevelIs level) {
        look(each, level);
      }
    }
  }

  private void look(Watched each, Condition.LevelIs level) {
    if (!compares(level(level), level.relation(), level.value())) {
      each.since = -1;
      simulation.cancel(each.timer);
      each.timer = -1;
      return;
    }
    long lasting = level.lasting().toNanos();
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

  /** The present level, in the unit of its bound. */
  double level(Condition.LevelIs level) {
    if (level.level().equals("latency")) {
      EndpointLog latencies =
          level.of() == null ? log.all() : log.endpoint(endpoints.indexOf(level.of()));
      return latencies.completed == 0 ? Double.NaN : latencies.latest;
    }
    if (level.level().equals("credits")) {
      DoubleSupplier credits = gauges.get(level.of() + ".credits");
      return credits == null ? Double.NaN : credits.getAsDouble();
    }
    double sum = 0;
    for (String name : Names.resources(level.level(), level.of(), meters.keySet())) {
      Meter meter = meters.get(name);
      sum +=
          switch (level.level()) {
            case "queue" -> meter.waiting().value();
            case "busy" -> meter.busy().value();
            default -> meter.capacity() - meter.busy().value();
          };
    }
    return sum;
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
