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
import tailback.component.Occurrences;
import tailback.component.RequestLog;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.ClientConnection;
import tailback.program.Request;
import tailback.program.WebSocket;
import tailback.queueing.Distribution;

/**
 * A group of clients: sends requests to the front of the stack and waits for the answers, or gives
 * up after a timeout. When they are sent is the business of its {@link Source}.
 */
public final class Clients {

  private final Assembly assembly;
  private final Simulation simulation;
  private final RequestLog log;
  private final List<Component> front;
  private final String name;
  private final int group;
  private final long base;
  private final long timeZero;
  private final int rowOffset;
  private final Stream choices;
  private final Stream patiences;
  private final Event<Visit> established;
  private final Event<Visit> reached;
  private final Event<Visit> landed;
  private final Event<Visit> gaveUp;
  private final Event<Visit> sendAgain;
  private final Stream backoffs;
  private final long connect;
  private final int sending;
  private final int connecting;
  private final int backingOff;
  private final int timedOut;
  private final int refused;
  private final int reset;
  private final Connections connections;
  private final Occurrences asked;
  private final ArrayDeque<Visit> free = new ArrayDeque<>();
  private final List<Visit> visits = new ArrayList<>();

  private TrafficSettings settings;
  private double[] shares;
  private int[] endpoints;
  private Distribution timeout;
  private Population population;
  private Redirects redirects;
  private Source source;
  private Retries retries;
  private int nextFront;
  private long sent;
  private long retried;
  private long firstRetry;
  private long unaffordable;
  private long connects;
  private long failedConnects;
  private long disconnects;
  private long firstDisconnect;

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
    base = (long) (number + 1) << Request.GROUP_SHIFT;
    choices = simulation.stream("traffic." + name, "endpoint");
    patiences = simulation.stream("traffic." + name, "patience");
    established = simulation.event("connected", this::onEstablished);
    reached = simulation.event("reaches the stack", this::onReached);
    landed = simulation.event("answer comes", this::onLanded);
    backingOff = assembly.place("retry.backoff");
    backoffs = simulation.stream("traffic." + name, "backoff");
    sendAgain = simulation.event("sent again", this::onAgain);
    gaveUp = simulation.event("client timeout", this::onTimeout);
    connect = assembly.cost("client.connect");
    sending = assembly.place("network");
    connecting = assembly.place("network.connect");
    timedOut = assembly.failure("client timeout");
    refused = assembly.failure("connection refused");
    reset = assembly.failure("connection reset by peer");
    connections = new Connections(simulation);
    asked = new Occurrences("traffic." + name + ".asked", simulation);
    this.group = number;
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
        Objects.equals(changed.arrivals(), before.arrivals())
            && Objects.equals(changed.websocket(), before.websocket())
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
    timeout = settings.timeout();
    retries = settings.retries() == null ? null : new Retries(settings.retries());
    population = new Population(settings, this, group, base);
    redirects = new Redirects(settings.then(), assembly.endpoints());
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
    send(number, user, endpoints.length == 1 ? endpoints[0] : ofTheMix(number), -1);
  }

  private int ofTheMix(long number) {
    double draw = choices.of(base + number).nextDouble();
    int i = 0;
    while (i < shares.length - 1 && draw >= shares[i]) {
      i++;
    }
    return endpoints[i];
  }

  /** Sends a request for an endpoint. */
  void send(long number, int user, int endpoint, int row) {
    Visit visit = free.isEmpty() ? visit() : free.pop();
    visit.socket = null;
    send(visit, number, user, endpoint, row);
  }

  private void send(Visit visit, long number, int user, int endpoint, int row) {
    visit.source = source;
    visit.user = user;
    sent++;
    arrive(visit, number, endpoint, row < 0 ? -1 : rowOffset + row);
  }

  private void arrive(Visit visit, long number, int endpoint, int row) {
    visit.open = true;
    Request request = visit.request;
    request.arrive(base + number, endpoint, row, sending);
    population.introduce(request, Redirects.first(number), visit.user);
    visit.client = request.keepsAlive() ? population.client(request, visit.user) : -1;
    asked.happens();
    log.arrived(request);
    if (retries != null) {
      retries.sent(simulation.now());
    }
    attempt(visit);
  }

  /** Sends a message over a WebSocket; its number says which client, its user what of it. */
  void send(long number, int user, int endpoint, WebSocket over) {
    Visit visit = free.isEmpty() ? visit() : free.pop();
    visit.socket = over;
    send(visit, number, user, endpoint, -1);
  }

  private Visit visit() {
    Visit visit =
        new Visit(this, new Request(simulation, assembly.observer(), assembly.places().size()));
    visits.add(visit);
    return visit;
  }

  /** On its way: over a connection that is there, or one that has to be made first. */
  private void attempt(Visit visit) {
    Request request = visit.request;
    long patience = timeout == null ? 0 : timeout.sample(patiences.of(request.attempt()));
    if (patience > 0) {
      visit.timer = gaveUp.in(patience, visit);
    }
    if (visit.socket == null) {
      connect(visit);
    } else if (request.roundTrip() == 0) {
      reach(visit);
    } else {
      visit.way = reached.in(request.roundTrip() / 2, visit);
    }
  }

  private void connect(Visit visit) {
    Request request = visit.request;
    long roundTrip = request.roundTrip();
    ClientConnection kept = request.keepsAlive() ? connections.of(visit.client, roundTrip) : null;
    visit.server = kept == null ? nextServer() : kept.server();
    if (kept != null) {
      carry(visit, kept);
    } else if (request.keepsAlive()) {
      carry(visit, connections.open(visit.server));
    }
    if (roundTrip == 0) {
      reach(visit);
    } else if (request.newConnection()) {
      request.enter(connecting);
      visit.way = established.in(roundTrip, visit);
    } else {
      visit.way = reached.in(roundTrip / 2, visit);
    }
  }

  private int nextServer() {
    int server = nextFront;
    nextFront = server + 1 == front.size() ? 0 : server + 1;
    return server;
  }

  private static void carry(Visit visit, ClientConnection connection) {
    connection.carry();
    visit.connection = connection;
    visit.request.on(connection);
  }

  /** The three-way handshake is over. */
  private void onEstablished(Visit visit) {
    visit.request.enter(sending);
    visit.way = reached.in(visit.request.roundTrip() / 2, visit);
  }

  /** It is there; but the server may have closed the connection while it was on its way. */
  private void onReached(Visit visit) {
    Request request = visit.request;
    visit.way = -1;
    if (visit.connection != null && !request.newConnection() && !visit.connection.isOpen()) {
      connections.leave(visit.connection);
      carry(visit, connections.open(visit.server));
      request.enter(connecting);
      long roundTrip = request.roundTrip();
      visit.way = established.in(roundTrip - roundTrip / 2 + roundTrip, visit);
    } else {
      reach(visit);
    }
  }

  private void reach(Visit visit) {
    visit.request.reached();
    if (visit.socket != null) {
      visit.socket.send(visit);
      return;
    }
    Exchange exchange = ((HttpServer) front.get(visit.server)).receive(visit.request, visit);
    if (exchange == null) {
      returned(visit, 0, Retries.Outcome.REFUSED);
    } else {
      visit.exchange = exchange;
    }
  }

  // ---- what becomes of it

  /** The server has answered, or (status 0) refused or reset the connection. */
  void returned(Visit visit, int status, Retries.Outcome outcome) {
    visit.exchange = null;
    visit.status = status;
    visit.outcome = outcome;
    long roundTrip = visit.request.roundTrip();
    long way = roundTrip - roundTrip / 2;
    if (status > 0) {
      way += visit.request.untilTransmitted();
    }
    if (way == 0) {
      land(visit);
    } else {
      visit.request.enter(sending);
      visit.way = landed.in(way, visit);
    }
  }

  private void onLanded(Visit visit) {
    visit.way = -1;
    land(visit);
  }

  private void land(Visit visit) {
    if (visit.timer >= 0) {
      simulation.cancel(visit.timer);
      visit.timer = -1;
    }
    if (visit.outcome != Retries.Outcome.ANSWERED) {
      visit.request.unanswered(visit.outcome == Retries.Outcome.REFUSED ? refused : reset);
    }
    if (visit.connection != null) {
      connections.answered(visit.client, visit.connection, visit.request.roundTrip());
      visit.connection = null;
    }
    attempted(visit, visit.status);
  }

  /** The client gives up, wherever its request is, and closes the connection. */
  private void onTimeout(Visit visit) {
    visit.timer = -1;
    if (visit.way >= 0) {
      simulation.cancel(visit.way);
      visit.way = -1;
    }
    if (visit.exchange != null) {
      visit.exchange.abandon();
      visit.exchange = null;
    }
    if (visit.socket != null) {
      visit.socket.forget(visit);
    }
    if (visit.connection != null) {
      connections.leave(visit.connection);
      visit.connection = null;
    }
    visit.request.unanswered(timedOut);
    visit.outcome = Retries.Outcome.TIMEOUT;
    attempted(visit, 0);
  }

  // ---- WebSockets

  /** A WebSocket is no more: what was under way on it is lost. */
  void broken(WebSocket socket) {
    for (Visit visit : visits) {
      if (visit.open && visit.socket == socket) {
        socket.forget(visit);
        simulation.cancel(visit.way);
        visit.way = -1;
        visit.outcome = Retries.Outcome.RESET;
        visit.status = 0;
        land(visit);
      }
    }
  }

  /** A request that no log knows of. */
  Request handshake() {
    return new Request(simulation, null, assembly.places().size());
  }

  /** Says of a handshake who sends it. */
  void introduce(Request handshake, long number, int client, int endpoint) {
    handshake.arrive(base | number, endpoint, -1, sending);
    population.introduce(handshake, number, client);
  }

  /** The next server in front, for a connection of its own. */
  HttpServer server() {
    return (HttpServer) front.get(nextServer());
  }

  /** A WebSocket is open. */
  void opened() {
    connects++;
  }

  /** A WebSocket could not be opened, or was lost. */
  void lost(boolean wasOpen) {
    if (!wasOpen) {
      failedConnects++;
    } else if (disconnects++ == 0) {
      firstDisconnect = simulation.now();
    }
  }

  // ---- once more, or not

  /** An attempt is over. */
  private void attempted(Visit visit, int status) {
    Request request = visit.request;
    if (retries == null || !retries.wanted(request.attempts(), visit.outcome, status)) {
      finish(visit, status);
    } else if (retries.afforded(simulation.now())) {
      request.enter(backingOff);
      sendAgain.in(retries.wait(request.attempts(), backoffs.of(request.attempt())), visit);
    } else {
      unaffordable++;
      finish(visit, status);
    }
  }

  private void onAgain(Visit visit) {
    Request request = visit.request;
    request.again();
    request.on(null);
    request.enter(sending);
    if (retried++ == 0) {
      firstRetry = simulation.now();
    }
    log.sentAgain(request);
    attempt(visit);
  }

  private void finish(Visit visit, int status) {
    visit.open = false;
    Request request = visit.request;
    boolean atOnce = request.arrived() == simulation.now();
    request.end(status);
    log.ended(request, status);
    int next = redirects.after(request.endpoint(), status);
    if (next != Redirects.NONE) {
      arrive(visit, Redirects.following(request.number() - base), next, request.row());
      return;
    }
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

  /** The number of an endpoint. */
  int endpoint(String called) {
    return assembly.endpoints().indexOf(called);
  }

  /** The endpoint of each request of a recording, by its number. */
  int[] endpoints(Recording recording, Map<String, String> paths) {
    Paths known = new Paths(paths, assembly.endpoints());
    int[] asked = new int[recording.request().length];
    for (int row = 0; row < asked.length; row++) {
      asked[row] = assembly.endpoints().indexOf(known.endpoint(recording.request()[row]));
    }
    return asked;
  }

  /** How many requests were sent so far. */
  long sent() {
    return sent;
  }

  long timeZero() {
    return timeZero;
  }

  /** Begins its statistics anew: the end of the warm-up. */
  public void reset() {
    asked.reset();
    retried = 0;
    unaffordable = 0;
    connects = 0;
    failedConnects = 0;
    disconnects = 0;
  }

  /** Tells what it counted since then. */
  public void count(Component.Tally tally) {
    String group = "traffic." + name;
    if (settings.websocket() != null) {
      tally.add(group + ".connects", connects);
      tally.add(group + ".failed_connects", failedConnects);
      tally.add(group + ".disconnects", disconnects);
      if (disconnects > 0) {
        tally.first(group + ".disconnects", firstDisconnect);
      }
    }
    if (settings.addresses() != null) {
      asked.count(tally);
      tally.largest(group + ".addresses", settings.addresses());
    }
    if (retries != null) {
      tally.add(group + ".retries", retried);
      tally.add(group + ".retries_over_budget", unaffordable);
      if (retried > 0) {
        tally.first(group + ".retries", firstRetry);
      }
    }
  }

  /** How many requests that were sent at or after this time are still under way. */
  public long openSince(long time) {
    return visits.stream().filter(v -> v.open && v.request.arrived() >= time).count();
  }
}
