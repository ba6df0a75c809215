package tailback.scenario;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.client.Arrivals;
import tailback.component.client.TrafficSettings;
import tailback.component.host.HostSettings;
import tailback.component.scaling.Autoscale;
import tailback.program.Step;

/** Reads hosts, traffic, stack, endpoints and tasks. */
final class DeploymentBinder {

  private static final Type STEPS = Shape.of(Step.OnCommit.class).first().type();

  private final Cards cards;
  private final Binder binder;

  DeploymentBinder(Cards cards, Binder binder) {
    this.cards = cards;
    this.binder = binder;
  }

  /** Reads the deployment of a scenario, and checks that its pieces fit. */
  Deployment deployment(Node.Mapping root) {
    Map<String, HostSettings> hosts = hosts(root);
    Map<String, List<Step>> endpoints = programs(root, "endpoints");
    if (endpoints.isEmpty()) {
      Node node = root.get("endpoints");
      throw new Problem(
          (node == null ? root : node).place(), "there are no endpoints", "say what requests do");
    }
    Map<String, List<Step>> tasks = programs(root, "tasks");
    List<Part> stack = stack(root);
    Map<String, TrafficSettings> traffic = traffic(root, endpoints);
    Deployment deployment = new Deployment(hosts, traffic, stack, endpoints, tasks);
    new Checks(deployment, root, cards, binder).all();
    return deployment;
  }

  private Map<String, HostSettings> hosts(Node.Mapping root) {
    entries(root, "hosts").forEach(entry -> name(entry.key(), "host"));
    return records(root, "hosts", HostSettings.class);
  }

  private static Collection<Node.Entry> entries(Node.Mapping root, String section) {
    Node node = root.get(section);
    return node == null ? List.of() : Binder.mapping(node, section).entries().values();
  }

  private <R extends Record> Map<String, R> records(
      Node.Mapping root, String section, Class<R> type) {
    Map<String, R> records = new LinkedHashMap<>();
    for (Node.Entry entry : entries(root, section)) {
      String name = entry.key().text();
      records.put(name, binder.record(entry.value(), type, section + "." + name));
    }
    return Collections.unmodifiableMap(records);
  }

  private Map<String, List<Step>> programs(Node.Mapping root, String section) {
    Map<String, List<Step>> programs = new LinkedHashMap<>();
    for (Node.Entry entry : entries(root, section)) {
      String name = entry.key().text();
      if (name.isBlank() || !name.matches("[^(),\"\\p{Cntrl}]+") || !name.equals(name.strip())) {
        throw new Problem(
            entry.key().place(),
            Words.quote(name) + " cannot name one of " + section,
            "a name has no brackets, commas or quotes");
      }
      programs.put(name, steps(entry.value(), section + "." + name));
    }
    return Collections.unmodifiableMap(programs);
  }

  @SuppressWarnings("unchecked")
  private List<Step> steps(Node node, String label) {
    return (List<Step>) binder.value(node, STEPS, Unit.NONE, label);
  }

  /** A name that stands in front of a dot elsewhere. */
  private static String name(Node.Scalar key, String what) {
    if (!key.text().matches("[\\p{L}_][\\p{L}\\p{N}_-]*")) {
      throw new Problem(
          key.place(),
          Words.quote(key.text()) + " cannot name a " + what,
          "a name is letters, digits, _ and -");
    }
    return key.text();
  }

  private List<Part> stack(Node.Mapping root) {
    List<Part> parts = new ArrayList<>();
    for (Node.Entry entry : entries(root, "stack")) {
      parts.add(part(name(entry.key(), "part"), entry));
    }
    return Collections.unmodifiableList(parts);
  }

  private Part part(String name, Node.Entry entry) {
    Node.Mapping mapping = Binder.mapping(entry.value(), name);
    Node given = mapping.get("kind");
    String kind = given == null ? name : Binder.text(given, "kind of " + name);
    Cards.Entry found = cards.get(kind);
    if (found == null) {
      throw new Problem(
          given == null ? entry.key().place() : given.place(),
          given == null
              ? "unknown part " + Words.quote(name) + " without a 'kind:'"
              : "unknown kind " + Words.quote(kind) + " of " + name,
          Words.suggest(kind, cards.names()));
    }
    Record settings = binder.record(mapping, found.shape(), name, Layout.PartKeys.SHAPE.names());
    Node host = mapping.get("host");
    Node replicas = mapping.get("replicas");
    Node autoscale = mapping.get("autoscale");
    Autoscale scaling =
        autoscale == null
            ? null
            : binder.record(autoscale, Autoscale.class, "autoscale of " + name);
    int atFirst = replicas == null ? 1 : replicas(replicas, "replicas of " + name);
    return new Part(
        name,
        found.kind(),
        scaling == null ? atFirst : Math.min(Math.max(atFirst, scaling.min()), scaling.max()),
        host == null ? null : Binder.text(host, "host of " + name),
        scaling,
        settings);
  }

  private int replicas(Node node, String label) {
    Unit count = new Unit(0, 1, false, List.of(), false);
    return (int) binder.value(node, int.class, count, label);
  }

  private Map<String, TrafficSettings> traffic(
      Node.Mapping root, Map<String, List<Step>> endpoints) {
    Map<String, TrafficSettings> groups = new LinkedHashMap<>();
    records(root, "traffic", TrafficSettings.class)
        .forEach((name, group) -> groups.put(name, complete(name, group, endpoints)));
    return Collections.unmodifiableMap(groups);
  }

  private TrafficSettings complete(
      String name, TrafficSettings group, Map<String, List<Step>> endpoints) {
    if (group.arrivals() == null && group.websocket() == null) {
      throw new Problem(
          binder.place(group, "arrivals"),
          "traffic." + name + " needs 'arrivals'",
          "it is when requests arrive: poisson 200/s, closed 50 users think exponential 1s, …");
    }
    if (group.requests() != null
        || group.websocket() != null
        || group.arrivals() instanceof Arrivals.Trace) {
      return group;
    }
    String only =
        endpoints.containsKey(name)
            ? name
            : endpoints.size() == 1 ? endpoints.keySet().iterator().next() : null;
    if (only == null) {
      throw new Problem(
          binder.place(group, "requests"),
          "traffic " + Words.quote(name) + " names no endpoint and has no 'requests'",
          Words.suggest(name, endpoints.keySet()));
    }
    return binder.instead(group, group.asking(Map.of(only, 1.0)));
  }
}
