package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Once its arrays have grown, a simulation allocates nothing: no event, no timer, no draw. */
final class AllocationTest {

  /** Arrivals that queue for one server; each sets a timeout that its departure cancels. */
  private static final class Model {
    final Simulation simulation = new Simulation(3);
    final Stream gaps = simulation.stream("clients", "gap");
    final Event<Model> arrival = simulation.event("arrival", Model::onArrival);
    final Event<Model> begin = simulation.event("begin", Model::onBegin);
    final Event<Model> departure = simulation.event("departure", Model::onDeparture);
    final Event<Model> timeout = simulation.event("timeout", model -> {});
    int present;
    long timer;

    void onArrival() {
      arrival.in(Math.round(-1e6 * StrictMath.log(gaps.nextOpenDouble())), this);
      if (++present == 1) {
        begin.now(this);
      }
    }

    void onBegin() {
      timer = timeout.in(30_000_000_000L, this);
      departure.in(Math.round(-8e5 * StrictMath.log(gaps.nextOpenDouble())), this);
    }

    void onDeparture() {
      simulation.cancel(timer);
      if (--present > 0) {
        begin.now(this);
      }
    }
  }

  @Test
  void eventInSteadyState_allocatesNothing() {
    var model = new Model();
    model.arrival.now(model);
    model.simulation.runUntil(100_000_000_000L);
    long fired = model.simulation.fired();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    model.simulation.runUntil(400_000_000_000L);
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(model.simulation.fired() - fired).isGreaterThan(800_000);
    assertThat(bytes).as("bytes in a million events").isLessThan(2_000);
  }
}
