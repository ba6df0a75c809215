package tailback.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.client.Arrivals;
import tailback.component.client.Paths;
import tailback.component.client.Recording;
import tailback.component.client.TrafficSettings;
import tailback.component.edge.Nginx;
import tailback.component.framework.FastApi;
import tailback.component.host.HostSettings;
import tailback.component.store.Postgres;
import tailback.component.store.Redis;
import tailback.component.worker.Gunicorn;
import tailback.component.worker.WorkerMemory;
import tailback.program.TraceColumn;
import tailback.queueing.Distribution;

/** Checks that the pieces of a deployment fit: names mean something, and nothing is missing. */
final class Checks {

  private static final int MOST_ATTEMPTS = 100;

  /** As many requests may follow one another. */
  private static final int MOST_REDIRECTS = 7;

  private static final List<String> OUTCOMES = List.of("timeout", "refused", "reset");
  private static final double EXACT = 1e-6;

  /** What may stand in a stack several times over: something in front spreads the load. */
  private static final List<String> REPLICATED = List.of("edge", "app server", "queue");

  private final Deployment deployment;
  private final Node.Mapping root;
  private final Cards cards;
  private final Binder binder;

  Checks(Deployment deployment, Node.Mapping root, Cards cards, Binder binder) {
    this.deployment = deployment;
    this.root = root;
    this.cards = cards;
    this.binder = binder;
  }

  /** Checks everything. */
  void all() {
    hosts();
    stack();
    traffic();
    new StepChecks(deployment, this, binder).all();
  }

  private Place section(String name) {
    Node node = root.get(name);
    return node == null ? root.place() : node.place();
  }

  private void hosts() {
    for (Map.Entry<String, HostSettings> host : deployment.hosts().entrySet()) {
      if (host.getValue().cpus() == 0) {
        throw new Problem(
            binder.place(host.getValue(), "cpus"),
            "hosts." + host.getKey() + " has no CPU",
            "write a number above 0");
      }
    }
  }

  /** What a part does in the stack, as its card says. */
  String role(Part part) {
    return part.kind().role().text();
  }

  /** The names of the parts that do this in the stack. */
  List<String> withRole(String... roles) {
    return deployment.stack().stream()
        .filter(part -> List.of(roles).contains(role(part)))
        .map(Part::name)
        .toList();
  }

  /** The kinds of part that could do this in a stack. */
  List<String> kinds(String... roles) {
    return cards.names().stream()
        .filter(kind -> List.of(roles).contains(cards.get(kind).kind().role().text()))
        .toList();
  }

  private void stack() {
    for (Part part : deployment.stack()) {
      if (part.host() != null && !deployment.hosts().containsKey(part.host())) {
        throw new Problem(
            binder.place(part.settings(), "host"),
            "unknown host " + Words.quote(part.host()) + " of " + part.name(),
            deployment.hosts().isEmpty()
                ? "there are no hosts"
                : Words.suggest(part.host(), deployment.hosts().keySet()));
      }
      if (part.replicas() > 1 && !REPLICATED.contains(role(part))) {
        throw new Problem(
            binder.place(part.settings(), "replicas"),
            "there is one " + part.name() + ", not " + part.replicas() + " replicas of it",
            "nothing would spread the load over them; parts that can have replicas are "
                + Words.list(kinds(REPLICATED.toArray(new String[0]))));
      }
      directives(part);
      if (part.settings() instanceof Nginx.Settings nginx) {
        nginx(part, nginx);
      }
      if (part.settings() instanceof Gunicorn.Settings gunicorn && gunicorn.memory() != null) {
        memory(gunicorn.memory());
      }
    }
    if (withRole("app server").isEmpty()) {
      throw new Problem(
          section("stack"),
          "there is no app server in the stack",
          "add one of kind " + Words.list(kinds("app server")));
    }
    new ScalingChecks(deployment, this, cards, binder).all();
    replicas();
    for (Part part : deployment.stack()) {
      if (part.settings() instanceof FastApi.Settings) {
        asgi(part);
      }
      if (role(part).equals("framework")) {
        redisPool(part);
      }
      if (role(part).equals("pool") && withRole("database").isEmpty()) {
        throw new Problem(
            binder.place(part.settings(), ""),
            part.name() + " has no database behind it",
            "add one of kind " + Words.list(kinds("database")));
      }
    }
  }

  private void nginx(Part part, Nginx.Settings nginx) {
    if (nginx.workerProcesses() == 0 && part.host() == null) {
      throw new Problem(
          binder.place(nginx, "worker_processes"),
          "worker_processes of " + part.name() + ": auto is one a core, and it has no host",
          "say on which host " + part.name() + " runs, or how many processes there are");
    }
    List<String> servers = withRole("app server");
    nginx
        .passed()
        .forEach(
            (endpoint, names) -> {
              for (String name : names) {
                if (!servers.contains(name)) {
                  throw new Problem(
                      binder.keyPlace(nginx, "location", endpoint),
                      "location of "
                          + part.name()
                          + ": there is no app server "
                          + Words.quote(name)
                          + " to pass "
                          + endpoint
                          + " to",
                      Words.suggest(name, servers));
                }
              }
            });
  }

  /** What is asked without a name must take writes. */
  private void replicas() {
    for (Part part : deployment.stack()) {
      if (!(part.settings() instanceof Postgres.Settings postgres)) {
        continue;
      }
      boolean first = part.name().equals(withRole("database").get(0));
      if (postgres.replicaOf() != null && first) {
        throw new Problem(
            binder.place(postgres, "replica_of"),
            part.name() + " is a replica, and stands before its primary",
            "put it after " + postgres.replicaOf() + ": the first database takes the writes");
      }
      String standby = postgres.synchronousStandbyNames();
      if (standby != null && !part.name().equals(replicaOf(standby))) {
        throw new Problem(
            binder.place(postgres, "synchronous_standby_names"),
            "synchronous_standby_names of " + part.name() + ": " + standby + " is no replica of it",
            "write 'replica_of: " + part.name() + "' in " + standby);
      }
      if (part.name().equals(postgres.replicaOf()) || replicaOf(postgres.replicaOf()) != null) {
        throw new Problem(
            binder.place(postgres, "replica_of"),
            part.name() + " is a replica of a replica",
            "name the primary; cascading replication is not modelled");
      }
    }
  }

  private void memory(WorkerMemory memory) {
    if (memory.endpoints() == null) {
      return;
    }
    for (String endpoint : memory.endpoints().keySet()) {
      if (!deployment.endpoints().containsKey(endpoint)) {
        throw new Problem(
            binder.keyPlace(memory, "endpoints", endpoint),
            "unknown endpoint " + Words.quote(endpoint) + " in memory",
            Words.suggest(endpoint, deployment.endpoints().keySet()));
      }
    }
  }

  private String replicaOf(String name) {
    return deployment.stack().stream()
        .filter(part -> part.name().equals(name))
        .map(part -> part.settings() instanceof Postgres.Settings p ? p.replicaOf() : null)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Options of redis-py are for a Redis. */
  private void redisPool(Part framework) {
    boolean there = deployment.stack().stream().anyMatch(part -> part.kind() == Redis.KIND);
    for (String key : List.of("CACHES_OPTIONS", "CACHE_OPTIONS", "redis_pool")) {
      if (!there && binder.has(framework.settings(), key)) {
        throw new Problem(
            binder.place(framework.settings(), key),
            key + " of " + framework.name() + ": there is no redis in the stack",
            "they are options of redis-py; add 'redis: {}'");
      }
    }
  }

  private void asgi(Part framework) {
    for (Part part : deployment.stack()) {
      if (part.settings() instanceof Gunicorn.Settings gunicorn
          && gunicorn.workerClass() != Gunicorn.Settings.WorkerClassName.UVICORN) {
        throw new Problem(
            binder.place(part.settings(), "worker_class"),
            framework.name() + " is ASGI, and these workers of " + part.name() + " speak WSGI",
            "write worker_class: uvicorn");
      }
    }
  }

  private void directives(Part part) {
    for (Shape.Key key : cards.get(part.kind().name()).shape().keys().values()) {
      Object value = Components.value(part.settings(), key.name());
      String label = key.name() + " of " + part.name();
      if (value instanceof TraceColumn) {
        throw new Problem(
            binder.place(part.settings(), key.name()),
            label + ": a column of a trace is for steps, not for parts");
      }
      if (!key.unit().kinds().isEmpty() && value != null) {
        named(value).forEach(name -> refers(part, key, (String) name));
      }
    }
  }

  /** The names in a directive: one, a list of them, or the keys of a map. */
  private static Collection<?> named(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.keySet();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private void refers(Part part, Shape.Key key, String name) {
    if (key.unit().kinds().contains(Unit.ENDPOINT)) {
      if (!deployment.endpoints().containsKey(name)) {
        throw new Problem(
            binder.keyPlace(part.settings(), key.name(), name),
            key.name() + " of " + part.name() + ": there is no endpoint " + Words.quote(name),
            Words.suggest(name, deployment.endpoints().keySet()));
      }
      return;
    }
    if (key.unit().kinds().contains(Unit.CLIENTS)) {
      if (!deployment.traffic().containsKey(name)) {
        throw new Problem(
            binder.keyPlace(part.settings(), key.name(), name),
            key.name() + " of " + part.name() + ": there are no clients " + Words.quote(name),
            Words.suggest(name, deployment.traffic().keySet()));
      }
      return;
    }
    if (key.unit().kinds().contains(Unit.TASK)) {
      if (!deployment.tasks().containsKey(name)) {
        throw new Problem(
            binder.keyPlace(part.settings(), key.name(), name),
            key.name() + " of " + part.name() + ": there is no task " + Words.quote(name),
            deployment.tasks().isEmpty()
                ? "there are no tasks; say under 'tasks:' what it does"
                : Words.suggest(name, deployment.tasks().keySet()));
      }
      return;
    }
    List<String> possible =
        deployment.stack().stream()
            .filter(other -> key.unit().kinds().contains(other.kind().name()))
            .map(Part::name)
            .toList();
    if (!possible.contains(name)) {
      boolean there = deployment.stack().stream().anyMatch(other -> other.name().equals(name));
      throw new Problem(
          binder.place(part.settings(), key.name()),
          key.name()
              + " of "
              + part.name()
              + ": "
              + (there
                  ? Words.quote(name) + " is not a " + String.join(" or ", key.unit().kinds())
                  : "there is no part " + Words.quote(name)),
          possible.isEmpty()
              ? "the stack has no " + String.join(" and no ", key.unit().kinds())
              : Words.suggest(name, possible));
    }
  }

  private void traffic() {
    if (deployment.traffic().isEmpty()) {
      throw new Problem(
          section("traffic"),
          "there is no traffic",
          "write such as 'traffic: { page: poisson 10/s }'");
    }
    for (Map.Entry<String, TrafficSettings> each : deployment.traffic().entrySet()) {
      String name = each.getKey();
      TrafficSettings group = each.getValue();
      profile(name, group);
      clients(name, group);
      if (group.websocket() != null) {
        websocket(name, group);
      } else if (group.arrivals() instanceof Arrivals.Trace trace) {
        recording(name, group, trace.recording());
      } else {
        requests(name, group);
      }
    }
  }

  private void profile(String name, TrafficSettings group) {
    List<TrafficSettings.Point> points = group.profile();
    if (points == null) {
      return;
    }
    Place place = binder.place(group, "profile");
    if (group.arrivals() instanceof Arrivals.Closed) {
      throw new Problem(
          place, "traffic." + name + " has a 'profile', but closed arrivals have no rate");
    }
    if (points.isEmpty()) {
      throw new Problem(place, "the profile of traffic." + name + " has no points");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).at().compareTo(points.get(i - 1).at()) <= 0) {
        throw new Problem(
            binder.place(points.get(i), "at"),
            "the profile of traffic." + name + " goes back in time here");
      }
    }
  }

  private void clients(String name, TrafficSettings group) {
    notFromTrace(name, group, "timeout", group.timeout());
    if (group.then() != null) {
      then(name, group);
    }
    if (group.network() != null) {
      notFromTrace(name, group, "network", group.network().rtt());
    }
    if (group.retries() != null) {
      retries(name, group.retries());
    }
    if (group.session() == null) {
      return;
    }
    boolean closed = group.arrivals() instanceof Arrivals.Closed || group.websocket() != null;
    if (closed == (group.session().users() != null)) {
      throw new Problem(
          binder.place(group, "session"),
          "the session of traffic."
              + name
              + (closed ? " has 'users', but closed arrivals have their own" : " needs 'users'"),
          closed ? "leave it out" : "write such as { users: 500, length: 20m }");
    }
  }

  private void then(String name, TrafficSettings group) {
    group
        .then()
        .forEach(
            (from, to) -> {
              Place place = binder.keyPlace(group, "then", from);
              endpoint(name, from, place);
              endpoint(name, to, place);
              String next = to;
              for (int steps = 1; next != null; steps++) {
                if (steps > MOST_REDIRECTS) {
                  throw new Problem(
                      place,
                      "then of traffic."
                          + name
                          + ": more than "
                          + MOST_REDIRECTS
                          + " requests in a"
                          + " row follow "
                          + Words.quote(from));
                }
                next = group.then().get(next);
              }
            });
  }

  private void websocket(String name, TrafficSettings group) {
    for (String key : List.of("arrivals", "requests", "then", "paths", "retries")) {
      if (Components.value(group, key) != null) {
        throw new Problem(
            binder.place(group, key),
            "traffic." + name + " has both 'websocket' and " + Words.quote(key),
            "what comes over a websocket is under its 'messages'");
      }
    }
    if (group.connection() == TrafficSettings.Connection.KEEPALIVE) {
      throw new Problem(
          binder.place(group, "connection"),
          "traffic." + name + " has a 'websocket', which stays open in any case");
    }
    TrafficSettings.WebSocket socket = group.websocket();
    notFromTrace(name, group, "websocket", socket.reconnect());
    if (socket.messages().isEmpty()) {
      throw new Problem(
          binder.place(socket, "messages"),
          "no messages come over the websocket of traffic." + name);
    }
    socket
        .messages()
        .forEach(
            (endpoint, when) -> {
              Place place = binder.keyPlace(socket, "messages", endpoint);
              endpoint(name, endpoint, place);
              if (when instanceof Arrivals.Trace
                  || when instanceof Arrivals.Closed closed && closed.users() != 1) {
                throw new Problem(
                    place,
                    "messages of traffic." + name + " are those of one connection each",
                    "write such as 'closed think exponential 1s' or 'poisson 0.2/s'");
              }
            });
  }

  private void retries(String name, TrafficSettings.Retries retries) {
    if (retries.attempts() > MOST_ATTEMPTS) {
      throw new Problem(
          binder.place(retries, "attempts"),
          "attempts of traffic." + name + ": more than " + MOST_ATTEMPTS + " are too many");
    }
    for (String outcome : retries.outcomes()) {
      if (!OUTCOMES.contains(outcome) && !outcome.matches("[1-5](xx|\\d\\d)")) {
        throw new Problem(
            binder.place(retries, "when"),
            "when of retries of traffic." + name + ": " + Words.quote(outcome) + " is no outcome",
            "write timeout, refused, reset, a status such as 503, or 5xx");
      }
    }
  }

  private void notFromTrace(String name, TrafficSettings group, String key, Distribution law) {
    if (law instanceof TraceColumn) {
      throw new Problem(
          binder.place(group, key),
          key + " of traffic." + name + ": a column of a trace is for steps, not for clients");
    }
  }

  private void requests(String name, TrafficSettings group) {
    if (group.paths() != null) {
      throw new Problem(
          binder.place(group, "paths"),
          "traffic." + name + " has 'paths', but only the requests of a trace have one");
    }
    double sum = 0;
    for (Map.Entry<String, Double> request : group.requests().entrySet()) {
      endpoint(name, request.getKey(), binder.keyPlace(group, "requests", request.getKey()));
      sum += request.getValue();
    }
    if (Math.abs(sum - 1) > EXACT) {
      throw new Problem(
          binder.place(group, "requests"),
          "the requests of traffic." + name + " add up to " + Prose.percent(sum) + ", not to 100%");
    }
  }

  private void recording(String name, TrafficSettings group, Recording recording) {
    if (group.requests() != null) {
      throw new Problem(
          binder.place(group, "requests"),
          "traffic." + name + " has 'requests', but its trace names the endpoint of each request");
    }
    if (group.profile() != null) {
      throw new Problem(
          binder.place(group, "profile"),
          "traffic." + name + " has a 'profile', but its trace says when each request arrives");
    }
    paths(name, group);
    Paths paths = new Paths(group.paths(), deployment.endpoints().keySet());
    for (String request : recording.request()) {
      if (paths.endpoint(request) == null) {
        boolean isPath = request.indexOf('/') >= 0;
        throw new Problem(
            binder.place(group, "arrivals"),
            recording.file()
                + " asks for "
                + (isPath
                    ? request + ", which is no endpoint"
                    : "the unknown endpoint " + Words.quote(request)),
            isPath
                ? "give it one with 'paths: { /the/beginning/of/its/path: endpoint }'"
                : Words.suggest(request, deployment.endpoints().keySet()));
      }
    }
  }

  private void paths(String name, TrafficSettings group) {
    if (group.paths() == null) {
      return;
    }
    group
        .paths()
        .forEach(
            (path, endpoint) -> {
              Place place = binder.keyPlace(group, "paths", path);
              if (!path.matches("([A-Z]+ )?/\\S*")) {
                throw new Problem(
                    place,
                    Words.quote(path) + " is not the beginning of a path",
                    "write such as /orders, or POST /orders");
              }
              endpoint(name, endpoint, place);
            });
  }

  private void endpoint(String name, String endpoint, Place place) {
    if (!deployment.endpoints().containsKey(endpoint)) {
      throw new Problem(
          place,
          "unknown endpoint " + Words.quote(endpoint) + " of traffic." + name,
          Words.suggest(endpoint, deployment.endpoints().keySet()));
    }
  }

  /** The columns of all traces that drive the traffic. */
  List<String> columns() {
    return deployment.traffic().values().stream()
        .map(TrafficSettings::arrivals)
        .filter(Arrivals.Trace.class::isInstance)
        .flatMap(arrivals -> ((Arrivals.Trace) arrivals).recording().columns().stream())
        .distinct()
        .toList();
  }
}
