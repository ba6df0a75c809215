package tailback.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Distribution;
import tailback.queueing.Meter;
import tailback.queueing.Station;

/**
 * Customer by customer, to the nanosecond: the wait is that of the recursion of Lindley (one
 * server) and of Kiefer and Wolfowitz (several), on the same arrivals and services.
 */
final class LindleyTest {

  private static final int CUSTOMERS = 20_000;

  private static final class Visitor extends Customer {
    final int number;

    Visitor(int number) {
      this.number = number;
    }
  }

  private final long[] arrivals = new long[CUSTOMERS];
  private final long[] services = new long[CUSTOMERS];

  private void draw(double gap, Distribution service) {
    var stream = new Stream(4, "law", "lindley");
    var gaps = Distribution.gamma(gap, 1.5);
    long time = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
      time += gaps.sample(stream);
      arrivals[i] = time;
      services[i] = service.sample(stream);
    }
  }

  private long[] simulate(int servers) {
    long[] waits = new long[CUSTOMERS];
    var simulation = new Simulation(1);
    var meter = new Meter(simulation, "station", wait -> {});
    List<Station<Visitor>> station = new ArrayList<>();
    Event<Visitor> departure = simulation.event("departure", visitor -> station.get(0).release());
    Event<Visitor> granted =
        simulation.event(
            "granted",
            visitor -> {
              waits[visitor.number] = simulation.now() - arrivals[visitor.number];
              departure.in(services[visitor.number], visitor);
            });
    Event<Visitor> arrival =
        simulation.event(
            "arrival",
            visitor -> {
              if (station.get(0).seize(visitor) == Station.Outcome.SERVED) {
                departure.in(services[visitor.number], visitor);
              }
            });
    station.add(new Station<>(meter, servers, CUSTOMERS, granted));
    for (int i = 0; i < CUSTOMERS; i++) {
      arrival.at(arrivals[i], new Visitor(i));
    }
    simulation.runUntil(Long.MAX_VALUE - 1);
    meter.audit();
    return waits;
  }

  /** When each server is free, soonest first: the next customer takes the first. */
  private long[] recursion(int servers) {
    long[] waits = new long[CUSTOMERS];
    long[] free = new long[servers];
    for (int i = 0; i < CUSTOMERS; i++) {
      long start = Math.max(arrivals[i], free[0]);
      waits[i] = start - arrivals[i];
      free[0] = start + services[i];
      Arrays.sort(free);
    }
    return waits;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyWait_isThatOfTheRecursion(int servers) {
    draw(1e6 / servers, Distribution.lognormal(0.9e6, 1.5));
    assertThat(simulate(servers)).isEqualTo(recursion(servers));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void oneMoreServer_makesNobodyWaitLonger(int servers) {
    draw(1e6 / servers, Distribution.exponential(0.95e6));
    long[] few = simulate(servers);
    long[] more = simulate(servers + 1);
    for (int i = 0; i < CUSTOMERS; i++) {
      assertThat(more[i]).isLessThanOrEqualTo(few[i]);
    }
  }
}
