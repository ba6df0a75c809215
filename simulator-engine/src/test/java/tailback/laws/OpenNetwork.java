package tailback.laws;

import java.util.ArrayList;
import java.util.List;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Distribution;
import tailback.queueing.Meter;
import tailback.queueing.Station;

/**
 * Stations with Poisson arrivals from outside; whoever has been served goes on to another station,
 * or leaves, by chance:
 *
 * <pre>{@code
 * arrivals ──▶ station ──▶ station ──▶ leave
 *                 ▲           │
 *                 └───────────┘
 * }</pre>
 */
final class OpenNetwork {

  /**
   * A station with exponential services.
   *
   * @param arrivals from outside, per nanosecond
   * @param service mean, nanoseconds
   * @param next how likely whoever has been served goes to each station; else it leaves
   */
  record Node(double arrivals, double service, int servers, double... next) {}

  /** Somebody who goes from station to station. */
  private static final class Visitor extends Customer {
    final long arrived;

    Visitor(long arrived) {
      this.arrived = arrived;
    }
  }

  /** A node at work. */
  private final class Place {
    final Node node;
    final Stream draws;
    final Distribution gap;
    final Distribution service;
    final Event<Void> arrival;
    final Event<Visitor> granted;
    final Event<Visitor> served;
    final Meter meter;
    final Station<Visitor> station;

    Place(String name, Node node) {
      this.node = node;
      draws = simulation.stream(name, "draws");
      gap = node.arrivals > 0 ? Distribution.exponential(1 / node.arrivals) : null;
      service = Distribution.exponential(node.service);
      arrival = simulation.event("arrival", this::onArrival);
      granted = simulation.event("granted", this::onGranted);
      served = simulation.event("served", this::onServed);
      meter = new Meter(simulation, name, wait -> {});
      station = new Station<>(meter, node.servers, Integer.MAX_VALUE, granted);
    }

    void onArrival(Void nobody) {
      arrival.in(gap.sample(draws), null);
      enter(new Visitor(simulation.now()));
    }

    void enter(Visitor visitor) {
      if (station.seize(visitor) == Station.Outcome.SERVED) {
        onGranted(visitor);
      }
    }

    void onGranted(Visitor visitor) {
      served.in(service.sample(draws), visitor);
    }

    void onServed(Visitor visitor) {
      station.release();
      double chance = draws.nextDouble();
      for (int i = 0; i < node.next.length; i++) {
        chance -= node.next[i];
        if (chance < 0) {
          places.get(i).enter(visitor);
          return;
        }
      }
      onLeft(visitor);
    }
  }

  private static final long WARM_UP = 20_000_000_000L;

  private final Simulation simulation;
  private final List<Place> places = new ArrayList<>();
  private long left;
  private double responses;

  /** A network nobody has come to yet. */
  OpenNetwork(long seed, Node... nodes) {
    simulation = new Simulation(seed);
    for (Node node : nodes) {
      places.add(new Place("station " + places.size(), node));
    }
  }

  /** Runs for so many seconds after the warm-up. */
  OpenNetwork run(long seconds) {
    for (Place place : places) {
      if (place.gap != null) {
        place.arrival.in(place.gap.sample(place.draws), null);
      }
    }
    simulation.runUntil(WARM_UP);
    places.forEach(place -> place.meter.reset());
    simulation.runUntil(WARM_UP + seconds * 1_000_000_000);
    places.forEach(place -> place.meter.audit());
    return this;
  }

  /** Mean time from arrival to leaving of those who arrived after the warm-up, nanoseconds. */
  double meanResponse() {
    return responses / left;
  }

  /** Mean number at a station. */
  double present(int number) {
    Meter meter = places.get(number).meter;
    return meter.busy().mean() + meter.waiting().mean();
  }

  private void onLeft(Visitor visitor) {
    if (visitor.arrived >= WARM_UP) {
      left++;
      responses += simulation.now() - visitor.arrived;
    }
  }
}
