package tailback.component.service;

import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Distribution;
import tailback.queueing.Station;
import tailback.queueing.Station.Outcome;

/**
 * An HTTP service of somebody else: it takes a time to answer, may fail, and may answer only so
 * many calls at once. A caller that gives up does not stop it.
 */
public final class Service implements Component {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("service", Role.SERVICE, Settings.class, Service::new);

  /** An HTTP service of somebody else, such as a payment provider. */
  public record Settings(Distribution time, double failure, int concurrency) {}

  private final Simulation simulation;
  private final int waits;
  private final int serves;
  private final int failed;
  private final int timedOut;
  private final Station<Call> station;
  private final Event<Call> answered;
  private final Event<Call> gaveUp;

  private Distribution time;
  private double failure;
  private Call free;

  Service(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    String name = assembly.part().name();
    time = settings.time();
    failure = settings.failure();
    waits = assembly.place(name + ".wait");
    serves = assembly.place(name + ".call");
    failed = assembly.failure("requests.exceptions.HTTPError: 500 Server Error from " + name);
    timedOut = assembly.failure("requests.exceptions.ReadTimeout: " + name);
    station =
        assembly.station(
            name + ".calls",
            limit(settings),
            Integer.MAX_VALUE,
            assembly.event("turn", this::serve));
    answered = assembly.event("answered", this::onAnswered);
    gaveUp = assembly.event("timeout", this::onTimeout);
  }

  private static int limit(Settings settings) {
    return settings.concurrency() == 0 ? Station.UNLIMITED : settings.concurrency();
  }

  @Override
  public void reconfigure(Record settings) {
    Settings changed = (Settings) settings;
    time = changed.time();
    failure = changed.failure();
    station.servers(limit(changed));
  }

  /** One call: it may outlive the interest of the one who made it. */
  private static final class Call extends Customer {
    Execution caller;
    long time;
    long timer;
    boolean fails;
    Call next;
  }

  /** How long a call takes by the service's own law, nanoseconds. */
  public long time(Stream stream) {
    return time.sample(stream);
  }

  /** The share of calls that fail. */
  public double failure() {
    return failure;
  }

  /**
   * Calls the service for an execution, which has left its worker and will be resumed, or fail.
   *
   * @param takes how long the answer takes, nanoseconds
   * @param fails whether it is an error
   * @param timeout how long the caller waits, nanoseconds; 0: for ever
   */
  public void call(Execution execution, long takes, boolean fails, long timeout) {
    Call call = free == null ? new Call() : free;
    free = call.next;
    call.caller = execution;
    call.time = takes;
    call.fails = fails;
    call.timer = timeout > 0 ? gaveUp.in(timeout, call) : -1;
    if (station.seize(call) == Outcome.SERVED) {
      serve(call);
    } else {
      execution.enter(waits);
    }
  }

  private void serve(Call call) {
    if (call.caller != null) {
      call.caller.enter(serves);
    }
    answered.in(call.time, call);
  }

  private void onAnswered(Call call) {
    station.release();
    Execution caller = call.caller;
    if (caller != null) {
      simulation.cancel(call.timer);
      call.caller = null;
      recycle(call);
      if (call.fails) {
        caller.fail(failed);
      } else {
        caller.resume();
      }
    } else {
      recycle(call);
    }
  }

  private void onTimeout(Call call) {
    Execution caller = call.caller;
    call.caller = null;
    caller.fail(timedOut);
  }

  private void recycle(Call call) {
    call.next = free;
    free = call;
  }

  /** The place of an execution that waits for the answer. */
  public int serving() {
    return serves;
  }
}
