package tailback.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Distribution;
import tailback.queueing.Level;

/**
 * An M/M/1 queue at 80 % utilisation: the smallest model there is, so what it measures is the
 * kernel. One operation is one event; an arrival and a departure for each customer, a sample for
 * each event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SingleServer {

  private static final int CUSTOMERS = 500_000;
  private static final long GAP = 1_000_000;
  private static final Distribution GAPS = Distribution.exponential(GAP);
  private static final Distribution WORKS = Distribution.exponential(0.8 * GAP);

  private final Simulation simulation = new Simulation(1);
  private final Stream gaps = simulation.stream("clients", "gap");
  private final Stream works = simulation.stream("server", "work");
  private final Event<Void> arrival = simulation.event("arrival", this::onArrival);
  private final Event<Void> departure = simulation.event("departure", this::onDeparture);
  private final Level present = new Level(simulation);

  /** An idle server, and the first customer about to arrive. */
  public SingleServer() {
    arrival.now(null);
  }

  /** The next half million customers, give or take a thousand. */
  @Benchmark
  @OperationsPerInvocation(2 * CUSTOMERS)
  public long events() {
    simulation.runUntil(simulation.now() + CUSTOMERS * GAP);
    return simulation.fired();
  }

  private void onArrival(Void nobody) {
    arrival.in(GAPS.sample(gaps), null);
    if (present.add(1) == 1) {
      departure.in(WORKS.sample(works), null);
    }
  }

  private void onDeparture(Void nobody) {
    if (present.add(-1) > 0) {
      departure.in(WORKS.sample(works), null);
    }
  }
}
