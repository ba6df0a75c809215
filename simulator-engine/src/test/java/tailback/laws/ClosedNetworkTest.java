package tailback.laws;

import static tailback.laws.Replications.assertCovers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/** A fixed number of clients: machine repair, and mean value analysis. */
final class ClosedNetworkTest {

  private static final double MS = 1e6;

  @ParameterizedTest
  @CsvSource({"5, 1", "20, 1", "40, 4"})
  void throughputAndWait_areThoseOfMachineRepair(int clients, int servers) {
    var think = Distribution.exponential(20 * MS);
    var service = Distribution.exponential(2 * MS);
    var theory = Theory.machineRepair(clients, 20 * MS, 2 * MS, servers);
    assertCovers(
        theory.throughput(),
        seed ->
            new ClosedNetwork(seed, think, servers, service, null).run(clients, 30).throughput());
    assertCovers(
        theory.meanWait(),
        seed ->
            new ClosedNetwork(seed, think, servers, service, null)
                .run(clients, 30)
                .meter()
                .meanWait());
  }

  /** Thinking with a mean of 20 ms. */
  enum Thinking {
    CONSTANT(Distribution.constant(20_000_000)),
    LOGNORMAL(Distribution.lognormal(20 * MS, 1.5));

    final Distribution law;

    Thinking(Distribution law) {
      this.law = law;
    }
  }

  @ParameterizedTest
  @EnumSource
  void lawOfTheThinking_doesNotMatter(Thinking thinking) {
    var service = Distribution.exponential(2 * MS);
    assertCovers(
        Theory.machineRepair(12, 20 * MS, 2 * MS, 1).meanWait(),
        seed ->
            new ClosedNetwork(seed, thinking.law, 1, service, null).run(12, 60).meter().meanWait());
  }

  @Test
  void stationAndSharedProcessorInTurn_areMeanValueAnalysis() {
    // Only the station must have exponential services: the processor is shared.
    var network = Theory.closedThroughput(12, 10 * MS, 2 * MS, 1.5 * MS);
    assertCovers(
        network,
        seed ->
            new ClosedNetwork(
                    seed,
                    Distribution.exponential(10 * MS),
                    1,
                    Distribution.exponential(2 * MS),
                    Distribution.lognormal(1.5 * MS, 2))
                .run(12, 60)
                .throughput());
  }
}
