package tailback.component.store;

import java.util.ArrayList;
import java.util.List;
import tailback.component.worker.Execution;
import tailback.kernel.Simulation;

/**
 * A channel of LISTEN and NOTIFY. A notification goes to the sessions that listen, and through each
 * to whoever is at its other end: in transaction pooling that is nobody, or another client
 * (PostgreSQL 16, commands/async.c).
 */
public final class Channel {

  private final Channels channels;
  private final Simulation simulation;
  private final List<Listener> listeners = new ArrayList<>();

  Channel(Channels channels, Simulation simulation) {
    this.channels = channels;
    this.simulation = simulation;
  }

  /** An execution that waits for a notification. */
  static final class Listener {
    private final Channel channel;
    private Execution execution;
    private Connection connection;
    private long timer;

    private Listener(Channel channel) {
      this.channel = channel;
    }

    void onTimeout() {
      channel.listeners.remove(this);
      goOn();
    }

    void goOn() {
      execution.resume();
    }
  }

  /** The place of an execution that listens. */
  public int listening() {
    return channels.listening();
  }

  /**
   * An execution, which has left its worker, waits for a notification through a connection, and is
   * resumed with or without one.
   *
   * @param timeout how long it waits, nanoseconds
   */
  public void await(Execution execution, Connection connection, long timeout) {
    Listener listener = new Listener(this);
    listener.execution = execution;
    listener.connection = connection;
    listener.timer = channels.timeout(listener, timeout);
    listeners.add(listener);
  }

  /** A NOTIFY has committed. */
  void announce() {
    for (int i = listeners.size() - 1; i >= 0; i--) {
      Listener listener = listeners.get(i);
      if (listener.connection.hears()) {
        listeners.remove(i);
        simulation.cancel(listener.timer);
        channels.deliver(listener);
      } else {
        channels.lost();
      }
    }
  }
}
