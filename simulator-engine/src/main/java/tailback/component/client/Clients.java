package tailback.component.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Exchange;
import tailback.component.HttpServer;
import tailback.component.RequestLog;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Request;

/**
 * A group of clients: sends requests to the front of the stack and waits for the answers, or gives
 * up after a timeout. When they are sent is the business of its {@link Source}.
 */
public final class Clients {

  /** Groups number their requests apart from each other: the group's number in the upper bits. */
  private static final int GROUP_BITS = 44;

  private final Assembly assembly;
  private final Simulation simulation;
  private final RequestLog log;
  private final List<Component> front;
  private final String name;
  private final long base;
  private final long timeZero;
  private final int rowOffset;
  private final Stream choices;
  private final Event<Visit> gaveUp;
  private final long connect;
  private final int sending;
  private final int timedOut;
  final int refused;
  final int reset;
  private final ArrayDeque<Visit> free = new ArrayDeque<>();
  private final List<Visit> visits = new ArrayList<>();

  private TrafficSettings settings;
  private double[] shares;
  private int[] endpoints;
  private long timeout;
  private Source source;
  private int nextFront;
  private long sent;

  /**
   * A group that has not begun.
   *
   * @param number of the group, unique
   * @param timeZero the end of the warm-up, nanoseconds
   * @param rowOffset where the rows of its recording begin among those of all groups
   */
  public Clients(
      String name,
      int number,
      TrafficSettings settings,
      Assembly assembly,
      RequestLog log,
      long timeZero,
      int rowOffset) {
    this.name = name;
    this.assembly = assembly;
    this.log = log;
    this.timeZero = timeZero;
    this.rowOffset = rowOffset;
    simulation = assembly.simulation();
    front = assembly.front();
    base = (long) (number + 1) << GROUP_BITS;
    choices = simulation.stream("traffic." + name, "endpoint");
    gaveUp = simulation.event("client timeout", this::onTimeout);
    connect = assembly.cost("client.connect");
    sending = assembly.place("network");
    timedOut = assembly.failure("client timeout");
    refused = assembly.failure("connection refused");
    reset = assembly.failure("connection reset by peer");
    this.settings = settings;
    mix();
    source = Source.of(settings, this);
  }

  /** Begins to send. */
  public void start() {
    source.start();
  }

  /** Goes on with other settings. */
  public void reconfigure(TrafficSettings changed) {
    TrafficSettings before = settings;
    settings = changed;
    mix();
    boolean sameArrivals =
        changed.arrivals().equals(before.arrivals())
            && Objects.equals(changed.profile(), before.profile());
    if (sameArrivals) {
      return;
    }
    if (changed.arrivals() instanceof Arrivals.Closed closed
        && source instanceof Source.Users users) {
      users.change(closed);
      return;
    }
    source.stop();
    source = Source.of(changed, this);
    source.start();
  }

  private void mix() {
    timeout = settings.timeout() == null ? 0 : settings.timeout().toNanos();
    Map<String, Double> requests = settings.requests();
    int size = requests == null ? 0 : requests.size();
    shares = new double[size];
    endpoints = new int[size];
    int i = 0;
    double sum = 0;
    if (size > 0) {
      for (Map.Entry<String, Double> each : requests.entrySet()) {
        sum += each.getValue();
        shares[i] = sum;
        endpoints[i++] = assembly.endpoints().indexOf(each.getKey());
      }
    }
  }

  // ---- sending

  /** Sends a request of the mix. */
  void send(long number, int user) {
    double draw = choices.of(base + number).nextDouble();
    int i = 0;
    while (i < shares.length - 1 && draw >= shares[i]) {
      i++;
    }
    send(number, user, endpoints[i], -1);
  }

  /** Sends a request for an endpoint. */
  void send(long number, int user, int endpoint, int row) {
    Visit visit = free.isEmpty() ? visit() : free.pop();
    visit.source = source;
    visit.user = user;
    visit.open = true;
    Request request = visit.request;
    request.arrive(base + number, endpoint, row < 0 ? -1 : rowOffset + row, sending);
    sent++;
    log.arrived(request);
    if (timeout > 0) {
      visit.timer = gaveUp.in(timeout, visit);
    }
    HttpServer server = (HttpServer) front.get(nextFront);
    nextFront = (nextFront + 1) % front.size();
    Exchange exchange = server.receive(request, visit);
    if (exchange == null) {
      visit.refused();
    } else {
      visit.exchange = exchange;
    }
  }

  private Visit visit() {
    Visit visit =
        new Visit(this, new Request(simulation, assembly.observer(), assembly.places().size()));
    visits.add(visit);
    return visit;
  }

  private void onTimeout(Visit visit) {
    visit.timer = -1;
    visit.exchange.abandon();
    visit.request.failed(timedOut);
    finish(visit, 0);
  }

  void finish(Visit visit, int status) {
    if (visit.timer >= 0) {
      simulation.cancel(visit.timer);
      visit.timer = -1;
    }
    visit.exchange = null;
    visit.open = false;
    boolean atOnce = visit.request.arrived() == simulation.now();
    visit.request.end(status);
    log.ended(visit.request, status);
    Source from = visit.source;
    int user = visit.user;
    free.push(visit);
    from.answered(user, atOnce ? connect : 0);
  }

  // ---- what a source needs

  Simulation simulation() {
    return simulation;
  }

  Stream stream(String purpose) {
    return simulation.stream("traffic." + name, purpose);
  }

  int endpoint(String called) {
    return assembly.endpoints().indexOf(called);
  }

  /** How many requests were sent so far. */
  long sent() {
    return sent;
  }

  long timeZero() {
    return timeZero;
  }

  /** How many requests that were sent at or after this time are still under way. */
  public long openSince(long time) {
    return visits.stream().filter(v -> v.open && v.request.arrived() >= time).count();
  }
}
