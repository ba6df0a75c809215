package tailback.component.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Request;
import tailback.program.WebSocket;
import tailback.queueing.Distribution;

/**
 * Clients that keep a WebSocket open each, send messages over it, and look with pings whether
 * anybody is still there. Who gets no pong within the heartbeat's timeout, or loses the connection
 * otherwise, connects again after a while: all of them at once perhaps, as they lost it at once.
 *
 * <p>At the start they connect one after the other within a second.
 */
final class WebSockets implements Source {

  private static final int ROUND_BITS = 22;
  private static final long ROUNDS = (1L << ROUND_BITS) - 1;
  private static final long SECOND = 1_000_000_000L;

  /** Handshakes are no requests, and are numbered apart from them. */
  private static final long HANDSHAKES = 1L << 43;

  private final Clients clients;
  private final Simulation simulation;
  private final long before;
  private final long interval;
  private final long timeout;
  private final Distribution reconnect;
  private final Stream gaps;
  private final Stream pauses;
  private final Event<Connection> connect;
  private final Event<Connection> reached;
  private final Event<Connection> opened;
  private final Event<Connection> ping;
  private final Event<Connection> pinged;
  private final Event<Connection> ponged;
  private final Event<Connection> silent;
  private final Event<Sender> due;
  private final List<Connection> connections = new ArrayList<>();
  private final int senders;
  private boolean stopped;

  WebSockets(Clients clients, TrafficSettings settings) {
    this.clients = clients;
    simulation = clients.simulation();
    before = clients.sent();
    TrafficSettings.WebSocket socket = settings.websocket();
    boolean beats = socket.heartbeat() != null;
    interval = beats ? socket.heartbeat().interval().toNanos() : 0;
    timeout = beats ? socket.heartbeat().timeout().toNanos() : 0;
    reconnect = socket.reconnect();
    gaps = clients.stream("message");
    pauses = clients.stream("reconnect");
    connect = simulation.event("connects", Connection::connect);
    reached = simulation.event("handshake", Connection::reach);
    opened = simulation.event("opened", Connection::begin);
    ping = simulation.event("heartbeat", Connection::ping);
    pinged = simulation.event("ping", Connection::pinged);
    ponged = simulation.event("pong", Connection::beat);
    silent = simulation.event("heartbeat timeout", Connection::lose);
    due = simulation.event("message", Sender::send);
    senders = socket.messages().size();
    for (int i = 0; i < socket.connections(); i++) {
      connections.add(new Connection(i, settings));
    }
  }

  @Override
  public void start() {
    for (Connection each : connections) {
      connect.in(SECOND * each.index / connections.size(), each);
    }
  }

  @Override
  public void stop() {
    stopped = true;
    connections.forEach(Connection::hangUp);
  }

  @Override
  public void answered(int user, long atLeast) {
    connections.get(user / senders).senders.get(user % senders).answered(atLeast);
  }

  /** A client that keeps a connection open. */
  private final class Connection implements HttpClient, WebSocket.Client {
    private final int index;
    private final Request handshake;
    private final List<Sender> senders = new ArrayList<>();
    private Exchange exchange;
    private WebSocket socket;
    private boolean open;
    private long sent;
    private long tries;
    private long way = -1;
    private long patience = -1;

    Connection(int index, TrafficSettings settings) {
      this.index = index;
      handshake = clients.handshake();
      for (Map.Entry<String, Arrivals> each : settings.websocket().messages().entrySet()) {
        senders.add(new Sender(this, each.getKey(), each.getValue(), settings));
      }
    }

    // ---- from connecting to losing the connection, top to bottom

    private void connect() {
      if (stopped) {
        return;
      }
      long number = HANDSHAKES | (long) index << ROUND_BITS | tries++ & ROUNDS;
      clients.introduce(handshake, number, index, senders.get(0).endpoint);
      handshake.upgrade(this);
      if (timeout > 0) {
        patience = silent.in(timeout, this);
      }
      long roundTrip = handshake.roundTrip();
      way = reached.in(roundTrip + roundTrip / 2, this);
    }

    private void reach() {
      way = -1;
      exchange = clients.server().receive(handshake, this);
      if (exchange == null) {
        lose();
      }
    }

    @Override
    public void connected() {}

    @Override
    public void opened(WebSocket by) {
      socket = by;
      way = opened.in(half(), this);
    }

    private long half() {
      return handshake.roundTrip() / 2;
    }

    private void begin() {
      way = -1;
      open = true;
      clients.opened();
      senders.forEach(Sender::begin);
      beat();
    }

    /** All is well: the next ping goes out after the interval. */
    private void beat() {
      simulation.cancel(patience);
      patience = -1;
      if (interval > 0) {
        way = ping.in(interval, this);
      }
    }

    private void ping() {
      patience = silent.in(timeout, this);
      way = pinged.in(half(), this);
    }

    private void pinged() {
      way = -1;
      socket.ping();
    }

    @Override
    public boolean isOpen() {
      return socket != null;
    }

    @Override
    public void ponged() {
      if (open && patience >= 0) {
        way = ponged.in(half(), this);
      }
    }

    /** It was no WebSocket: an error page came instead; or the server has closed it. */
    @Override
    public void answered(int status) {
      exchange = null;
      lose();
    }

    @Override
    public void refused() {
      exchange = null;
      lose();
    }

    @Override
    public void reset() {
      exchange = null;
      lose();
    }

    /** No connection, or none any more: another one after a while. */
    private void lose() {
      clients.lost(open);
      hangUp();
      if (!stopped) {
        connect.in(reconnect.sample(pauses.of(handshake.number())), this);
      }
    }

    private void hangUp() {
      simulation.cancel(way);
      simulation.cancel(patience);
      way = -1;
      patience = -1;
      open = false;
      senders.forEach(Sender::pause);
      if (socket != null) {
        clients.broken(socket);
        socket = null;
      }
      if (exchange != null) {
        exchange.abandon();
        exchange = null;
      }
    }
  }

  /** One kind of message on one connection. */
  private final class Sender {
    private final Connection connection;
    private final int number;
    private final int endpoint;
    private final Gap gap;
    private final Intensity intensity;
    private final Distribution think;
    private long timer = -1;

    Sender(Connection connection, String endpoint, Arrivals arrivals, TrafficSettings settings) {
      this.connection = connection;
      number = connection.senders.size();
      this.endpoint = clients.endpoint(endpoint);
      think = arrivals instanceof Arrivals.Closed closed ? closed.think() : null;
      gap = Gap.of(arrivals);
      intensity =
          think == null
              ? new Intensity(arrivals.perSecond(), settings.profile(), clients.timeZero())
              : null;
    }

    private void begin() {
      next(0);
    }

    private void next(long atLeast) {
      Stream stream = gaps.of(message(), number);
      long now = simulation.now();
      long at =
          think == null
              ? gap.next(intensity, now, stream)
              : now + Math.max(atLeast, think.sample(stream));
      timer = at == Long.MAX_VALUE ? -1 : due.at(at, this);
    }

    private long message() {
      return (long) connection.index << ROUND_BITS | before + connection.sent & ROUNDS;
    }

    private void send() {
      timer = -1;
      long message = message();
      connection.sent++;
      if (think == null) {
        next(0);
      }
      clients.send(message, connection.index * senders + number, endpoint, connection.socket);
    }

    private void answered(long atLeast) {
      if (think != null && connection.open) {
        next(atLeast);
      }
    }

    private void pause() {
      simulation.cancel(timer);
      timer = -1;
    }
  }
}
