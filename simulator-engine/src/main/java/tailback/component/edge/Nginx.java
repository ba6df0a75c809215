package tailback.component.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.client.TrafficSettings;
import tailback.component.worker.SynRetries;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Bytes;
import tailback.program.ClientConnection;
import tailback.program.Request;
import tailback.queueing.Station.Outcome;

/**
 * Nginx as a reverse proxy: worker processes that share a listening socket, each with connection
 * slots, an event loop and a memory of its servers of its own (nginx 1.31).
 *
 * <p>This is what they have in common; the life of a request is in {@link NginxProcess}.
 */
public final class Nginx implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("nginx", Role.EDGE, Settings.class, Nginx::new);

  /** The directives of {@code nginx.conf} that this model honours. */
  public record Settings(
      int workerProcesses,
      int workerConnections,
      int backlog,
      String version,
      Tls.Certificate ssl,
      boolean sslSessionTickets,
      Tls.SessionCache sslSessionCache,
      Duration sslSessionTimeout,
      Duration keepaliveTimeout,
      int keepaliveRequests,
      Bytes clientMaxBodySize,
      Duration clientBodyTimeout,
      Duration sendTimeout,
      boolean proxyRequestBuffering,
      boolean proxyBuffering,
      boolean gzip,
      Bytes gzipMinLength,
      Duration proxyConnectTimeout,
      Duration proxyReadTimeout,
      List<NextUpstream.Condition> proxyNextUpstream,
      int proxyNextUpstreamTries,
      Duration proxyNextUpstreamTimeout,
      LimitReq.Settings limitReq,
      int limitReqStatus,
      LimitConn.Settings limitConn,
      int limitConnStatus,
      Map<String, Double> deny,
      List<String> upstream,
      Map<String, Upstream.Server> server,
      Upstream.Balance balance,
      Integer keepalive,
      boolean zone,
      Map<String, Location> location) {

    /** Refuses what is not a configuration. */
    public Settings {
      Version.of(version);
      status("limit_req_status", limitReqStatus);
      status("limit_conn_status", limitConnStatus);
    }

    /** By endpoint, the parts that its location passes requests to. */
    public Map<String, List<String>> passed() {
      Map<String, List<String>> passed = new LinkedHashMap<>();
      if (location != null) {
        location.forEach(
            (endpoint, each) -> passed.put(endpoint, Location.or(each.proxyPass(), List.of())));
      }
      return passed;
    }

    private static void status(String directive, int status) {
      if (status >= 500 && !Failures.KNOWN.contains(status) || status > 599) {
        throw new IllegalArgumentException(
            directive + ": " + status + " is none of 400 to 499, 500, 502, 503 and 504");
      }
    }
  }

  private static final int SOMAXCONN = 4096;
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLISECOND = 1_000_000L;

  private final Simulation simulation;
  private final Assembly assembly;
  private final String name;
  private final ListeningSocket socket;
  private final NginxProcess[] processes;
  private final ArrayDeque<Proxied> free = new ArrayDeque<>();
  private final int backlog;
  private final int syn;
  private final SynRetries retries;
  private final Event<Proxied> retry;

  /** The system's clock is somewhere between two seconds when the simulation begins. */
  private final long phase;

  /** What a reload changes. */
  Locations locations;

  /** The TLS sessions that any of the processes resumes. */
  final TlsSessions sessions;

  /** What it counted since the warm-up: clients that left, requests that found no server. */
  long left;

  long noLiveUpstreams;

  /** TLS handshakes, and those of them that resumed a session. */
  private long handshakes;

  private long resumed;

  Nginx(Settings settings, Assembly assembly) {
    this.assembly = assembly;
    simulation = assembly.simulation();
    name = assembly.part().name();
    phase = (long) (assembly.stream("clock").nextDouble() * SECOND);
    locations = new Locations(settings, assembly, null);
    sessions = TlsSessions.shared(settings);
    backlog = assembly.place(name + ".backlog");
    syn = assembly.place(name + ".syn");
    retries = new SynRetries(assembly);
    retry = assembly.event("SYN retry", this::onRetry);
    socket =
        new ListeningSocket(
            assembly.line(name + ".backlog", Math.min(settings.backlog(), SOMAXCONN) + 1),
            Version.of(settings.version()).atLeast(1, 21, 6));
    processes = new NginxProcess[processes(settings)];
    EventLoop[] loops = new EventLoop[processes.length];
    for (int i = 0; i < processes.length; i++) {
      loops[i] = new EventLoop(i, assembly.host(), assembly.meter(name + ".loop"), socket);
      processes[i] = new NginxProcess(this, settings, loops[i], assembly);
    }
    socket.listen(loops);
    connectUpstreams(settings);
  }

  /** {@code auto} is one a core. */
  private int processes(Settings settings) {
    return settings.workerProcesses() > 0
        ? settings.workerProcesses()
        : assembly.deployment().hosts().get(assembly.part().host()).cpus().intValue();
  }

  private void connectUpstreams(Settings settings) {
    Upstream[] shared = settings.zone() ? locations.upstreams() : null;
    for (NginxProcess process : processes) {
      process.upstreams(shared != null ? shared : locations.upstreams());
    }
  }

  /** A reload: requests under way keep the servers that they are at. */
  @Override
  public void reconfigure(Record changed) {
    Settings settings = (Settings) changed;
    locations = new Locations(settings, assembly, locations);
    connectUpstreams(settings);
  }

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Proxied proxied = free.isEmpty() ? new Proxied(this) : free.pop();
    proxied.arrive(request, client);
    ClientConnection connection = client.connection();
    if (connection != null && connection.kept() instanceof IdleClient idle) {
      idle.process.again(proxied, idle);
      return proxied;
    }
    connect(proxied);
    return proxied;
  }

  /** Comes to the listening socket; false when it is full and the SYN is lost. */
  private boolean connect(Proxied proxied) {
    Outcome outcome = socket.connect(proxied);
    if (outcome == Outcome.WAITS) {
      proxied.request.enter(backlog);
    } else if (outcome == Outcome.REJECTED) {
      proxied.request.enter(syn);
      proxied.timer = retry.in(retries.next(proxied.retries++), proxied);
    }
    return outcome != Outcome.REJECTED;
  }

  private void onRetry(Proxied proxied) {
    proxied.timer = -1;
    HttpClient client = proxied.client;
    if (SynRetries.isLast(proxied.retries)) {
      giveBack(proxied);
      client.refused();
    } else if (connect(proxied)) {
      client.connected();
    }
  }

  /** The client has left before its connection was accepted. */
  void leftBeforeAccept(Proxied proxied) {
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
    giveBack(proxied);
  }

  /** Whether any client keeps its connection for another request. */
  boolean keepsClients() {
    return assembly.deployment().traffic().values().stream()
        .anyMatch(group -> group.connection() == TrafficSettings.Connection.KEEPALIVE);
  }

  /** Nothing refers to it any more. */
  void giveBack(Proxied proxied) {
    free.push(proxied);
  }

  NginxProcess process(int number) {
    return processes[number];
  }

  /** A TLS handshake is made. */
  void handshake(boolean resumes) {
    handshakes++;
    resumed += resumes ? 1 : 0;
  }

  /** The system's clock, seconds. */
  long seconds() {
    return (simulation.now() + phase) / SECOND;
  }

  /** The system's clock, milliseconds. */
  long milliseconds() {
    return (simulation.now() + phase) / MILLISECOND;
  }

  @Override
  public void reset() {
    left = 0;
    noLiveUpstreams = 0;
    handshakes = 0;
    resumed = 0;
  }

  @Override
  public void count(Tally tally) {
    tally.add(name + ".499", left);
    tally.add(name + ".no_live_upstreams", noLiveUpstreams);
    if (handshakes > 0) {
      tally.add(name + ".handshakes", handshakes);
      tally.add(name + ".resumed", resumed);
    }
  }
}
