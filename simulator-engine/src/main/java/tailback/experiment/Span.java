package tailback.experiment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Meter;
import tailback.scenario.Measure.Window;

/**
 * A part of a run that is measured by itself: the requests that arrive in it, and the levels. It is
 * shorter than asked for when the run stops before it is over.
 */
final class Span {

  private final Simulation simulation;
  private final Collection<Meter> meters;
  private final int group;
  private final long from;
  private final long to;
  private final int tasks;
  private final EndpointLog[] endpoints;
  private final EndpointLog all;
  private final Map<String, Levels> levels = new LinkedHashMap<>();
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
   */
  Span(
      Simulation simulation,
      Window window,
      int group,
      long timeZero,
      int endpoints,
      int endpointsAndTasks,
      int places,
      Collection<Meter> meters) {
    this.simulation = simulation;
    this.meters = meters;
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
  }

  /** It is over, or the run is. */
  void end() {
    if (open) {
      open = false;
      length = simulation.now() - from;
      for (Meter meter : meters) {
        levels.computeIfPresent(
            meter.name(), (name, before) -> of(meter).minus(before).per(length));
      }
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
      all.retries++;
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

  /** Its length, nanoseconds; 0 when the run has not come so far. */
  long length() {
    return length;
  }
}
