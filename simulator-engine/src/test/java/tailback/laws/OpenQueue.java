package tailback.laws;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Distribution;
import tailback.queueing.Meter;
import tailback.queueing.Station;

/**
 * Poisson arrivals at one station:
 *
 * <pre>{@code
 * arrival ──▶ station (servers, room) ──▶ departure
 *                 └─▶ sent away
 * }</pre>
 *
 * Ten simulated seconds over the number of servers warm up; then the meter starts over.
 */
final class OpenQueue {

  /** Hears of each response after the warm-up: when it ended and how long it took. */
  interface Responses {
    void record(long time, long nanos);
  }

  /** Somebody who arrives, waits and is served. */
  private static final class Visitor extends Customer {
    final long number;
    final long arrived;

    Visitor(long number, long arrived) {
      this.number = number;
      this.arrived = arrived;
    }
  }

  private final Meter meter;
  private final Simulation simulation;
  private final Stream gaps;
  private final Stream works;
  private final Distribution gap;
  private final Distribution service;
  private final Event<Void> arrival;
  private final Event<Visitor> granted;
  private final Event<Visitor> departure;
  private final Station<Visitor> station;
  private final long warmUp;
  private long visitors;
  private long waited;
  private Responses responses = (time, nanos) -> {};

  /**
   * A queue nobody has come to yet.
   *
   * @param gap mean time between arrivals, nanoseconds
   * @param room how many may wait
   */
  OpenQueue(long seed, double gap, Distribution service, int servers, int room) {
    simulation = new Simulation(seed);
    gaps = simulation.stream("clients", "gap");
    works = simulation.stream("station", "service");
    this.gap = Distribution.exponential(gap);
    this.service = service;
    warmUp = 10_000_000_000L / servers;
    arrival = simulation.event("arrival", this::onArrival);
    granted = simulation.event("granted", this::onGranted);
    departure = simulation.event("departure", this::onDeparture);
    meter = new Meter(simulation, "station", wait -> {});
    station = new Station<>(meter, servers, room, granted);
  }

  /** Also tells of each response. */
  OpenQueue responses(Responses hears) {
    responses = hears;
    return this;
  }

  /** When the warm-up ends, nanoseconds. */
  long warmUp() {
    return warmUp;
  }

  /** Runs for so many seconds after the warm-up. */
  OpenQueue run(long seconds) {
    arrival.in(gap.sample(gaps.of(0)), null);
    simulation.runUntil(warmUp);
    meter.reset();
    waited = 0;
    simulation.runUntil(warmUp + seconds * 1_000_000_000);
    meter.audit();
    return this;
  }

  /** Mean wait, nanoseconds. */
  double meanWait() {
    return meter.meanWait();
  }

  /** Mean number that waits. */
  double meanQueue() {
    return meter.waiting().mean();
  }

  double utilisation() {
    return meter.utilisation();
  }

  /** Share of the arrivals that must wait. */
  double delayed() {
    return (double) waited / meter.arrivals();
  }

  /** Share of the arrivals that is sent away. */
  double blocked() {
    return (double) meter.rejections() / meter.arrivals();
  }

  private void onArrival(Void nobody) {
    var visitor = new Visitor(++visitors, simulation.now());
    arrival.in(gap.sample(gaps.of(visitors)), null);
    switch (station.seize(visitor)) {
      case SERVED -> onGranted(visitor);
      case WAITS -> waited++;
      case REJECTED -> {}
    }
  }

  private void onGranted(Visitor visitor) {
    departure.in(service.sample(works.of(visitor.number)), visitor);
  }

  private void onDeparture(Visitor visitor) {
    station.release();
    if (visitor.arrived >= warmUp) {
      responses.record(simulation.now(), simulation.now() - visitor.arrived);
    }
  }
}
