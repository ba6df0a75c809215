package tailback.queueing;

import tailback.kernel.Event;

/**
 * A lock that one owner holds at a time; customers who want it on behalf of an owner wait in order.
 *
 * @param <O> who owns it, such as a database session
 * @param <C> who waits, such as the request that uses the session
 */
public final class Lock<O, C extends Customer> {

  private final Meter meter;
  private final Line<C> waiting;
  private final Event<? super C> granted;
  private O owner;
  private boolean handedOver;

  /**
   * A free lock.
   *
   * @param granted fires for the customer whose turn it is; it then calls {@link #take}
   */
  public Lock(Meter meter, Event<? super C> granted) {
    this.meter = meter;
    this.granted = granted;
    waiting = new Line<>(meter, Integer.MAX_VALUE);
  }

  /** Takes the lock for {@code wanted} if it is free; otherwise the customer waits. */
  public boolean acquire(O wanted, C customer) {
    if (owner == null && !handedOver) {
      meter.served();
      take(wanted);
      return true;
    }
    waiting.join(customer);
    return false;
  }

  /** Makes {@code next} the owner; the lock was granted to a customer of it. */
  public void take(O next) {
    owner = next;
    handedOver = false;
    meter.seized();
  }

  /** Gives it up; the customer who waited longest is granted it. */
  public void release() {
    owner = null;
    meter.released();
    C next = waiting.next();
    if (next != null) {
      handedOver = true;
      granted.now(next);
    }
  }

  /** Who holds it; null when it is free or just being handed over. */
  public O owner() {
    return owner;
  }

  /** How many wait for it. */
  public int waiting() {
    return waiting.length();
  }
}
