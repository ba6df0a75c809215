package tailback.queueing;

/**
 * A queue with one order, first come, first served, and a capacity. It measures itself through its
 * {@link Meter}.
 *
 * @param <C> who queues
 */
public final class Line<C extends Customer> {

  private final Meter meter;
  private int capacity;
  private Customer first;
  private Customer last;
  private int length;

  /**
   * An empty line.
   *
   * @param meter what it reports to; several lines may share one
   * @param capacity how many may stand in it at most
   */
  public Line(Meter meter, int capacity) {
    this.meter = meter;
    this.capacity = capacity;
  }

  /** Joins at the end; false (and a rejection) when the line is full. */
  public boolean join(C customer) {
    if (length >= capacity) {
      meter.rejected();
      return false;
    }
    assert customer.line == null : "stands in a line already";
    append(customer);
    customer.joined = meter.joined();
    return true;
  }

  /** Joins in front of all others, whatever the capacity: it stood in it before. */
  public void joinFirst(C customer) {
    assert customer.line == null : "stands in a line already";
    customer.line = this;
    customer.ahead = null;
    customer.behind = first;
    if (first == null) {
      last = customer;
    } else {
      first.ahead = customer;
    }
    first = customer;
    length++;
    customer.joined = meter.joined();
  }

  private void append(Customer customer) {
    customer.line = this;
    customer.ahead = last;
    customer.behind = null;
    if (last == null) {
      first = customer;
    } else {
      last.behind = customer;
    }
    last = customer;
    length++;
  }

  /** Takes the one who waited longest out of the line; null when nobody waits. */
  @SuppressWarnings("unchecked") // only customers of type C ever joined
  public C next() {
    Customer customer = first;
    if (customer != null) {
      unlink(customer);
      meter.taken(customer.joined);
    }
    return (C) customer;
  }

  /** Takes one out of the line who has so many before it, and whose turn it is all the same. */
  @SuppressWarnings("unchecked") // only customers of type C ever joined
  public C next(int before) {
    Customer customer = first;
    for (int i = 0; i < before; i++) {
      customer = customer.behind;
    }
    unlink(customer);
    meter.taken(customer.joined);
    return (C) customer;
  }

  /** Takes this one out of the line, whoever is ahead of it. */
  public void take(C customer) {
    unlink(customer);
    meter.taken(customer.joined);
  }

  /** Sends this one to the end of the line, where it goes on waiting. */
  public void backToTheEnd(C customer) {
    unlink(customer);
    append(customer);
  }

  /** Who waited longest, still in the line; null when nobody waits. */
  @SuppressWarnings("unchecked") // only customers of type C ever joined
  public C first() {
    return (C) first;
  }

  /** Who stands right behind {@code customer} in this line; null when nobody does. */
  @SuppressWarnings("unchecked") // only customers of type C ever joined
  public C after(C customer) {
    return (C) customer.behind;
  }

  /** Leaves without having been served: gave up, or was sent away. */
  public void leave(Customer customer) {
    if (customer.line != this) {
      throw new IllegalStateException("does not stand in this line");
    }
    unlink(customer);
    meter.abandoned(customer.joined);
  }

  private void unlink(Customer customer) {
    if (customer.ahead == null) {
      first = customer.behind;
    } else {
      customer.ahead.behind = customer.behind;
    }
    if (customer.behind == null) {
      last = customer.ahead;
    } else {
      customer.behind.ahead = customer.ahead;
    }
    customer.ahead = null;
    customer.behind = null;
    customer.line = null;
    length--;
  }

  /** How many stand in it. */
  public int length() {
    return length;
  }

  /** Whether nobody stands in it. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** Sets how many may stand in it from now on; those already in it stay. */
  public void capacity(int customers) {
    capacity = customers;
  }
}
