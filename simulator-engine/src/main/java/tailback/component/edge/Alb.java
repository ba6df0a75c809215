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
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Meter;

/**
 * AWS' Application Load Balancer: passes each request to a target at once, has no queue and takes
 * no time (AWS, User Guide for Application Load Balancers). Targets are taken out while their
 * health checks fail, which wait in the same queues as everybody else's requests; when all of them
 * fail, it sends to all.
 */
public final class Alb implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND = new Kind<>("alb", Role.EDGE, Settings.class, Alb::new);

  /** The attributes of the balancer and its target group that this model honours. */
  public record Settings(
      Algorithm loadBalancingAlgorithmType,
      Duration idleTimeout,
      String healthCheckPath,
      Duration healthCheckIntervalSeconds,
      Duration healthCheckTimeoutSeconds,
      int healthyThresholdCount,
      int unhealthyThresholdCount,
      List<String> upstream) {

    /** Refuses what cannot be. */
    public Settings {
      if (healthCheckTimeoutSeconds.compareTo(healthCheckIntervalSeconds) >= 0) {
        throw new IllegalArgumentException(
            "health_check_timeout_seconds must be less than health_check_interval_seconds");
      }
    }
  }

  /** How a target is chosen. */
  public enum Algorithm {
    ROUND_ROBIN,
    LEAST_OUTSTANDING_REQUESTS
  }

  private static final long CONNECT_TIMEOUT = 10_000_000_000L;

  /** Numbers of checks, apart from those of requests. */
  private static final long CHECKS = 1L << 62;

  private final Simulation simulation;
  private final Assembly assembly;
  private final String name;
  private final int proxying;
  private final int badGateway;
  private final int gatewayTimeout;
  private final Event<Proxied> timedOut;
  private final Event<Target> due;
  private final Event<Target> late;
  private final Meter requests;
  private final List<Target> targets = new ArrayList<>();
  private final ArrayDeque<Proxied> free = new ArrayDeque<>();
  private final int checked;

  private Settings settings;
  private int healthy;
  private int turn;
  private long checks;
  private long left;

  Alb(Settings settings, Assembly assembly) {
    this.assembly = assembly;
    this.settings = settings;
    simulation = assembly.simulation();
    name = assembly.part().name();
    proxying = assembly.place(name + ".proxy");
    badGateway = assembly.failure("502 Bad Gateway");
    gatewayTimeout = assembly.failure("504 Gateway Time-out");
    timedOut = assembly.event("idle timeout", this::onTimedOut);
    due = assembly.event("health check", this::onDue);
    late = assembly.event("health check timeout", this::onLate);
    requests = assembly.meter(name + ".requests");
    List<String> names = settings.upstream();
    for (String each : names == null ? assembly.withRole(Role.APP_SERVER) : names) {
      for (Component replica : assembly.require(each)) {
        targets.add(new Target((HttpServer) replica));
      }
    }
    healthy = targets.size();
    String path = settings.healthCheckPath();
    checked = path == null ? -1 : assembly.endpoints().indexOf(path);
    if (checked >= 0) {
      for (Target target : targets) {
        double phase = assembly.stream("check").of(targets.indexOf(target)).nextDouble();
        due.in((long) (phase * settings.healthCheckIntervalSeconds().toNanos()), target);
      }
    }
  }

  @Override
  public void reconfigure(Record changed) {
    settings = (Settings) changed;
  }

  // ---- a request on its way through, top to bottom

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Target target = choose();
    Proxied proxied = free.isEmpty() ? new Proxied() : free.pop();
    proxied.request = request;
    proxied.client = client;
    proxied.target = target;
    target.outstanding++;
    requests.served();
    requests.seized();
    request.enter(proxying);
    proxied.exchange = target.server.receive(request, proxied);
    if (proxied.exchange == null) {
      request.enter(proxying);
      proxied.status = 502;
      proxied.timer = timedOut.in(0, proxied);
    } else {
      proxied.status = 504;
      boolean connected = proxied.exchange.isConnected();
      proxied.timer =
          timedOut.in(connected ? settings.idleTimeout().toNanos() : CONNECT_TIMEOUT, proxied);
    }
    return proxied;
  }

  private void onTimedOut(Proxied proxied) {
    proxied.timer = -1;
    if (proxied.request.isTunnel()) {
      return; // heartbeats keep it from being idle
    }
    if (proxied.exchange != null) {
      proxied.exchange.abandon();
    }
    proxied.request.enter(proxying);
    answer(proxied, proxied.status);
  }

  private void answer(Proxied proxied, int status) {
    proxied.request.failed(status == 502 ? badGateway : gatewayTimeout);
    close(proxied).answered(status);
  }

  private HttpClient close(Proxied proxied) {
    HttpClient client = proxied.client;
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
    proxied.target.outstanding--;
    requests.released();
    proxied.request = null;
    proxied.client = null;
    proxied.exchange = null;
    free.push(proxied);
    return client;
  }

  /** A target, always: when none is healthy any of them (fail open). */
  private Target choose() {
    Target best = null;
    for (int i = 0; i < targets.size(); i++) {
      turn = (turn + 1) % targets.size();
      Target target = targets.get(turn);
      if (!target.isHealthy && healthy > 0) {
        continue;
      }
      if (settings.loadBalancingAlgorithmType() == Algorithm.ROUND_ROBIN) {
        return target;
      }
      if (best == null || target.outstanding < best.outstanding) {
        best = target;
      }
    }
    turn = targets.indexOf(best);
    return best;
  }

  // ---- health checks

  private void onDue(Target target) {
    due.in(settings.healthCheckIntervalSeconds().toNanos(), target);
    target.check();
  }

  private void onLate(Target target) {
    target.timer = -1;
    target.probe.abandon();
    target.checked(false);
  }

  @Override
  public void reset() {
    left = 0;
  }

  @Override
  public void count(Tally tally) {
    tally.add(name + ".460", left);
    tally.add(name + ".unhealthy", targets.size() - healthy);
  }

  /** A target; it is the client of its own health checks. */
  private final class Target implements HttpClient {
    private final HttpServer server;
    private int outstanding;
    private boolean isHealthy = true;
    private int inARow;
    private Request probing;
    private Exchange probe;
    private long timer = -1;

    Target(HttpServer server) {
      this.server = server;
    }

    /** Asks for the path of health checks, as a request among all others. */
    private void check() {
      if (probing == null) {
        probing = new Request(simulation, null, assembly.places().size());
      }
      probing.arrive(CHECKS + checks++, checked, -1, proxying);
      probe = server.receive(probing, this);
      if (probe == null) {
        checked(false);
      } else {
        timer = late.in(settings.healthCheckTimeoutSeconds().toNanos(), this);
      }
    }

    private void checked(boolean well) {
      if (timer >= 0) {
        simulation.cancel(timer);
        timer = -1;
      }
      probe = null;
      if (well == isHealthy) {
        inARow = 0;
      } else if (++inARow
          >= (isHealthy ? settings.unhealthyThresholdCount() : settings.healthyThresholdCount())) {
        inARow = 0;
        isHealthy = well;
        healthy += well ? 1 : -1;
      }
    }

    @Override
    public void answered(int status) {
      checked(status == 200);
    }

    @Override
    public void connected() {}

    @Override
    public void refused() {
      checked(false);
    }

    @Override
    public void reset() {
      checked(false);
    }
  }

  /** A request on its way through: the client's exchange, and the target's client. */
  private final class Proxied implements Exchange, HttpClient {
    private Request request;
    private HttpClient client;
    private Target target;
    private Exchange exchange;
    private int status;
    private long timer = -1;

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public void abandon() {
      left++;
      if (exchange != null) {
        exchange.abandon();
      }
      close(this);
    }

    @Override
    public void connected() {
      simulation.cancel(timer);
      timer = timedOut.in(settings.idleTimeout().toNanos(), this);
    }

    @Override
    public void answered(int answer) {
      close(this).answered(answer);
    }

    @Override
    public void refused() {
      answer(this, 502);
    }

    @Override
    public void reset() {
      answer(this, 502);
    }
  }
}
