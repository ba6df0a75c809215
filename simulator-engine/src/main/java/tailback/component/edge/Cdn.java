package tailback.component.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Describe;
import tailback.program.Request;
import tailback.queueing.Customer;
import tailback.queueing.Line;
import tailback.queueing.Meter;
import tailback.queueing.Zipf;

/**
 * A content delivery network, one edge location of it, after CloudFront (AWS, CloudFront developer
 * guide): keeps answers for their time to live, asks the origin for what it does not have, and
 * never twice at once for the same thing: whoever comes meanwhile waits for that answer. Errors are
 * kept, too, for a short while.
 */
public final class Cdn implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("cdn", Role.EDGE, Settings.class, List.of("purge"), Cdn::new);

  /** What one sets of a distribution and its behaviours. */
  public record Settings(
      Map<String, Cached> cache,
      boolean collapse,
      Duration errorCachingMinTtl,
      Duration staleIfError,
      Duration connectionTimeout,
      int connectionAttempts,
      Duration responseTimeout,
      Duration originRtt,
      List<String> origin) {}

  /** What is kept of an endpoint. */
  public record Cached(
      @Describe(value = "how long an answer is kept", required = true) Duration ttl,
      @Describe(
              value = "how many different things it answers: paths, and what else is in the key",
              absent = "1",
              least = 1)
          int keys,
      @Describe(value = "how much more popular some are: Zipf's exponent", absent = "1")
          double skew) {}

  private static final int LOWEST_ERROR = 500;

  private final Simulation simulation;
  private final String name;
  private final HttpServer[] origins;
  private final Meter objects;
  private final int serving;
  private final int fetching;
  private final int collapsed;
  private final int serverError;
  private final int badGateway;
  private final int unavailable;
  private final int gatewayTimeout;
  private final Event<Visit> served;
  private final Event<Visit> arrived;
  private final Event<Visit> returned;
  private final Event<Visit> timedOut;
  private final ArrayDeque<Visit> free = new ArrayDeque<>();

  /** By the number of the endpoint; null where nothing is kept. */
  private final Behaviour[] behaviours;

  private boolean collapse;
  private long errorTtl;
  private long stale;
  private long connectTimeout;
  private int attempts;
  private long responseTimeout;
  private long rtt;
  private int turn;
  private long hits;
  private long misses;
  private long followers;
  private long staleAnswers;
  private long cachedErrors;

  Cdn(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    name = assembly.part().name();
    objects = assembly.meter(name + ".cache");
    serving = assembly.place(name + ".edge");
    fetching = assembly.place(name + ".origin");
    collapsed = assembly.place(name + ".collapsed");
    serverError = assembly.failure("500 Internal Server Error");
    badGateway = assembly.failure("502 Bad Gateway");
    unavailable = assembly.failure("503 Service Unavailable");
    gatewayTimeout = assembly.failure("504 Gateway Timeout");
    served = assembly.event("served", visit -> answer(visit, visit.status));
    arrived = assembly.event("at the origin", this::onArrived);
    returned = assembly.event("back from the origin", this::onReturned);
    timedOut = assembly.event("origin timed out", this::onTimedOut);
    behaviours = new Behaviour[assembly.endpoints().size()];
    for (int i = 0; i < behaviours.length; i++) {
      String endpoint = assembly.endpoints().get(i);
      if (settings.cache() != null && settings.cache().containsKey(endpoint)) {
        behaviours[i] = new Behaviour(endpoint, settings.cache().get(endpoint), assembly);
      }
    }
    origins = origins(settings, assembly);
    reconfigure(settings);
  }

  /** The next edge behind it, or else the application servers. */
  private HttpServer[] origins(Settings settings, Assembly assembly) {
    List<String> names = settings.origin();
    if (names == null) {
      List<String> edges = assembly.withRole(Role.EDGE);
      int next = edges.indexOf(name) + 1;
      names = next < edges.size() ? edges.subList(next, next + 1) : null;
    }
    List<HttpServer> all = new ArrayList<>();
    for (String each : names == null ? assembly.withRole(Role.APP_SERVER) : names) {
      for (Component replica : assembly.require(each)) {
        all.add((HttpServer) replica);
      }
    }
    return all.toArray(new HttpServer[0]);
  }

  @Override
  public void reconfigure(Record changed) {
    Settings settings = (Settings) changed;
    collapse = settings.collapse();
    errorTtl = settings.errorCachingMinTtl().toNanos();
    stale = settings.staleIfError().toNanos();
    connectTimeout = settings.connectionTimeout().toNanos();
    attempts = settings.connectionAttempts();
    responseTimeout = settings.responseTimeout().toNanos();
    rtt = settings.originRtt().toNanos();
  }

  /** Invalidates everything that is kept. */
  @Override
  public void perform(String action) {
    for (Behaviour behaviour : behaviours) {
      if (behaviour != null) {
        behaviour.purge();
      }
    }
  }

  // ---- a request on its way through, top to bottom

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Visit visit = free.isEmpty() ? new Visit() : free.pop();
    visit.request = request;
    visit.client = client;
    visit.behaviour = request.webSocket() == null ? behaviours[request.endpoint()] : null;
    visit.attempts = 0;
    request.enter(serving);
    if (visit.behaviour == null) {
      fetch(visit);
    } else {
      visit.key = visit.behaviour.key(request);
      lookUp(visit);
    }
    return visit;
  }

  private void lookUp(Visit visit) {
    Behaviour behaviour = visit.behaviour;
    int key = visit.key;
    long now = simulation.now();
    if (now < behaviour.freshUntil[key]) {
      objects.served();
      hits++;
      visit.status = behaviour.status[key];
      visit.timer = served.in(0, visit);
      return;
    }
    if (collapse && behaviour.fetches[key] != null) {
      followers++;
      behaviour.fetches[key].followers.join(visit);
      visit.request.enter(collapsed);
      return;
    }
    objects.rejected();
    misses++;
    behaviour.fetches[key] = visit;
    fetch(visit);
  }

  private void fetch(Visit visit) {
    visit.request.enter(fetching);
    visit.timer = arrived.in(rtt / 2, visit);
  }

  private void onArrived(Visit visit) {
    visit.timer = -1;
    turn = (turn + 1) % origins.length;
    visit.attempts++;
    visit.exchange = origins[turn].receive(visit.request, visit);
    if (visit.exchange == null) {
      failedToConnect(visit, 502);
    } else {
      boolean connected = visit.exchange.isConnected();
      visit.sent = connected;
      visit.timer = timedOut.in(connected ? responseTimeout : connectTimeout, visit);
    }
  }

  private void onTimedOut(Visit visit) {
    visit.timer = -1;
    if (visit.request.isTunnel()) {
      return; // heartbeats keep it from being idle
    }
    visit.exchange.abandon();
    visit.exchange = null;
    if (visit.sent) {
      back(visit, 504);
    } else {
      failedToConnect(visit, 504);
    }
  }

  private void failedToConnect(Visit visit, int status) {
    visit.exchange = null;
    if (visit.attempts < attempts) {
      visit.request.enter(fetching);
      visit.timer = arrived.in(rtt, visit);
    } else {
      back(visit, status);
    }
  }

  private void back(Visit visit, int status) {
    visit.status = status;
    visit.exchange = null;
    visit.request.enter(fetching);
    visit.timer = returned.in(rtt - rtt / 2, visit);
  }

  /** The origin's answer is here, for this one and whoever waits with it. */
  private void onReturned(Visit visit) {
    visit.timer = -1;
    Behaviour behaviour = visit.behaviour;
    int answer = visit.status;
    if (behaviour != null) {
      answer = behaviour.keep(visit.key, answer);
      if (behaviour.fetches[visit.key] == visit) {
        behaviour.fetches[visit.key] = null;
      }
      for (Visit next = visit.followers.next(); next != null; next = visit.followers.next()) {
        next.request.enter(serving);
        answer(next, answer);
      }
    }
    answer(visit, answer);
  }

  private void answer(Visit visit, int status) {
    visit.timer = -1;
    if (status >= LOWEST_ERROR) {
      visit.request.failed(text(status));
    }
    close(visit).answered(status);
  }

  private int text(int status) {
    return switch (status) {
      case 502 -> badGateway;
      case 503 -> unavailable;
      case 504 -> gatewayTimeout;
      default -> serverError;
    };
  }

  /** Forgets about it; returns the client, null when it left. */
  private HttpClient close(Visit visit) {
    HttpClient client = visit.client;
    if (visit.timer >= 0) {
      simulation.cancel(visit.timer);
      visit.timer = -1;
    }
    visit.client = null;
    visit.request = null;
    visit.exchange = null;
    visit.behaviour = null;
    free.push(visit);
    return client;
  }

  @Override
  public void reset() {
    hits = 0;
    misses = 0;
    followers = 0;
    staleAnswers = 0;
    cachedErrors = 0;
  }

  @Override
  public void count(Tally tally) {
    tally.add(name + ".hits", hits);
    tally.add(name + ".misses", misses);
    tally.add(name + ".collapsed", followers);
    tally.add(name + ".stale", staleAnswers);
    tally.add(name + ".errors_cached", cachedErrors);
  }

  /** What is kept of an endpoint, by key. */
  private final class Behaviour {
    private final Stream stream;
    private final Zipf popularity;
    private final long ttl;
    private final long[] freshUntil;
    private final long[] goodUntil;
    private final int[] status;
    private final Visit[] fetches;

    Behaviour(String endpoint, Cached settings, Assembly assembly) {
      stream = assembly.simulation().stream("key", endpoint);
      popularity = new Zipf(settings.keys(), settings.skew());
      ttl = settings.ttl().toNanos();
      freshUntil = new long[settings.keys()];
      goodUntil = new long[settings.keys()];
      status = new int[settings.keys()];
      fetches = new Visit[settings.keys()];
      Arrays.fill(freshUntil, Long.MIN_VALUE);
      Arrays.fill(goodUntil, Long.MIN_VALUE);
    }

    private int key(Request request) {
      return popularity.sample(stream.of(request.number()));
    }

    /** Keeps an answer; for an error the old one is good enough, if it is not too old. */
    private int keep(int key, int answer) {
      long now = simulation.now();
      if (answer < LOWEST_ERROR) {
        if (status[key] == 0) {
          objects.seized();
        }
        status[key] = answer;
        freshUntil[key] = now + ttl;
        goodUntil[key] = now + ttl;
        return answer;
      }
      freshUntil[key] = now + errorTtl;
      if (stale > 0 && now - stale < goodUntil[key]) {
        staleAnswers++;
        return status[key];
      }
      if (status[key] == 0) {
        objects.seized();
      }
      cachedErrors++;
      status[key] = answer;
      goodUntil[key] = Long.MIN_VALUE;
      return answer;
    }

    private void purge() {
      for (int key = 0; key < status.length; key++) {
        if (status[key] != 0) {
          objects.released();
        }
      }
      Arrays.fill(status, 0);
      Arrays.fill(freshUntil, Long.MIN_VALUE);
      Arrays.fill(goodUntil, Long.MIN_VALUE);
    }
  }

  /** A request at the edge: the client's exchange, and the origin's client. */
  private final class Visit extends Customer implements Exchange, HttpClient {
    private final Line<Visit> followers = new Line<>(objects, Integer.MAX_VALUE);
    private Request request;
    private HttpClient client;
    private Behaviour behaviour;
    private int key;
    private Exchange exchange;
    private boolean sent;
    private int attempts;
    private int status;
    private long timer = -1;

    @Override
    public boolean isConnected() {
      return true;
    }

    /** The client has left. Whoever waits for the same answer asks the origin anew. */
    @Override
    public void abandon() {
      request = null;
      client = null;
      if (exchange != null) {
        exchange.abandon();
      }
      leaveAll();
      if (behaviour != null && behaviour.fetches[key] == this) {
        Visit heir = followers.next();
        behaviour.fetches[key] = heir;
        if (heir != null) {
          for (Visit next = followers.next(); next != null; next = followers.next()) {
            heir.followers.join(next);
          }
          fetch(heir);
        }
      }
      close(this);
    }

    @Override
    public void connected() {
      sent = true;
      simulation.cancel(timer);
      timer = timedOut.in(responseTimeout, this);
    }

    @Override
    public void answered(int answer) {
      cancel();
      back(this, answer);
    }

    @Override
    public void refused() {
      cancel();
      failedToConnect(this, 502);
    }

    @Override
    public void reset() {
      cancel();
      back(this, 502);
    }

    private void cancel() {
      simulation.cancel(timer);
      timer = -1;
    }
  }
}
