package tailback.queueing;

import java.util.Arrays;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The cores of a host, shared evenly by whoever is runnable, as Linux' fair scheduler does.
 *
 * <p>With <em>n</em> customers on <em>c</em> cores each runs at speed min(1, c/n): one customer is
 * one thread of control and never faster than one core. While each has a core of its own, each has
 * its own completion as a pending event. When there are more, virtual time advances at their common
 * speed, so a customer is done when virtual time has advanced by its work, whatever happened
 * meanwhile; one pending event then suffices for all of them. That lasts until half of the cores
 * are idle, so that a host at its limit does not change over all the time.
 *
 * <p>Cores may be hyperthreads, which are slower while their sibling is busy, and the {@link #pace}
 * of all of them may be lowered for a while, down to a standstill.
 */
public final class ProcessorSharing {

  private static final double ROUNDING = 0.5;

  private final Simulation simulation;
  private final Meter meter;
  private final double cores;
  private final int whole;
  private final double undisturbed;
  private final double sibling;
  private final Event<Customer> completion;
  private final Event<Void> next;

  // Who is being served; when cores are shared, a heap with the first to finish on top. What is
  // compared stands in arrays of its own, so that no reference is followed for it.
  private Customer[] customers = new Customer[16];
  private double[] finish = new double[16];
  private long[] order = new long[16];
  private int running;
  private long sequence;

  private boolean shared;
  private double virtual;
  private long virtualAt;
  private boolean completing;
  private long timer = -1;
  private double timerFinish;
  private double timerSpeed;

  private double coreTime;
  private double workDone;

  // How many customers run at full speed side by side: as long as nothing slows the cores down,
  // those that have a core without a busy sibling.
  private double alone;
  private double pace = 1;
  private double fraction = 1;
  private double speed = 1;
  private Limit limit;

  // What cores were in use beyond the work that they did.
  private double slowTime;

  /**
   * An idle processor.
   *
   * @param meter what it reports to; busy is the number of cores in use, waiting the number of
   *     customers that are runnable beyond them
   * @param cores how many; infinity is no limit
   */
  public ProcessorSharing(Simulation simulation, Meter meter, double cores) {
    this(simulation, meter, cores, 1);
  }

  /**
   * An idle processor whose cores may be hyperthreads, two to a core.
   *
   * @param sibling the speed of a hyperthread whose sibling is busy, 1 being that of a core; 1 when
   *     they are cores
   */
  public ProcessorSharing(Simulation simulation, Meter meter, double cores, double sibling) {
    this.simulation = simulation;
    this.meter = meter;
    this.cores = cores;
    this.sibling = sibling;
    undisturbed = sibling == 1 ? cores : cores / 2;
    alone = undisturbed;
    whole = cores == Double.POSITIVE_INFINITY ? Integer.MAX_VALUE : (int) Math.ceil(cores);
    completion = simulation.event(meter.name(), this::onCompletion);
    next = simulation.event(meter.name(), this::onNextCompletion);
    meter.addCapacity(whole == Integer.MAX_VALUE ? 0 : whole);
    meter.isShared();
  }

  /**
   * Begins to serve a customer.
   *
   * @param work nanoseconds on a core of its own
   * @param served what happens when that much has been done
   */
  public <C extends Customer> void start(C customer, long work, Action<? super C> served) {
    assert customer.server == null : "is being served already";
    advance();
    customer.server = this;
    customer.served = served;
    customer.work = work;
    customer.started = simulation.now();
    if (running == customers.length) {
      customers = Arrays.copyOf(customers, 2 * running);
      finish = Arrays.copyOf(finish, 2 * running);
      order = Arrays.copyOf(order, 2 * running);
    }
    int place = running++;
    count(place);
    if (running > alone && !shared) {
      share(place);
    }
    if (shared) {
      siftUp(place, customer, virtual + work, sequence++);
      schedule();
    } else {
      put(place, customer, 0, sequence++);
      plan(customer, work);
    }
  }

  /** The customer has a core of its own for so much work. */
  private void plan(Customer customer, long work) {
    customer.due = simulation.now() + work;
    customer.timer = completion.in(work, customer);
  }

  /**
   * Takes a customer off the processor before it is done.
   *
   * @return the work that is left, nanoseconds
   */
  public long stop(Customer customer) {
    if (customer.server != this) {
      throw new IllegalStateException("is not being served here");
    }
    advance();
    double left = left(customer);
    if (shared) {
      remove(customer.place);
      settle(customer, customer.work - left);
      schedule();
    } else {
      simulation.cancel(customer.timer);
      replace(customer.place);
      settle(customer, customer.work - left);
    }
    return (long) Math.ceil(left);
  }

  /** The work that is left for it, nanoseconds. */
  private double left(Customer customer) {
    return shared ? Math.max(0, finish[customer.place] - virtual) : customer.due - simulation.now();
  }

  /**
   * How long the customer whose service just ended was runnable without a core, nanoseconds.
   *
   * @param left what {@link #stop} returned; 0 when it was done
   */
  public long waitOf(Customer customer, long left) {
    return Math.max(0, simulation.now() - customer.started - (customer.work - left));
  }

  /** Whether a customer that it serves will be done by then, as long as nobody else comes. */
  public boolean isDoneBy(Customer customer, long time) {
    return !shared && customer.due <= time;
  }

  /** How many customers are being served. */
  public int running() {
    return running;
  }

  /**
   * Has it told how many cores are in use, whenever that changes; one limit at most. What it does
   * about it, it does in an event of its own.
   */
  public void limit(Limit told) {
    limit = told;
  }

  /**
   * Lets the cores run for a part of the time only.
   *
   * @param changed which part: 1 always, 0 is a standstill
   */
  public void pace(double changed) {
    advance();
    fraction = changed;
    pace(fraction, speed);
  }

  /**
   * Makes all cores slower than they are by themselves; a slow core in use counts as one in use.
   *
   * @param changed what is left of their speed: 1 all of it
   */
  public void speed(double changed) {
    speed = changed;
    pace(fraction, speed);
  }

  private void pace(double allowed, double possible) {
    advance();
    pace = allowed * possible;
    alone = pace == 1 ? undisturbed : 0;
    if (running > alone && !shared) {
      share(running);
    }
    if (shared) {
      schedule();
    }
  }

  /**
   * How long cores were in use, taken together, nanoseconds; a core that runs half of the time
   * counts half.
   */
  public double used() {
    return coreTime
        + slowTime
        + (simulation.now() - virtualAt) * fraction * Math.min(running, whole);
  }

  private double speed() {
    if (running <= alone) {
      return 1;
    }
    return sibling == 1 && pace == 1 ? cores / running : pace * slowed();
  }

  /** The common speed of customers on cores that run at their pace, some or all with a sibling. */
  private double slowed() {
    if (running <= undisturbed) {
      return 1;
    }
    if (running >= cores) {
      return sibling * cores / running;
    }
    double pairs = running - undisturbed;
    return (undisturbed - pairs + 2 * sibling * pairs) / running;
  }

  private void advance() {
    long now = simulation.now();
    if (now > virtualAt) {
      double speed = speed();
      if (sibling == 1 && pace == 1) {
        coreTime += (now - virtualAt) * Math.min(running, cores);
      } else {
        double working = running * speed;
        coreTime += (now - virtualAt) * working;
        slowTime += (now - virtualAt) * (fraction * Math.min(running, whole) - working);
      }
      virtual += (now - virtualAt) * speed;
      virtualAt = now;
    }
  }

  private void onCompletion(Customer customer) {
    advance();
    replace(customer.place);
    settle(customer, customer.work);
    complete(customer);
  }

  private void onNextCompletion(Void nobody) {
    timer = -1;
    advance();
    completing = true;
    while (running > 0 && finish[0] <= virtual + ROUNDING) {
      Customer customer = customers[0];
      remove(0);
      settle(customer, customer.work);
      complete(customer);
    }
    completing = false;
    if (running <= alone / 2) {
      part();
    } else {
      schedule();
    }
  }

  /** There are more customers than cores: the first {@code number} now share them. */
  private void share(int number) {
    shared = true;
    for (int i = 0; i < number; i++) {
      Customer customer = customers[i];
      simulation.cancel(customer.timer);
      siftUp(i, customer, virtual + (customer.due - simulation.now()), order[i]);
    }
    for (int i = 0; i < number; i++) {
      customers[i].shares();
    }
  }

  /** There are cores enough: each customer has its own. */
  private void part() {
    shared = false;
    for (int i = 0; i < running; i++) {
      plan(customers[i], toNanos(finish[i] - virtual));
    }
  }

  private static long toNanos(double left) {
    return Math.max(0, (long) Math.ceil(left - 1e-6));
  }

  @SuppressWarnings("unchecked") // start() paired the customer with an action for its type
  private static void complete(Customer customer) {
    ((Action<Customer>) customer.served).on(customer);
  }

  private void settle(Customer customer, double done) {
    customer.server = null;
    workDone += done;
    double wait = Math.max(0, simulation.now() - customer.started - done);
    meter.shared(customer.started, (long) wait);
    count(running + 1);
  }

  /** The number of customers was {@code before} and is now {@code running}. */
  private void count(int before) {
    int busy = Math.min(running, whole) - Math.min(before, whole);
    if (busy != 0) {
      meter.use(busy);
      if (limit != null) {
        limit.use(Math.min(running, whole));
      }
    }
    int crowd = Math.max(0, running - whole) - Math.max(0, before - whole);
    if (crowd != 0) {
      meter.crowd(crowd);
    }
  }

  /** One pending event: the next completion at the present speed. */
  private void schedule() {
    if (completing) {
      return; // there may be more changes, and the last one will come here
    }
    if (running == 0) {
      simulation.cancel(timer);
      timer = -1;
      return;
    }
    double speed = speed();
    if (timer >= 0) {
      if (finish[0] == timerFinish && speed == timerSpeed) {
        return;
      }
      simulation.cancel(timer);
    }
    timerFinish = finish[0];
    timerSpeed = speed;
    if (speed == 0) {
      timer = -1;
      return;
    }
    timer = next.in(toNanos((finish[0] - virtual) / speed), null);
  }

  /** The last customer takes the place of one that leaves. */
  private void replace(int index) {
    int last = --running;
    put(index, customers[last], 0, order[last]);
    customers[last] = null;
  }

  private void siftUp(int hole, Customer customer, double finishes, long rank) {
    int i = hole;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (!before(finishes, rank, parent)) {
        break;
      }
      move(parent, i);
      i = parent;
    }
    put(i, customer, finishes, rank);
  }

  private void siftDown(int hole, Customer customer, double finishes, long rank) {
    int i = hole;
    while (true) {
      int child = 2 * i + 1;
      if (child >= running) {
        break;
      }
      if (child + 1 < running && before(finish[child + 1], order[child + 1], child)) {
        child++;
      }
      if (before(finishes, rank, child)) {
        break;
      }
      move(child, i);
      i = child;
    }
    put(i, customer, finishes, rank);
  }

  private void remove(int index) {
    int last = --running;
    Customer moved = customers[last];
    customers[last] = null;
    if (index < last) {
      if (index > 0 && before(finish[last], order[last], (index - 1) >>> 1)) {
        siftUp(index, moved, finish[last], order[last]);
      } else {
        siftDown(index, moved, finish[last], order[last]);
      }
    }
  }

  private void move(int from, int to) {
    put(to, customers[from], finish[from], order[from]);
  }

  private void put(int index, Customer customer, double finishes, long rank) {
    customers[index] = customer;
    finish[index] = finishes;
    order[index] = rank;
    customer.place = index;
  }

  private boolean before(double finishes, long rank, int than) {
    return finishes < finish[than] || finishes == finish[than] && rank < order[than];
  }

  /**
   * Checks that no work was lost or invented: busy cores × time is the work done (the utilisation
   * law), up to the rounding of completions to whole nanoseconds.
   *
   * @throws IllegalStateException when it does not hold
   */
  public void audit() {
    advance();
    double done = workDone;
    for (int i = 0; i < running; i++) {
      done += customers[i].work - left(customers[i]);
    }
    double slack = 1e-6 * coreTime + 4.0 * (sequence + 1);
    if (Math.abs(coreTime - done) > slack) {
      throw new IllegalStateException(
          "the utilisation law does not hold at "
              + meter.name()
              + ": cores were busy for "
              + coreTime
              + " ns, the work done is "
              + done
              + " ns");
    }
  }
}
