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
import tailback.kernel.Stream;
import tailback.program.Request;
import tailback.queueing.Customer;
import tailback.queueing.Meter;

/**
 * Caddy's {@code reverse_proxy}: a goroutine for every request, no queue and no limit of its own;
 * upstreams are chosen by a policy and left out while they are known to be unhealthy (Caddy 2.8,
 * modules/caddyhttp/reverseproxy). With {@code lb_try_duration} it goes on looking for one that
 * takes the request.
 */
public final class Caddy implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("caddy", Role.EDGE, Settings.class, Caddy::new);

  /** The subdirectives of {@code reverse_proxy} that this model honours. */
  public record Settings(
      LbPolicy lbPolicy,
      int lbRetries,
      Duration lbTryDuration,
      Duration lbTryInterval,
      Duration dialTimeout,
      Duration responseHeaderTimeout,
      Duration failDuration,
      int maxFails,
      int unhealthyRequestCount,
      boolean healthChecks,
      Duration healthInterval,
      int healthPasses,
      int healthFails,
      List<String> upstream) {

    /** Refuses what cannot be. */
    public Settings {
      if (healthInterval.isZero()) {
        throw new IllegalArgumentException("health_interval must be above 0");
      }
      if (lbTryDuration != null && !lbTryDuration.isZero() && lbTryInterval.isZero()) {
        throw new IllegalArgumentException(
            "with an lb_try_interval of 0 it would try again and again at the same instant");
      }
    }
  }

  /** How an upstream is chosen. */
  public enum LbPolicy {
    RANDOM,
    ROUND_ROBIN,
    LEAST_CONN,
    IP_HASH,
    FIRST
  }

  private final Simulation simulation;
  private final Host host;
  private final long cpu;
  private final long hop;
  private final int proxying;
  private final int looking;
  private final int badGateway;
  private final int unavailable;
  private final int gatewayTimeout;
  private final Event<Proxied> passed;
  private final Event<Proxied> again;
  private final Event<Proxied> timedOut;
  private final Event<Upstream> forgotten;
  private final Event<Upstream> checked;

  private final List<Upstream> upstreams = new ArrayList<>();
  private final Meter requests;
  private final Stream lot;
  private final ArrayDeque<Proxied> free = new ArrayDeque<>();
  private Settings settings;
  private int turn;

  Caddy(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    host = assembly.host();
    String name = assembly.part().name();
    cpu = assembly.cost("nginx.cpu");
    hop = assembly.cost("nginx.hop");
    proxying = assembly.place(name + ".proxy");
    looking = assembly.place(name + ".lb_try");
    badGateway = assembly.failure("502 Bad Gateway");
    unavailable = assembly.failure("503 Service Unavailable");
    gatewayTimeout = assembly.failure("504 Gateway Timeout");
    passed = assembly.event("passed", this::onPassed);
    again = assembly.event("lb_try_interval", this::onPassed);
    timedOut = assembly.event("dial or header timeout", this::onTimedOut);
    forgotten = assembly.event("fail_duration", upstream -> upstream.fails--);
    checked = assembly.event("health check", this::onChecked);
    requests = assembly.meter(name + ".requests");
    lot = assembly.stream("lb_policy");
    this.settings = settings;
    List<String> names = settings.upstream();
    for (String each : names == null ? assembly.withRole(Role.APP_SERVER) : names) {
      for (Component replica : assembly.require(each)) {
        upstreams.add(new Upstream((HttpServer) replica));
      }
    }
    if (settings.healthChecks()) {
      upstreams.forEach(this::onChecked);
    }
  }

  @Override
  public void reconfigure(Record changed) {
    settings = (Settings) changed;
  }

  // ---- a request on its way through, top to bottom

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Proxied proxied = free.isEmpty() ? new Proxied() : free.pop();
    proxied.request = request;
    proxied.client = client;
    proxied.since = simulation.now();
    proxied.retries = 0;
    requests.served();
    requests.seized();
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
    proxied.request.enter(proxying);
    Upstream upstream = choose(proxied.request);
    if (upstream == null) {
      tryAgain(proxied, 503, unavailable);
      return;
    }
    proxied.upstream = upstream;
    upstream.requests++;
    proxied.exchange = upstream.server.receive(proxied.request, proxied);
    if (proxied.exchange == null) {
      failed(proxied, 502, badGateway);
      return;
    }
    proxied.sent = proxied.exchange.isConnected();
    waitForAnswer(proxied);
  }

  private void waitForAnswer(Proxied proxied) {
    Duration patience = proxied.sent ? settings.responseHeaderTimeout() : settings.dialTimeout();
    proxied.timer = patience == null ? -1 : timedOut.in(patience.toNanos(), proxied);
  }

  private void onTimedOut(Proxied proxied) {
    proxied.timer = -1;
    if (proxied.request.isTunnel()) {
      return; // heartbeats keep it from being idle
    }
    proxied.exchange.abandon();
    if (proxied.sent) {
      failed(proxied, 504, gatewayTimeout);
    } else {
      failed(proxied, 502, badGateway);
    }
  }

  /** The upstream failed: passive health checks remember that for {@code fail_duration}. */
  private void failed(Proxied proxied, int status, int failure) {
    Upstream upstream = proxied.upstream;
    proxied.request.enter(proxying);
    leave(proxied);
    if (!settings.failDuration().isZero()) {
      upstream.fails++;
      forgotten.in(settings.failDuration().toNanos(), upstream);
    }
    tryAgain(proxied, status, failure);
  }

  /** Looks for another upstream as long as it may; every request is taken for a GET. */
  private void tryAgain(Proxied proxied, int status, int failure) {
    boolean inTime =
        settings.lbTryDuration() != null
            && simulation.now() - proxied.since < settings.lbTryDuration().toNanos();
    if (inTime || proxied.retries < settings.lbRetries()) {
      proxied.retries++;
      proxied.request.enter(looking);
      proxied.timer = again.in(settings.lbTryInterval().toNanos(), proxied);
    } else {
      proxied.request.failed(failure);
      close(proxied).answered(status);
    }
  }

  private void leave(Proxied proxied) {
    proxied.upstream.requests--;
    proxied.upstream = null;
    proxied.exchange = null;
  }

  /** Forgets about it; returns the client, null when it left. */
  private HttpClient close(Proxied proxied) {
    HttpClient client = proxied.client;
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
    if (proxied.upstream != null) {
      leave(proxied);
    }
    requests.released();
    proxied.client = null;
    proxied.request = null;
    free.push(proxied);
    return client;
  }

  // ---- upstreams

  /** An upstream that the policy picks among the available ones; null when there is none. */
  private Upstream choose(Request request) {
    int available = 0;
    for (Upstream upstream : upstreams) {
      available += upstream.isAvailable() ? 1 : 0;
    }
    if (available == 0) {
      return null;
    }
    return switch (settings.lbPolicy()) {
      case FIRST -> nth(0);
      case RANDOM -> nth(lot.of(request.number()).nextInt(available));
      case IP_HASH -> nth(Math.floorMod(request.address() * 0x9E3779B1, available));
      case ROUND_ROBIN -> next();
      case LEAST_CONN -> least(request);
    };
  }

  private Upstream nth(int number) {
    int left = number;
    for (Upstream upstream : upstreams) {
      if (upstream.isAvailable() && left-- == 0) {
        return upstream;
      }
    }
    throw new IllegalStateException("there are not so many");
  }

  private Upstream next() {
    do {
      turn = (turn + 1) % upstreams.size();
    } while (!upstreams.get(turn).isAvailable());
    return upstreams.get(turn);
  }

  /** Fewest requests; among equals one is drawn. */
  private Upstream least(Request request) {
    Upstream least = null;
    int equals = 0;
    lot.of(request.number());
    for (Upstream upstream : upstreams) {
      if (!upstream.isAvailable()) {
        continue;
      }
      if (least == null || upstream.requests < least.requests) {
        least = upstream;
        equals = 1;
      } else if (upstream.requests == least.requests && lot.nextInt(++equals) == 0) {
        least = upstream;
      }
    }
    return least;
  }

  private void onChecked(Upstream upstream) {
    checked.in(settings.healthInterval().toNanos(), upstream);
    if (upstream.server.isUp() == upstream.healthy) {
      upstream.inARow = 0;
    } else if (++upstream.inARow
        >= (upstream.healthy ? settings.healthFails() : settings.healthPasses())) {
      upstream.healthy = !upstream.healthy;
      upstream.inARow = 0;
    }
  }

  /** A server behind, and what is known of its health. */
  private final class Upstream {
    private final HttpServer server;
    private int requests;
    private int fails;
    private boolean healthy = true;
    private int inARow;

    Upstream(HttpServer server) {
      this.server = server;
    }

    private boolean isAvailable() {
      return healthy
          && (settings.failDuration().isZero() || fails < settings.maxFails())
          && (settings.unhealthyRequestCount() == 0 || requests < settings.unhealthyRequestCount());
    }
  }

  /** A request on its way through: the client's exchange, and the upstream's client. */
  private final class Proxied extends Customer implements Exchange, HttpClient {
    private final Action<Proxied> computed = Caddy.this::onComputed;
    private Request request;
    private HttpClient client;
    private Upstream upstream;
    private Exchange exchange;
    private boolean sent;
    private long since;
    private int retries;
    private long timer = -1;

    @Override
    public boolean isConnected() {
      return true;
    }

    /** The client has left: the request's context is cancelled, and the upstream side closed. */
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
      close(this);
    }

    @Override
    public void connected() {
      sent = true;
      if (timer >= 0) {
        simulation.cancel(timer);
      }
      waitForAnswer(this);
    }

    @Override
    public void answered(int status) {
      close(this).answered(status);
    }

    @Override
    public void refused() {
      cancel();
      failed(this, 502, badGateway);
    }

    @Override
    public void reset() {
      cancel();
      if (request.isTunnel()) {
        close(this).reset();
      } else {
        failed(this, 502, badGateway);
      }
    }

    private void cancel() {
      if (timer >= 0) {
        simulation.cancel(timer);
        timer = -1;
      }
    }
  }
}
