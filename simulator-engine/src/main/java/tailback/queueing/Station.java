package tailback.queueing;

import tailback.kernel.Event;

/**
 * The queueing primitive: <em>c</em> servers and one queue, first come, first served.
 *
 * <p>{@link #seize} serves at once when a server is free and says so; otherwise the customer waits
 * and {@code granted} fires when its turn comes. Whoever holds a server gives it back with {@link
 * #release}.
 *
 * @param <C> who is served
 */
public final class Station<C extends Customer> {

  /** As many servers as there are customers. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private final Meter meter;
  private final Line<C> queue;
  private final Event<? super C> granted;
  private int servers;
  private int busy;

  /**
   * A station with all its servers free.
   *
   * @param meter what it reports to
   * @param servers how many customers it serves at once, or {@link #UNLIMITED}
   * @param room how many may wait at most
   * @param granted fires for a customer that waited, when it has its server
   */
  public Station(Meter meter, int servers, int room, Event<? super C> granted) {
    this.meter = meter;
    this.servers = servers;
    this.granted = granted;
    queue = new Line<>(meter, room);
    meter.addCapacity(capacity(servers));
  }

  /** What a meter calls that many servers: no limit is no capacity. */
  private static int capacity(int servers) {
    return servers == UNLIMITED ? 0 : servers;
  }

  /** What became of a {@link #seize}. */
  public enum Outcome {
    /** It has a server now. */
    SERVED,
    /** It waits; {@code granted} will fire. */
    WAITS,
    /** There was no room to wait in. */
    REJECTED
  }

  /** Asks for a server. */
  public Outcome seize(C customer) {
    if (busy < servers && queue.isEmpty()) {
      meter.served();
      take();
      return Outcome.SERVED;
    }
    return queue.join(customer) ? Outcome.WAITS : Outcome.REJECTED;
  }

  /** Gives a server back; the customer who waited longest gets it. */
  public void release() {
    busy--;
    meter.released();
    serveNext();
  }

  private void serveNext() {
    while (busy < servers && !queue.isEmpty()) {
      C next = queue.next();
      take();
      granted.now(next);
    }
  }

  private void take() {
    busy++;
    meter.seized();
  }

  /** Changes the number of servers; services under way are finished. */
  public void servers(int number) {
    meter.addCapacity(capacity(number) - capacity(servers));
    servers = number;
    serveNext();
  }

  /** How many are in service. */
  public int busy() {
    return busy;
  }

  /** Who waits. */
  public Line<C> queue() {
    return queue;
  }
}
