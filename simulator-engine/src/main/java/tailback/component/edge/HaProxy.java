package tailback.component.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.host.Host;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Describe;
import tailback.program.Request;
import tailback.queueing.Customer;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * HAProxy as a reverse proxy: gives each server {@code maxconn} connections and lets everybody else
 * wait in a queue of its own, for {@code timeout queue} at most (HAProxy 3.0, backend.c, queue.c).
 * Servers are checked from outside, and those that are down are left out.
 */
public final class HaProxy implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("haproxy", Role.EDGE, Settings.class, HaProxy::new);

  /** The directives of {@code haproxy.cfg} that this model honours. */
  public record Settings(
      Balance balance,
      Duration timeoutConnect,
      Duration timeoutServer,
      Duration timeoutQueue,
      int retries,
      boolean redispatch,
      Server defaultServer,
      Map<String, Server> server,
      List<String> upstream) {}

  /** How a server is chosen. */
  public enum Balance {
    ROUNDROBIN,
    LEASTCONN,
    SOURCE
  }

  /** What a {@code server} or {@code default-server} line says. */
  public record Server(
      @Describe(value = "connections it is given at once, 0 for no limit", absent = "0")
          int maxconn,
      @Describe(value = "share of the requests, relative to the others", absent = "1", least = 1)
          int weight,
      @Describe(value = "whether it is checked", absent = "false") boolean check,
      @Describe(value = "from one check to the next", absent = "2s") Duration inter,
      @Describe(value = "checks in a row that bring it back", absent = "2", least = 1) int rise,
      @Describe(value = "failed checks in a row that take it out", absent = "3", least = 1)
          int fall) {

    /** Refuses what cannot be. */
    public Server {
      if (inter.isZero()) {
        throw new IllegalArgumentException("inter must be above 0");
      }
    }

    private static final Server PLAIN = new Server(0, 1, false, Duration.ofSeconds(2), 2, 3);
  }

  /** Before it tries the same server again: a second, or {@code timeout connect} if shorter. */
  private static final long TURN_AROUND = 1_000_000_000L;

  private final Simulation simulation;
  private final Host host;
  private final long cpu;
  private final long hop;
  private final int proxying;
  private final int queued;
  private final int turningAround;
  private final int badGateway;
  private final int unavailable;
  private final int gatewayTimeout;
  private final Event<Proxied> passed;
  private final Event<Proxied> again;
  private final Event<Proxied> queueTimedOut;
  private final Event<Proxied> timedOut;

  private final List<Backend> backends = new ArrayList<>();
  private final Balancer balancer;
  private final Meter slots;
  private final Line<Proxied> queue;
  private final ArrayDeque<Proxied> free = new ArrayDeque<>();

  private boolean bySource;
  private boolean redispatch;
  private int retries;
  private long connectTimeout;
  private long serverTimeout;
  private long queueTimeout;

  HaProxy(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    host = assembly.host();
    String name = assembly.part().name();
    cpu = assembly.cost("nginx.cpu");
    hop = assembly.cost("nginx.hop");
    proxying = assembly.place(name + ".proxy");
    queued = assembly.place(name + ".queue");
    turningAround = assembly.place(name + ".retry");
    badGateway = assembly.failure("502 Bad Gateway");
    unavailable = assembly.failure("503 Service Unavailable");
    gatewayTimeout = assembly.failure("504 Gateway Time-out");
    passed = assembly.event("passed", this::onPassed);
    again = assembly.event("turn-around", this::onTurnedAround);
    queueTimedOut = assembly.event("timeout queue", this::onQueueTimedOut);
    timedOut = assembly.event("timeout connect or server", this::onTimedOut);
    slots = assembly.meter(name + ".servers");
    queue = assembly.line(name + ".queue", Integer.MAX_VALUE);
    reconfigure(settings);
    connect(settings, assembly);
    Peer[] peers = backends.stream().map(each -> each.peer).toArray(Peer[]::new);
    balancer =
        settings.balance() == Balance.LEASTCONN ? new LeastConn(peers) : new RoundRobin(peers);
  }

  private void connect(Settings settings, Assembly assembly) {
    Map<String, Server> said = settings.server() == null ? Map.of() : settings.server();
    Server plain = settings.defaultServer() == null ? Server.PLAIN : settings.defaultServer();
    List<String> names = settings.upstream();
    for (String each : names == null ? assembly.withRole(Role.APP_SERVER) : names) {
      for (Component replica : assembly.require(each)) {
        Server server = said.getOrDefault(each, plain);
        backends.add(new Backend((HttpServer) replica, backends.size(), server, assembly));
      }
    }
  }

  @Override
  public void reconfigure(Record changed) {
    Settings settings = (Settings) changed;
    bySource = settings.balance() == Balance.SOURCE;
    redispatch = settings.redispatch();
    retries = settings.retries();
    connectTimeout = settings.timeoutConnect().toNanos();
    serverTimeout = settings.timeoutServer().toNanos();
    queueTimeout =
        settings.timeoutQueue() == null ? connectTimeout : settings.timeoutQueue().toNanos();
  }

  // ---- a request on its way through, top to bottom

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Proxied proxied = free.isEmpty() ? new Proxied() : free.pop();
    proxied.request = request;
    proxied.client = client;
    proxied.triesLeft = retries;
    request.enter(proxying);
    host.cpu().start(proxied, cpu, proxied.computed);
    return proxied;
  }

  private void onComputed(Proxied proxied) {
    if (proxied.request == null) {
      close(proxied);
      return;
    }
    proxied.request.waited(host.waiting(), host.cpu().waitOf(proxied, 0));
    proxied.timer = passed.in(hop, proxied);
  }

  private void onPassed(Proxied proxied) {
    proxied.timer = -1;
    assign(proxied, null);
  }

  /** Gives it a connection to a server, or has it wait for one. */
  private void assign(Proxied proxied, Backend not) {
    proxied.tried.clear();
    if (not != null) {
      proxied.tried.add(not.peer);
    }
    if (bySource) {
      Backend backend = bySource(proxied.request.address());
      if (backend == null) {
        answer(proxied, 503, unavailable);
      } else if (backend.isFull()) {
        wait(proxied, backend.queue);
      } else {
        connect(proxied, backend);
      }
      return;
    }
    Peer peer = balancer.choose(proxied.request, proxied.tried, 0);
    if (peer != null) {
      connect(proxied, backends.get(peer.index()));
    } else if (not != null && not.check.up && !not.isFull()) {
      connect(proxied, not);
    } else if (backends.stream().anyMatch(each -> each.check.up)) {
      wait(proxied, queue);
    } else {
      answer(proxied, 503, unavailable);
    }
  }

  /** The hash of the address, over the servers that are up (map-based). */
  private Backend bySource(int address) {
    int up = 0;
    for (Backend backend : backends) {
      up += backend.check.up ? backend.peer.weight() : 0;
    }
    if (up == 0) {
      return null;
    }
    int place = (int) Integer.toUnsignedLong(address * 0x9E3779B1) % up;
    place = Math.floorMod(place, up);
    for (Backend backend : backends) {
      place -= backend.check.up ? backend.peer.weight() : 0;
      if (place < 0) {
        return backend;
      }
    }
    throw new IllegalStateException("no server of that weight");
  }

  private void wait(Proxied proxied, Line<Proxied> in) {
    in.join(proxied);
    proxied.request.enter(queued);
    proxied.timer = queueTimedOut.in(queueTimeout, proxied);
  }

  private void onQueueTimedOut(Proxied proxied) {
    proxied.timer = -1;
    proxied.leave();
    answer(proxied, 503, unavailable);
  }

  private void connect(Proxied proxied, Backend backend) {
    backend.begin();
    proxied.backend = backend;
    proxied.exchange = backend.peer.server().receive(proxied.request, proxied);
    if (proxied.exchange == null) {
      failedToConnect(proxied);
    } else {
      proxied.sent = proxied.exchange.isConnected();
      proxied.timer = timedOut.in(proxied.sent ? serverTimeout : connectTimeout, proxied);
    }
  }

  /** Tries the same server again after a while; {@code redispatch} tries another one in the end. */
  private void failedToConnect(Proxied proxied) {
    Backend backend = proxied.backend;
    proxied.request.enter(proxying);
    leave(proxied);
    if (proxied.triesLeft-- == 0) {
      answer(proxied, 503, unavailable);
    } else if (redispatch && proxied.triesLeft == 0) {
      assign(proxied, backend);
    } else {
      proxied.backend = backend;
      proxied.request.enter(turningAround);
      proxied.timer = again.in(Math.min(TURN_AROUND, connectTimeout), proxied);
    }
  }

  private void onTurnedAround(Proxied proxied) {
    Backend backend = proxied.backend;
    proxied.timer = -1;
    proxied.backend = null;
    proxied.request.enter(proxying);
    if (!backend.check.up) {
      assign(proxied, backend);
    } else if (backend.isFull()) {
      wait(proxied, backend.queue);
    } else {
      connect(proxied, backend);
    }
  }

  private void onTimedOut(Proxied proxied) {
    proxied.timer = -1;
    if (proxied.request.isTunnel()) {
      return; // heartbeats keep it from being idle
    }
    proxied.exchange.abandon();
    proxied.exchange = null;
    if (proxied.sent) {
      answer(proxied, 504, gatewayTimeout);
    } else {
      failedToConnect(proxied);
    }
  }

  private void answer(Proxied proxied, int status, int failure) {
    proxied.request.failed(failure);
    close(proxied).answered(status);
  }

  /** Is done with the server; who waits longest for one gets the connection. */
  private void leave(Proxied proxied) {
    Backend backend = proxied.backend;
    proxied.backend = null;
    backend.end();
    dequeue(backend);
  }

  private void dequeue(Backend backend) {
    if (backend.dequeues) {
      return; // one that was refused at once: who called goes on
    }
    backend.dequeues = true;
    while (backend.check.up && !backend.isFull()) {
      Proxied own = backend.queue.first();
      Proxied any = queue.first();
      if (own == null && any == null) {
        break;
      }
      boolean takesOwn = any == null || own != null && own.joined() <= any.joined();
      Proxied next = takesOwn ? backend.queue.next() : queue.next();
      simulation.cancel(next.timer);
      next.timer = -1;
      next.request.enter(proxying);
      connect(next, backend);
    }
    backend.dequeues = false;
  }

  /** Forgets about it; returns the client, null when it left. */
  private HttpClient close(Proxied proxied) {
    HttpClient client = proxied.client;
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
    proxied.client = null;
    proxied.request = null;
    boolean connected = proxied.exchange != null;
    proxied.exchange = null;
    if (connected) {
      leave(proxied);
    }
    proxied.backend = null;
    free.push(proxied);
    return client;
  }

  /** A server, its connections, and who waits for it alone. */
  private final class Backend {
    private final Peer peer;
    private final HealthCheck check;
    private final int maxconn;
    private final Line<Proxied> queue;
    private boolean dequeues;

    Backend(HttpServer server, int index, Server settings, Assembly assembly) {
      maxconn = settings.maxconn();
      check = new HealthCheck(server, settings, assembly);
      peer = new Peer(server, index, settings.weight(), maxconn, check);
      queue = assembly.line(assembly.part().name() + ".queue", Integer.MAX_VALUE);
      slots.addCapacity(maxconn);
    }

    private boolean isFull() {
      return maxconn > 0 && peer.connections() >= maxconn;
    }

    private void begin() {
      peer.begin();
      slots.served();
      slots.seized();
    }

    private void end() {
      peer.end();
      slots.released();
    }
  }

  /** A server is up until {@code fall} checks in a row fail, and again after {@code rise}. */
  private final class HealthCheck implements Health {
    private final HttpServer server;
    private final Server settings;
    private final Event<Void> due;
    private boolean up = true;
    private int inARow;

    HealthCheck(HttpServer server, Server settings, Assembly assembly) {
      this.server = server;
      this.settings = settings;
      due = assembly.event("health check", this::onDue);
      if (settings.check()) {
        double phase = assembly.stream("check").of(backends.size()).nextDouble();
        due.in((long) (phase * settings.inter().toNanos()), null);
      }
    }

    private void onDue(Void nobody) {
      due.in(settings.inter().toNanos(), null);
      if (server.isUp() == up) {
        inARow = 0;
      } else if (++inARow >= (up ? settings.fall() : settings.rise())) {
        up = !up;
        inARow = 0;
        changed();
      }
    }

    /** Who waits for a server that is down goes to another one; one that is up takes its share. */
    private void changed() {
      Backend of = backends.stream().filter(each -> each.check == this).findFirst().orElseThrow();
      if (up) {
        dequeue(of);
        return;
      }
      for (Proxied next = of.queue.next(); next != null; next = of.queue.next()) {
        simulation.cancel(next.timer);
        next.timer = -1;
        next.request.enter(proxying);
        assign(next, of);
      }
    }

    @Override
    public boolean available(long now) {
      return up;
    }

    @Override
    public void failed(long now) {}

    @Override
    public void succeeded(long now) {}
  }

  /** A request on its way through: the client's exchange, and the server's client. */
  private final class Proxied extends Customer implements Exchange, HttpClient {
    private final Action<Proxied> computed = HaProxy.this::onComputed;
    private final Tried tried = new Tried(backends.size());
    private Request request;
    private HttpClient client;
    private Backend backend;
    private Exchange exchange;
    private boolean sent;
    private int triesLeft;
    private long timer = -1;

    private void leave() {
      leaveAll();
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    /** The client has left: it waits no longer, and its connection to the server is closed. */
    @Override
    public void abandon() {
      request = null;
      client = null;
      if (onProcessor()) {
        return;
      }
      if (exchange != null) {
        exchange.abandon();
      }
      leaveAll();
      close(this);
    }

    @Override
    public void connected() {
      sent = true;
      simulation.cancel(timer);
      timer = timedOut.in(serverTimeout, this);
    }

    @Override
    public void answered(int status) {
      close(this).answered(status);
    }

    @Override
    public void refused() {
      simulation.cancel(timer);
      timer = -1;
      exchange = null;
      failedToConnect(this);
    }

    @Override
    public void reset() {
      answer(this, 502, badGateway);
    }
  }
}
