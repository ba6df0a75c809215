package tailback.laws;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Distribution;
import tailback.queueing.Meter;
import tailback.queueing.ProcessorSharing;

/** Poisson arrivals at a processor that everybody present shares. */
final class SharedProcessor {

  /** Somebody who arrives and is served at once, but slowly when others are there. */
  private static final class Visitor extends Customer {
    final long arrived;
    final long work;

    Visitor(long arrived, long work) {
      this.arrived = arrived;
      this.work = work;
    }
  }

  private static final long WARM_UP = 10_000_000_000L;

  private final Simulation simulation;
  private final Stream gaps;
  private final Stream works;
  private final Distribution gap;
  private final Distribution service;
  private final Event<Void> arrival;
  private final ProcessorSharing processor;
  private final long longerThan;
  private long visitors;
  private long served;
  private double responses;
  private double serviceTimes;

  /**
   * A processor nobody has come to yet.
   *
   * @param gap mean time between arrivals, nanoseconds
   * @param longerThan only services longer than that are measured, nanoseconds
   */
  SharedProcessor(long seed, double gap, Distribution service, double cores, long longerThan) {
    simulation = new Simulation(seed);
    gaps = simulation.stream("clients", "gap");
    works = simulation.stream("processor", "service");
    this.gap = Distribution.exponential(gap);
    this.service = service;
    this.longerThan = longerThan;
    arrival = simulation.event("arrival", this::onArrival);
    processor = new ProcessorSharing(simulation, new Meter(simulation, "cpu", wait -> {}), cores);
  }

  /** Runs for so many seconds after the warm-up. */
  SharedProcessor run(long seconds) {
    arrival.now(null);
    simulation.runUntil(WARM_UP + seconds * 1_000_000_000);
    processor.audit();
    return this;
  }

  double meanResponse() {
    return responses / served;
  }

  /** How many times longer than alone everything took, all in all. */
  double slowdown() {
    return responses / serviceTimes;
  }

  private void onArrival(Void nobody) {
    visitors++;
    arrival.in(gap.sample(gaps.of(visitors)), null);
    var visitor = new Visitor(simulation.now(), service.sample(works.of(visitors)));
    processor.start(visitor, visitor.work, this::onServed);
  }

  private void onServed(Visitor visitor) {
    if (visitor.arrived >= WARM_UP && visitor.work > longerThan) {
      served++;
      responses += simulation.now() - visitor.arrived;
      serviceTimes += visitor.work;
    }
  }
}
