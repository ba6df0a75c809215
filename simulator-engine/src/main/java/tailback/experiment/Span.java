package tailback.experiment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tailback.component.Component.Tally;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Meter;
import tailback.scenario.Measure.Window;

/**
 * A part of a run that is measured by itself: the requests that arrive in it, the levels, and what
 * was counted. It is shorter than asked for when the run stops before it is over.
 */
final class Span {

  private final Simulation simulation;
  private final Collection<Meter> meters;
  private final Consumer<Tally> parts;
  private final int group;
  private final long timeZero;
  private final long from;
  private final long to;
  private final int tasks;
  private final EndpointLog[] endpoints;
  private final EndpointLog all;
  private final Map<String, Levels> levels = new LinkedHashMap<>();
  private final Counters before = new Counters();
  private final Counters counters = new Counters();
  private boolean open;
  private long length;

  /** What a resource measured in the span. */
  record Levels(double busy, double waiting, double capacity, long arrivals, long rejections) {

    private Levels minus(Levels before) {
      return new Levels(
          busy - before.busy,
          waiting - before.waiting,
          capacity - before.capacity,
          arrivals - before.arrivals,
          rejections - before.rejections);
    }

    private Levels per(double nanos) {
      return new Levels(busy / nanos, waiting / nanos, capacity / nanos, arrivals, rejections);
    }
  }

  /**
   * A span that has not begun.
   *
   * @param group whose requests are measured, by its number; -1: everybody's
   * @param parts tell what they counted since time zero
   */
  Span(
      Simulation simulation,
      Window window,
      int group,
      long timeZero,
      int endpoints,
      int endpointsAndTasks,
      int places,
      Collection<Meter> meters,
      Consumer<Tally> parts) {
    this.simulation = simulation;
    this.meters = meters;
    this.parts = parts;
    this.timeZero = timeZero;
    this.group = group;
    from = timeZero + window.from().toNanos();
    to = timeZero + window.to().toNanos();
    tasks = endpoints;
    this.endpoints = new EndpointLog[endpointsAndTasks];
    for (int i = 0; i < endpointsAndTasks; i++) {
      this.endpoints[i] = new EndpointLog(from, to, places);
    }
    all = new EndpointLog(from, to, places);
    Event<Void> begin = simulation.event("span begins", nobody -> begin());
    Event<Void> end = simulation.event("span ends", nobody -> end());
    begin.at(from, null);
    end.at(to, null);
  }

  private static Levels of(Meter meter) {
    return new Levels(
        meter.busy().integral(),
        meter.waiting().integral(),
        meter.capacities().integral(),
        meter.arrivals(),
        meter.rejections());
  }

  private void begin() {
    open = true;
    meters.forEach(meter -> levels.put(meter.name(), of(meter)));
    parts.accept(before);
  }

  /** It is over, or the run is. */
  void end() {
    if (open) {
      open = false;
      length = simulation.now() - from;
      for (Meter meter : meters) {
        levels.computeIfPresent(meter.name(), (name, then) -> of(meter).minus(then).per(length));
      }
      parts.accept(counters);
      counters.since(before, from - timeZero, simulation.now() - timeZero);
    }
  }

  void arrived(Request request) {
    if (holds(request)) {
      endpoints[request.endpoint()].offered++;
      if (request.endpoint() < tasks) {
        all.offered++;
      }
    }
  }

  void sentAgain(Request request) {
    if (holds(request)) {
      endpoints[request.endpoint()].retries++;
      if (request.endpoint() < tasks) {
        all.retries++;
      }
    }
  }

  void ended(Request request, int status, long now) {
    if (holds(request)) {
      endpoints[request.endpoint()].ended(request, status, now);
      if (request.endpoint() < tasks) {
        all.ended(request, status, now);
      }
    }
  }

  private boolean holds(Request request) {
    return request.arrived() >= from
        && request.arrived() < to
        && (group < 0 || request.group() == group);
  }

  EndpointLog endpoint(int number) {
    return endpoints[number];
  }

  EndpointLog all() {
    return all;
  }

  /** What a resource measured; its integrals are means. Null when the run has not come so far. */
  Levels levels(String resource) {
    return length == 0 ? null : levels.get(resource);
  }

  /** What the parts counted in it; nothing when the run has not come so far. */
  Counters counters() {
    return counters;
  }

  /** Its length, nanoseconds; 0 when the run has not come so far. */
  long length() {
    return length;
  }
}
