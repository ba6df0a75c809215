package tailback.cli.bench;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Distribution;

/**
 * M/M/1 at 80 %: two events pending, the smallest model there is. The check is the mean sojourn.
 */
final class SingleServer implements Model {

  private static final double SERVICE = 1e9;
  private static final Distribution GAPS = Distribution.exponential(1.25 * SERVICE);
  private static final Distribution SERVICES = Distribution.exponential(SERVICE);

  private final long customers;

  SingleServer(long customers) {
    this.customers = customers;
  }

  @Override
  public Round run(long seed) {
    long began = System.nanoTime();
    Run run = new Run(new Simulation(seed), customers);
    run.simulation.runUntil(Long.MAX_VALUE);
    return Round.since(began, run.simulation.fired(), run.sum / SERVICE / customers);
  }

  private static final class Run {
    final Simulation simulation;
    final Stream gaps;
    final Stream services;
    final Event<Void> arrival;
    final Event<Void> departure;
    final Ring present = new Ring();
    long left;
    double sum;

    Run(Simulation simulation, long customers) {
      this.simulation = simulation;
      left = customers;
      gaps = simulation.stream("clients", "gap");
      services = simulation.stream("server", "service");
      arrival = simulation.event("arrival", this::onArrival);
      departure = simulation.event("departure", this::onDeparture);
      arrival.in(GAPS.sample(gaps), null);
    }

    void onArrival(Void nobody) {
      if (present.isEmpty()) {
        departure.in(SERVICES.sample(services), null);
      }
      present.add(simulation.now());
      if (--left > 0) {
        arrival.in(GAPS.sample(gaps), null);
      }
    }

    void onDeparture(Void nobody) {
      sum += simulation.now() - present.take();
      if (!present.isEmpty()) {
        departure.in(SERVICES.sample(services), null);
      }
    }
  }
}
