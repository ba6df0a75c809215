package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;

/** Once it has grown, a closed network of a station and a processor allocates nothing. */
final class AllocationTest {

  /** Thirty clients think, wait for one of four workers, and hold it while they compute. */
  private static final class Model {
    final Simulation simulation = new Simulation(3);
    final Stream draws = simulation.stream("clients", "think");
    final Distribution think = Distribution.lognormal(20e6, 2);
    final Distribution work = Distribution.gamma(1e6, 0.5);
    final Event<Job> asks = simulation.event("asks", this::onAsks);
    final Event<Job> granted = simulation.event("granted", this::onGranted);
    final Action<Job> computed = this::onComputed;
    final Station<Job> workers =
        new Station<>(new Meter(simulation, "workers", wait -> {}), 4, 100, granted);
    final ProcessorSharing cpu =
        new ProcessorSharing(simulation, new Meter(simulation, "cpu", wait -> {}), 2);

    void onAsks(Job job) {
      if (workers.seize(job) == Station.Outcome.SERVED) {
        onGranted(job);
      }
    }

    void onGranted(Job job) {
      cpu.start(job, work.sample(draws), computed);
    }

    void onComputed(Job job) {
      workers.release();
      asks.in(think.sample(draws), job);
    }
  }

  @Test
  void roundInSteadyState_allocatesNothing() {
    var model = new Model();
    for (int i = 0; i < 30; i++) {
      model.asks.now(new Job("client " + i));
    }
    model.simulation.runUntil(60_000_000_000L);
    long fired = model.simulation.fired();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    model.simulation.runUntil(240_000_000_000L);
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(model.simulation.fired() - fired).isGreaterThan(300_000);
    assertThat(bytes).isLessThan(2_000);
  }
}
