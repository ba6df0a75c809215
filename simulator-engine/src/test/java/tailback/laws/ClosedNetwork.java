package tailback.laws;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Distribution;
import tailback.queueing.Meter;
import tailback.queueing.ProcessorSharing;
import tailback.queueing.Station;

/**
 * Clients who think, ask, wait for the answer and think again:
 *
 * <pre>{@code
 * think ──▶ station (servers) ──▶ processor (one core, if there is work for it) ──▶ think
 * }</pre>
 */
final class ClosedNetwork {

  /** Somebody who goes round and round. */
  private static final class Client extends Customer {}

  private static final long WARM_UP = 20_000_000_000L;

  private final Simulation simulation;
  private final Stream draws;
  private final Distribution think;
  private final Distribution service;
  private final Distribution work;
  private final Event<Client> asks;
  private final Event<Client> granted;
  private final Event<Client> served;
  private final Meter meter;
  private final Station<Client> station;
  private final ProcessorSharing processor;
  private long rounds;

  /**
   * A network at rest.
   *
   * @param work on the processor; null when there is none
   */
  ClosedNetwork(
      long seed, Distribution think, int servers, Distribution service, Distribution work) {
    simulation = new Simulation(seed);
    draws = simulation.stream("clients", "draws");
    this.think = think;
    this.service = service;
    this.work = work;
    asks = simulation.event("asks", this::onAsks);
    granted = simulation.event("granted", this::onGranted);
    served = simulation.event("served", this::onServed);
    meter = new Meter(simulation, "station", wait -> {});
    station = new Station<>(meter, servers, Integer.MAX_VALUE, granted);
    processor = new ProcessorSharing(simulation, new Meter(simulation, "cpu", wait -> {}), 1);
  }

  /** Runs so many clients for so many seconds after the warm-up. */
  ClosedNetwork run(int clients, long seconds) {
    for (int i = 0; i < clients; i++) {
      asks.in(think.sample(draws), new Client());
    }
    simulation.runUntil(WARM_UP);
    meter.reset();
    rounds = 0;
    simulation.runUntil(WARM_UP + seconds * 1_000_000_000);
    meter.audit();
    processor.audit();
    return this;
  }

  /** Rounds per nanosecond. */
  double throughput() {
    return rounds / (double) (simulation.now() - WARM_UP);
  }

  /** Mean wait at the station, nanoseconds. */
  double meanWait() {
    return meter.meanWait();
  }

  private void onAsks(Client client) {
    if (station.seize(client) == Station.Outcome.SERVED) {
      onGranted(client);
    }
  }

  private void onGranted(Client client) {
    served.in(service.sample(draws), client);
  }

  private void onServed(Client client) {
    station.release();
    if (work == null) {
      onRound(client);
    } else {
      processor.start(client, work.sample(draws), this::onRound);
    }
  }

  private void onRound(Client client) {
    rounds++;
    asks.in(think.sample(draws), client);
  }
}
