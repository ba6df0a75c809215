package tailback.component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import tailback.component.framework.Flask;
import tailback.component.framework.Framework;
import tailback.component.host.Host;
import tailback.component.host.HostSettings;
import tailback.component.network.Partition;
import tailback.component.scaling.Autoscale;
import tailback.component.scaling.Fleet;
import tailback.component.scaling.Replica;
import tailback.component.store.Database;
import tailback.component.worker.Effect;
import tailback.component.worker.ExecutionPool;
import tailback.component.worker.Programs;
import tailback.component.worker.Tasks;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Observer;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Step;
import tailback.queueing.Customer;
import tailback.queueing.Line;
import tailback.queueing.Meter;
import tailback.queueing.Station;

/**
 * Puts a run together: builds each part when somebody first needs it, back to front, and makes the
 * stations, meters, events and places that parts are built of, under their names.
 *
 * <p>Parts ask for others by name or by what they can do; replicas of a part come as a list. Meters
 * and places of equal name are the same, so replicas are pooled.
 */
public final class Assembly {

  private final Deployment deployment;
  private final Simulation simulation;
  private final Costs costs;
  private final Observer observer;
  private final Function<String, LongConsumer> waits;
  private final boolean perReplica;

  private final Map<String, List<Component>> built = new LinkedHashMap<>();
  private final Set<String> underConstruction = new LinkedHashSet<>();
  private final Map<String, Meter> meters = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new LinkedHashMap<>();
  private final Map<String, Integer> sessionObjects = new LinkedHashMap<>();
  private final Map<String, Effect> effects = new LinkedHashMap<>();
  private final Map<String, Integer> pods = new LinkedHashMap<>();
  private int lives;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new LinkedHashMap<>();
  private final List<String> endpoints;
  private final Map<String, Object> shared = new LinkedHashMap<>();
  private Set<String> unreliable = Set.of();
  private Part part;
  private int replica;
  private List<Database> databases;
  private Framework framework;
  private Programs programs;

  /**
   * An assembly of nothing yet.
   *
   * @param observer who watches; null when nobody does
   * @param waits gives the recorder that takes the waits of a resource, by its name
   * @param perReplica whether each replica of a part is also measured by itself, as {@code
   *     gunicorn[2].workers}
   */
  public Assembly(
      Deployment deployment,
      Simulation simulation,
      Costs costs,
      Observer observer,
      Function<String, LongConsumer> waits,
      boolean perReplica) {
    this.perReplica = perReplica;
    this.deployment = deployment;
    this.simulation = simulation;
    this.costs = costs;
    this.observer = observer;
    this.waits = waits;
    endpoints = List.copyOf(deployment.endpoints().keySet());
  }

  /** What is being put together. */
  public Deployment deployment() {
    return deployment;
  }

  /** The clock and the events. */
  public Simulation simulation() {
    return simulation;
  }

  /** Who watches; null when nobody does. */
  public Observer observer() {
    return observer;
  }

  /** A calibrated cost, nanoseconds. */
  public long cost(String name) {
    return costs.of(name);
  }

  /** The part that is being built. */
  public Part part() {
    return part;
  }

  /** Which replica of the part is being built, from 0. */
  public int replica() {
    return replica;
  }

  /** Whether the replica being built is up when the run begins, as far as it is up to scaling. */
  public boolean startsUp() {
    return replica < part.replicas();
  }

  /** Endpoints by number. */
  public List<String> endpoints() {
    return endpoints;
  }

  /** What is measured like an endpoint, by number: endpoints, and after them {@code tasks.NAME}. */
  public List<String> endpointsAndTasks() {
    List<String> all = new ArrayList<>(endpoints);
    deployment.tasks().keySet().forEach(task -> all.add("tasks." + task));
    return all;
  }

  /** The steps of an endpoint. */
  public List<Step> steps(String endpoint) {
    return deployment.endpoints().get(endpoint);
  }

  /** The network in front of these parts will be cut in the course of the run. */
  public void unreliable(Set<String> names) {
    unreliable = Set.copyOf(names);
  }

  /** Whether the network in front of the part that is being built will be cut. */
  public boolean isUnreliable() {
    return unreliable.contains(part.name());
  }

  // ---- other parts

  /** All replicas of the part of that name, built now if need be. */
  public List<Component> require(String name) {
    List<Component> ready = built.get(name);
    return ready != null ? ready : build(describe(name));
  }

  /** The first replica of the part of that name. */
  public <T> T require(String name, Class<T> as) {
    return as.cast(require(name).get(0));
  }

  /** Names of the parts that do this, front to back. */
  public List<String> withRole(Role role) {
    return deployment.stack().stream()
        .filter(candidate -> candidate.kind().role() == role)
        .map(Part::name)
        .toList();
  }

  private Part describe(String name) {
    for (Part candidate : deployment.stack()) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("no part '" + name + "' in the stack");
  }

  private List<Component> build(Part wanted) {
    if (!underConstruction.add(wanted.name())) {
      throw new IllegalArgumentException(
          "parts that wait for each other: "
              + String.join(" → ", underConstruction)
              + " → "
              + wanted.name());
    }
    Part outerPart = part;
    int outerReplica = replica;
    List<Component> replicas = new ArrayList<>();
    Autoscale autoscale = wanted.autoscale();
    int number = autoscale == null ? wanted.replicas() : autoscale.max();
    List<Host> machines = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      part = wanted;
      replica = i;
      Component made = wanted.kind().build(wanted.settings(), this);
      boolean cut = isUnreliable() && made instanceof HttpServer;
      replicas.add(cut ? new Partition((HttpServer) made, this) : made);
      if (autoscale != null) {
        machines.add(host());
      }
    }
    if (autoscale != null) {
      List<Replica> fleet = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        fleet.add(new Replica((Scalable) replicas.get(i), machines.get(i)));
      }
      replica = 0;
      replicas = List.of(new Fleet(autoscale, fleet, wanted.replicas(), this));
    }
    part = outerPart;
    replica = outerReplica;
    underConstruction.remove(wanted.name());
    built.put(wanted.name(), replicas);
    return replicas;
  }

  /** Every part built so far, by name. */
  public Map<String, List<Component>> built() {
    return built;
  }

  /** Databases and pools by number; the one that a query goes to by itself comes first. */
  public List<Database> databases() {
    if (databases == null) {
      databases = new ArrayList<>();
      for (String name : withRole(Role.POOL)) {
        databases.add(require(name, Database.class));
      }
      for (String name : withRole(Role.DATABASE)) {
        databases.add(require(name, Database.class));
      }
      for (int i = 0; i < databases.size(); i++) {
        databases.get(i).number(i);
      }
    }
    return databases;
  }

  /** The web framework of the stack; a plain application when it names none. */
  public Framework framework() {
    if (framework == null) {
      List<String> named = withRole(Role.FRAMEWORK);
      framework = named.isEmpty() ? Flask.plain(this) : require(named.get(0), Framework.class);
    }
    return framework;
  }

  /** What endpoints and tasks do; linked once all parts are built. */
  public Programs programs() {
    if (programs == null) {
      programs =
          new Programs(
              endpoints,
              deployment.tasks().keySet(),
              new ExecutionPool(databases().size()),
              new Tasks(this));
    }
    return programs;
  }

  /** The part that clients meet, all its replicas: an edge if there is one, else an app server. */
  public List<Component> front() {
    List<String> edges = withRole(Role.EDGE);
    return require(edges.isEmpty() ? withRole(Role.APP_SERVER).get(0) : edges.get(0));
  }

  /** Something that the replicas of a part have in common, made by the first of them. */
  public <T> T shared(String name, Supplier<T> make) {
    Object common = shared.get(name);
    if (common == null) {
      common = make.get();
      shared.put(name, common);
    }
    @SuppressWarnings("unchecked") // each name stands for one kind of thing
    T result = (T) common;
    return result;
  }

  /** Builds more of the part being built while the run goes on, as if it were being built then. */
  public <T> Supplier<T> later(Supplier<T> build) {
    Part of = part;
    int number = replica;
    return () -> {
      Part outerPart = part;
      int outerReplica = replica;
      part = of;
      replica = number;
      T built = build.get();
      part = outerPart;
      replica = outerReplica;
      return built;
    };
  }

  // ---- what parts are built of

  /** The machine that the part being built runs on; each replica has a copy of its own. */
  public Host host() {
    String name = part.host();
    HostSettings machine = name == null ? null : deployment.hosts().get(name);
    String reported = machine == null ? part.name() : name;
    String key = reported + "/" + (machine == null ? part.name() : "") + "/" + replica;
    Host host = hosts.get(key);
    if (host == null) {
      host = new Host(reported, machine, replica, this);
      hosts.put(key, host);
    }
    return host;
  }

  /** All copies of the machine of that name, as far as something runs on them. */
  public List<Host> hosts(String name) {
    return hosts.values().stream().filter(host -> host.name().equals(name)).toList();
  }

  /** All machines so far. */
  public Collection<Host> hosts() {
    return hosts.values();
  }

  /** Has a level that no meter knows drawn over time, such as {@code app.credits}. */
  public void gauge(String name, DoubleSupplier level) {
    gauges.merge(name, level, (one, other) -> () -> one.getAsDouble() + other.getAsDouble());
  }

  /** Such levels by name; those of replicas added up. */
  public Map<String, DoubleSupplier> gauges() {
    return gauges;
  }

  /** The meter of that name, such as {@code pgbouncer.servers}. */
  public Meter meter(String name) {
    Meter pooled = meters.computeIfAbsent(name, n -> new Meter(simulation, n, waits.apply(n)));
    if (!perReplica || part == null || part.replicas() == 1) {
      return pooled;
    }
    int dot = name.indexOf('.');
    String own = name.substring(0, dot) + "[" + (replica + 1) + "]" + name.substring(dot);
    return meters.computeIfAbsent(own, n -> new Meter(simulation, n, waits.apply(n), pooled));
  }

  /** A station whose meter has that name. */
  public <C extends Customer> Station<C> station(
      String name, int servers, int room, Event<? super C> granted) {
    return new Station<>(meter(name), servers, room, granted);
  }

  /** A line whose meter has that name. */
  public <C extends Customer> Line<C> line(String name, int capacity) {
    return new Line<>(meter(name), capacity);
  }

  /** Declares a kind of event of the part being built. */
  public <S> Event<S> event(String name, Action<? super S> action) {
    return simulation.event(name, action);
  }

  /** The random numbers of one purpose of the part being built, this replica of it. */
  public Stream stream(String purpose) {
    return simulation.stream(part.name() + "[" + replica + "]", purpose);
  }

  /** The number of a named wait or service. */
  public int place(String name) {
    return places.computeIfAbsent(name, n -> places.size());
  }

  /** The number of something that statements leave in a session, such as a temporary table. */
  public int sessionObject(String name) {
    return sessionObjects.computeIfAbsent(name, n -> sessionObjects.size());
  }

  /** A kind of side effect of the outside world, such as {@code email}. */
  public Effect effect(String name) {
    return effects.computeIfAbsent(name, kind -> new Effect(kind, simulation));
  }

  /** All kinds of side effects. */
  public Collection<Effect> effects() {
    return effects.values();
  }

  /** A number for the life of a process, from 1; no two have the same. */
  public int newLife() {
    return ++lives;
  }

  /** The number of the pod that is being built: of the part's replica. */
  public int pod() {
    return pods.computeIfAbsent(part.name() + "[" + replica + "]", n -> pods.size());
  }

  /** The number of an error text, as the application or the client sees it. */
  public int failure(String text) {
    return failures.computeIfAbsent(text, t -> failures.size());
  }

  // ---- what came of it

  /** All meters by name, in the order in which they were made. */
  public Map<String, Meter> meters() {
    return meters;
  }

  /** All places by number. */
  public List<String> places() {
    return List.copyOf(places.keySet());
  }

  /** All error texts by number. */
  public List<String> failures() {
    return List.copyOf(failures.keySet());
  }

  /** Checks every station, processor and part: Little's law, the utilisation law, conservation. */
  public void audit() {
    meters.values().forEach(Meter::audit);
    hosts.values().forEach(host -> host.cpu().audit());
    built.values().forEach(replicas -> replicas.forEach(Component::audit));
  }
}
