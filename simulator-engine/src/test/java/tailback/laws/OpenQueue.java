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

  /** Somebody who arrives, waits and is served. */
  static final class Visitor extends Customer {
    final long number;

    Visitor(long number) {
      this.number = number;
    }
  }

  final Meter meter;
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

  /** Runs for so many seconds after the warm-up. */
  Meter run(long seconds) {
    arrival.in(gap.sample(gaps.of(0)), null);
    simulation.runUntil(warmUp);
    meter.reset();
    simulation.runUntil(warmUp + seconds * 1_000_000_000);
    meter.audit();
    return meter;
  }

  private void onArrival(Void nobody) {
    var visitor = new Visitor(++visitors);
    arrival.in(gap.sample(gaps.of(visitors)), null);
    if (station.seize(visitor) == Station.Outcome.SERVED) {
      onGranted(visitor);
    }
  }

  private void onGranted(Visitor visitor) {
    departure.in(service.sample(works.of(visitor.number)), visitor);
  }

  private void onDeparture(Visitor visitor) {
    station.release();
  }
}
