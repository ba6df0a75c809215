package tailback.queueing;

import java.util.Arrays;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The cores of a host, shared evenly by whoever is runnable, as Linux' fair scheduler does.
 *
 * <p>With <em>n</em> customers on <em>c</em> cores each runs at speed min(1, c/n): one customer is
 * one thread of control and never faster than one core. Virtual time advances at that common speed,
 * so a customer is done when virtual time has advanced by its work, whatever happened meanwhile;
 * one pending event suffices for all of them.
 */
public final class ProcessorSharing {

  private static final double ROUNDING = 0.5;

  private final Simulation simulation;
  private final Meter meter;
  private final double cores;
  private final Event<Void> completion;

  private Customer[] heap = new Customer[16];
  private long[] order = new long[16];
  private int running;
  private long sequence;
  private double virtual;
  private long virtualAt;
  private long timer = -1;
  private double timerFinish;
  private double timerSpeed;

  private double coreTime;
  private double workDone;

  /**
   * An idle processor.
   *
   * @param meter what it reports to; busy is the number of cores in use, waiting the number of
   *     customers that are runnable beyond them
   * @param cores how many; a fraction is a CPU quota, infinity no limit
   */
  public ProcessorSharing(Simulation simulation, Meter meter, double cores) {
    this.simulation = simulation;
    this.meter = meter;
    this.cores = cores;
    completion = simulation.event(meter.name(), this::onCompletion);
    meter.addCapacity(whole());
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
    customer.finish = virtual + work;
    if (running == heap.length) {
      heap = Arrays.copyOf(heap, 2 * running);
      order = Arrays.copyOf(order, 2 * running);
    }
    running++;
    count(running - 1);
    siftUp(running - 1, customer, sequence++);
    schedule();
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
    double left = Math.max(0, customer.finish - virtual);
    remove(customer.place);
    settle(customer, customer.work - left);
    schedule();
    return (long) Math.ceil(left);
  }

  /**
   * How long the customer whose service just ended was runnable without a core, nanoseconds.
   *
   * @param left what {@link #stop} returned; 0 when it was done
   */
  public long waitOf(Customer customer, long left) {
    return Math.max(0, simulation.now() - customer.started - (customer.work - left));
  }

  /** How many customers are being served. */
  public int running() {
    return running;
  }

  /** Cores as a capacity; 0 when there is no limit. */
  private int whole() {
    return cores == Double.POSITIVE_INFINITY ? 0 : (int) Math.ceil(cores);
  }

  private double speed() {
    return running <= cores ? 1 : cores / running;
  }

  private void advance() {
    long now = simulation.now();
    if (now > virtualAt) {
      coreTime += (now - virtualAt) * Math.min(running, cores);
      virtual += (now - virtualAt) * speed();
      virtualAt = now;
    }
  }

  private void onCompletion(Void nobody) {
    timer = -1;
    advance();
    while (running > 0 && heap[0].finish <= virtual + ROUNDING) {
      Customer customer = heap[0];
      remove(0);
      settle(customer, customer.work);
      complete(customer);
    }
    schedule();
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
    int whole = cores == Double.POSITIVE_INFINITY ? Integer.MAX_VALUE : whole();
    meter.use(Math.min(running, whole) - Math.min(before, whole));
    meter.crowd(Math.max(0, running - whole) - Math.max(0, before - whole));
  }

  /** One pending event: the next completion at the present speed. */
  private void schedule() {
    if (running == 0) {
      if (timer >= 0) {
        simulation.cancel(timer);
        timer = -1;
      }
      return;
    }
    double finish = heap[0].finish;
    double speed = speed();
    if (timer >= 0) {
      if (finish == timerFinish && speed == timerSpeed) {
        return;
      }
      simulation.cancel(timer);
    }
    timerFinish = finish;
    timerSpeed = speed;
    long delay = Math.max(0, (long) Math.ceil((finish - virtual) / speed - 1e-6));
    timer = completion.in(delay, null);
  }

  private void siftUp(int hole, Customer customer, long rank) {
    int i = hole;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (!before(customer, rank, heap[parent], order[parent])) {
        break;
      }
      put(i, heap[parent], order[parent]);
      i = parent;
    }
    put(i, customer, rank);
  }

  private void siftDown(int hole, Customer customer, long rank) {
    int i = hole;
    while (true) {
      int child = 2 * i + 1;
      if (child >= running) {
        break;
      }
      if (child + 1 < running
          && before(heap[child + 1], order[child + 1], heap[child], order[child])) {
        child++;
      }
      if (!before(heap[child], order[child], customer, rank)) {
        break;
      }
      put(i, heap[child], order[child]);
      i = child;
    }
    put(i, customer, rank);
  }

  private void remove(int index) {
    int last = --running;
    Customer moved = heap[last];
    long rank = order[last];
    heap[last] = null;
    if (index < last) {
      if (index > 0 && before(moved, rank, heap[(index - 1) >>> 1], order[(index - 1) >>> 1])) {
        siftUp(index, moved, rank);
      } else {
        siftDown(index, moved, rank);
      }
    }
  }

  private void put(int index, Customer customer, long rank) {
    heap[index] = customer;
    order[index] = rank;
    customer.place = index;
  }

  private static boolean before(Customer a, long rankA, Customer b, long rankB) {
    return a.finish != b.finish ? a.finish < b.finish : rankA < rankB;
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
      done += heap[i].work - Math.max(0, heap[i].finish - virtual);
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
