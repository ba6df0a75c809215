package tailback.component.store;

import java.util.LinkedHashMap;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.store.Channel.Listener;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/** The channels of a Postgres, by name. */
final class Channels {

  private final Simulation simulation;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final int listening;
  private final Event<Listener> timeout;
  private final Event<Listener> delivered;
  private long lost;

  Channels(Assembly assembly) {
    simulation = assembly.simulation();
    listening = assembly.place(assembly.part().name() + ".listen");
    timeout = assembly.event("listen timeout", Listener::onTimeout);
    delivered = assembly.event("notification", Listener::goOn);
  }

  Channel of(String name) {
    return channels.computeIfAbsent(name, n -> new Channel(this, simulation));
  }

  int listening() {
    return listening;
  }

  long timeout(Listener listener, long nanos) {
    return timeout.in(nanos, listener);
  }

  void deliver(Listener listener) {
    delivered.now(listener);
  }

  /** A notification had nobody at the other end. */
  void lost() {
    lost++;
  }

  void reset() {
    lost = 0;
  }

  void count(Tally tally, String part) {
    if (lost > 0) {
      tally.add(part + ".notifications_lost", lost);
    }
  }
}
