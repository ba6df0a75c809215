package tailback.scenario;

import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.client.Arrivals;
import tailback.component.client.TrafficSettings;
import tailback.component.edge.Nginx;
import tailback.component.framework.FastApi;
import tailback.component.host.HostSettings;
import tailback.component.store.Postgres;
import tailback.component.store.Redis;
import tailback.component.worker.Gunicorn;

/** Checks that the pieces of a deployment fit: names mean something, and nothing is missing. */
final class Checks {

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
    if (deployment.traffic().isEmpty()) {
      throw new Problem(
          section("traffic"),
          "there is no traffic",
          "write such as 'traffic: { page: poisson 10/s }'");
    }
    deployment
        .traffic()
        .forEach((name, group) -> new TrafficChecks(deployment, binder, name, group).all());
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
      new References(deployment, part, cards, binder).all();
      if (part.settings() instanceof Nginx.Settings nginx) {
        nginx(part, nginx);
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
