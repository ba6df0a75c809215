package tailback.component.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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
import tailback.program.Request;
import tailback.queueing.Customer;
import tailback.queueing.Meter;

/**
 * Nginx as a reverse proxy: takes a connection slot for the client and one for the upstream, and
 * asks the next upstream in turn. One that refuses the connection costs a try, and the one after it
 * is asked; when all refuse, or one resets the connection, the answer is 502, and 504 when it stays
 * silent for {@code proxy_read_timeout} (nginx 1.31, ngx_http_upstream.c).
 *
 * <p>When it gives up it closes its side; the upstream does not notice and does the work in full.
 */
public final class Nginx implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("nginx", Role.EDGE, Settings.class, Nginx::new);

  /** The directives of {@code nginx.conf} that this model honours. */
  public record Settings(
      int workerProcesses,
      int workerConnections,
      Duration proxyConnectTimeout,
      Duration proxyReadTimeout,
      List<String> upstream) {}

  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int SERVER_ERROR = 500;

  private final Simulation simulation;
  private final Host host;
  private final List<HttpServer> upstream = new ArrayList<>();
  private final Assembly assembly;
  private final Meter connections;
  private final int slots;
  private final long cpu;
  private final long hop;
  private final int proxying;
  private final int badGateway;
  private final int gatewayTimeout;
  private final int noSlot;
  private final Event<Proxied> turnedAway;
  private final Event<Proxied> passed;
  private final Event<Proxied> timedOut;
  private final ArrayDeque<Proxied> free = new ArrayDeque<>();

  private long connectTimeout;
  private long readTimeout;
  private int used;
  private int turn;

  Nginx(Settings settings, Assembly assembly) {
    this.assembly = assembly;
    simulation = assembly.simulation();
    host = assembly.host();
    String name = assembly.part().name();
    upstream(settings);
    slots = settings.workerProcesses() * settings.workerConnections();
    connections = assembly.meter(name + ".connections");
    connections.addCapacity(slots);
    cpu = assembly.cost("nginx.cpu");
    hop = assembly.cost("nginx.hop");
    proxying = assembly.place(name + ".proxy");
    badGateway = assembly.failure("502 Bad Gateway");
    gatewayTimeout = assembly.failure("504 Gateway Time-out");
    noSlot = assembly.failure("500 Internal Server Error");
    turnedAway = assembly.event("worker_connections are not enough", this::onTurnedAway);
    passed = assembly.event("passed", this::onPassed);
    timedOut = assembly.event("upstream timed out", this::onTimedOut);
    timeouts(settings);
  }

  private void upstream(Settings settings) {
    upstream.clear();
    turn = 0;
    for (String each : upstreams(settings, assembly)) {
      for (Component replica : assembly.require(each)) {
        upstream.add((HttpServer) replica);
      }
    }
  }

  private static List<String> upstreams(Settings settings, Assembly assembly) {
    return settings.upstream() != null && !settings.upstream().isEmpty()
        ? settings.upstream()
        : assembly.withRole(Role.APP_SERVER);
  }

  @Override
  public void reconfigure(Record settings) {
    timeouts((Settings) settings);
    upstream((Settings) settings);
  }

  private void timeouts(Settings settings) {
    connectTimeout = settings.proxyConnectTimeout().toNanos();
    readTimeout = settings.proxyReadTimeout().toNanos();
  }

  // ---- a request on its way through, top to bottom

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Proxied proxied = free.isEmpty() ? new Proxied() : free.pop();
    proxied.begin(request, client);
    if (used >= slots) {
      connections.rejected();
      turnedAway.now(proxied);
      return proxied;
    }
    connections.served();
    hold(proxied);
    request.enter(proxying);
    host.cpu().start(proxied, cpu, proxied.computed);
    return proxied;
  }

  private void onTurnedAway(Proxied proxied) {
    HttpClient client = close(proxied);
    if (client != null) {
      client.reset();
    }
  }

  private void onComputed(Proxied proxied) {
    if (proxied.request != null) {
      proxied.request.waited(host.waiting(), host.cpu().waitOf(proxied, 0));
    }
    passed.in(hop, proxied);
  }

  private void onPassed(Proxied proxied) {
    if (proxied.client == null) {
      close(proxied);
    } else if (used >= slots) {
      answer(proxied, SERVER_ERROR, noSlot);
    } else {
      hold(proxied);
      connect(proxied);
    }
  }

  /** Asks the next upstream in turn; one that refuses costs a try, and the next one is asked. */
  private void connect(Proxied proxied) {
    while (proxied.tries < upstream.size()) {
      proxied.tries++;
      HttpServer peer = upstream.get(turn);
      turn = (turn + 1) % upstream.size();
      Exchange exchange = peer.receive(proxied.request, proxied);
      if (exchange != null) {
        proxied.exchange = exchange;
        proxied.timer =
            exchange.isConnected() ? reading(proxied) : timedOut.in(connectTimeout, proxied);
        return;
      }
      proxied.request.enter(proxying);
    }
    answer(proxied, BAD_GATEWAY, badGateway);
  }

  /** How long the upstream may be silent; on a WebSocket heartbeats see to it that it is not. */
  private long reading(Proxied proxied) {
    return proxied.request.webSocket() == null ? timedOut.in(readTimeout, proxied) : -1;
  }

  private void onTimedOut(Proxied proxied) {
    proxied.timer = -1;
    proxied.exchange.abandon();
    answer(proxied, GATEWAY_TIMEOUT, gatewayTimeout);
  }

  private void answer(Proxied proxied, int status, int failure) {
    proxied.request.failed(failure);
    HttpClient client = close(proxied);
    client.answered(status);
  }

  private void hold(Proxied proxied) {
    used++;
    proxied.held++;
    connections.seized();
  }

  /**
   * Gives its slots back, and the proxied request itself; returns the client, null when it left.
   */
  private HttpClient close(Proxied proxied) {
    HttpClient client = proxied.client;
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
    for (; proxied.held > 0; proxied.held--) {
      used--;
      connections.released();
    }
    proxied.client = null;
    proxied.request = null;
    proxied.exchange = null;
    free.push(proxied);
    return client;
  }

  /** A request on its way through: the client's exchange, and the upstream's client. */
  private final class Proxied extends Customer implements Exchange, HttpClient {
    private final Action<Proxied> computed = Nginx.this::onComputed;
    private Request request;
    private HttpClient client;
    private Exchange exchange;
    private int held;
    private int tries;
    private long timer = -1;

    private void begin(Request forRequest, HttpClient forClient) {
      request = forRequest;
      client = forClient;
      tries = 0;
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    /** The client has left: {@code proxy_ignore_client_abort off} closes the upstream side too. */
    @Override
    public void abandon() {
      client = null;
      request = null;
      if (exchange != null) {
        exchange.abandon();
        close(this);
      }
    }

    @Override
    public void connected() {
      simulation.cancel(timer);
      timer = reading(this);
    }

    @Override
    public void answered(int status) {
      HttpClient waiting = close(this);
      waiting.answered(status);
    }

    @Override
    public void refused() {
      answer(this, BAD_GATEWAY, badGateway);
    }

    @Override
    public void reset() {
      answer(this, BAD_GATEWAY, badGateway);
    }
  }
}
