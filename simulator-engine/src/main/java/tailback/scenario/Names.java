package tailback.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;
import tailback.program.Step;

/** The names that measures and conditions may use of a deployment. */
final class Names {

  private final Deployment deployment;
  private final Set<String> parts = new LinkedHashSet<>();
  private final Set<String> lenders = new LinkedHashSet<>();
  private final Set<String> resources = new LinkedHashSet<>();
  private final Set<String> alerts = new LinkedHashSet<>();
  private final Map<String, String> conditional = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private boolean executors;
  private final Set<String> effects = new LinkedHashSet<>();

  Names(Deployment deployment, Cards cards) {
    this.deployment = deployment;
    Set<String> rows = new LinkedHashSet<>();
    deployment.endpoints().values().forEach(steps -> named(steps, rows));
    deployment.tasks().values().forEach(steps -> named(steps, rows));
    for (Part part : deployment.stack()) {
      parts.add(part.name());
      if (part.autoscale() != null) {
        resources.add(part.name() + ".replicas");
      } else {
        conditional.put(part.name() + ".replicas", "autoscale");
      }
      for (Card.Resource resource : cards.get(part.kind().name()).card().resources()) {
        String name = reported(resource, part);
        if (name.endsWith(".executor") && !executors) {
          conditional.put(name, "a step 'block: { time, executor: true }'");
          continue;
        }
        if (!isThere(resource, part)) {
          conditional.put(name, resource.when());
          continue;
        }
        lenders.add(part.name());
        if (name.endsWith("(ROW)")) {
          conditional.put(name.replace("(ROW)", ""), "the name of a row in brackets");
          rows.forEach(row -> resources.add(name.replace("(ROW)", "(" + row + ")")));
        } else if (name.endsWith("(KEY)")) {
          conditional.put(name.replace("(KEY)", ""), "the name of a kind of key in brackets");
          keys.forEach(
              (key, via) -> {
                if (via.equals(part.name())) {
                  resources.add(name.replace("(KEY)", "(" + key + ")"));
                }
              });
        } else {
          resources.add(name);
        }
      }
    }
  }

  private String firstCache() {
    return deployment.stack().stream()
        .filter(part -> part.kind().role() == Role.CACHE)
        .map(Part::name)
        .findFirst()
        .orElse("");
  }

  /** {@code HOST.cpu} belongs to the host, or to the part when it has none. */
  private static String reported(Card.Resource resource, Part part) {
    String thing = resource.name().substring(resource.name().indexOf('.'));
    boolean ofHost = resource.name().startsWith("HOST.");
    return (ofHost && part.host() != null ? part.host() : part.name()) + thing;
  }

  static boolean isThere(Card.Resource resource, Part part) {
    if (resource.when().isEmpty()) {
      return true;
    }
    String[] setting = resource.when().split(":\\s*", 2);
    Object value = Components.value(part.settings(), setting[0]);
    if (setting.length == 1) {
      return value != null && !value.equals(false);
    }
    if (setting[1].equals("none")) {
      return value == null;
    }
    return value instanceof Enum<?> constant
        && Arrays.asList(setting[1].split(",\\s*")).contains(Binder.word(constant));
  }

  private void named(List<Step> steps, Set<String> rows) {
    for (Step step : steps) {
      if (step instanceof Step.Lock lock) {
        rows.add(lock.row());
      } else if (step instanceof Step.AdvisoryLock lock) {
        rows.add(lock.key());
      } else if (step instanceof Step.Query query && query.write() && query.row() != null) {
        rows.add(query.row());
      } else if (step instanceof Step.Block block && block.executor()) {
        executors = true;
      } else if (step instanceof Step.Effect effect) {
        effects.add(effect.kind());
      } else if (step instanceof Step.Enqueue enqueue) {
        effects.add(enqueue.task());
      } else if (step instanceof Step.Cache cache && !cache.isByChance()) {
        keys.put(cache.key(), cache.via() == null ? firstCache() : cache.via());
      }
      within(step).forEach(inner -> named(inner, rows));
    }
  }

  /** The lists of steps inside a step. */
  static List<List<Step>> within(Step step) {
    if (step instanceof Step.Transaction transaction) {
      return List.of(transaction.steps());
    }
    if (step instanceof Step.AdvisoryLock lock) {
      return List.of(lock.steps());
    }
    if (step instanceof Step.OnCommit onCommit) {
      return List.of(onCommit.steps());
    }
    if (step instanceof Step.Cache cache && cache.miss() != null) {
      return List.of(cache.miss());
    }
    if (step instanceof Step.Repeat repeat) {
      return List.of(repeat.steps());
    }
    if (step instanceof Step.Parallel parallel) {
      return parallel.branches();
    }
    if (step instanceof Step.Choose choose) {
      return choose.ways().stream().map(Step.Way::steps).toList();
    }
    return List.of();
  }

  /** Checks that there is such an endpoint, or a task, {@code tasks.NAME}. */
  void endpoint(String name) {
    Set<String> all = new LinkedHashSet<>(deployment.endpoints().keySet());
    deployment.tasks().keySet().forEach(task -> all.add("tasks." + task));
    if (!all.contains(name)) {
      throw new Misread("unknown endpoint " + Words.quote(name), Words.suggest(name, all));
    }
  }

  /** Checks that some step has such an effect. */
  void effect(String kind) {
    if (!effects.contains(kind)) {
      throw new Misread(
          "no step has the effect " + Words.quote(kind),
          effects.isEmpty() ? "write such as 'effect: email'" : Words.suggest(kind, effects));
    }
  }

  /** These are the alerts of the scenario. */
  void alerts(Set<String> names) {
    alerts.addAll(names);
  }

  /** The names of a scenario, its alerts among them. */
  static Names of(Scenario scenario, Cards cards) {
    Names names = new Names(scenario.deployment(), cards);
    scenario.alerts().forEach(alert -> names.alerts.add(alert.name()));
    return names;
  }

  /** Checks that there is such an alert. */
  void alert(String name) {
    if (!alerts.contains(name)) {
      throw new Misread(
          "unknown alert " + Words.quote(name),
          alerts.isEmpty() ? "the scenario has no 'alerts'" : Words.suggest(name, alerts));
    }
  }

  /** Whether it names a group of clients, and no endpoint. */
  boolean isGroup(String name) {
    return deployment.traffic().containsKey(name) && !deployment.endpoints().containsKey(name);
  }

  /** Checks that there is such a group of clients. */
  void group(String name) {
    if (!deployment.traffic().containsKey(name)) {
      throw new Misread(
          "unknown group of clients " + Words.quote(name),
          Words.suggest(name, deployment.traffic().keySet()));
    }
  }

  /** Checks that there is such a part. */
  void part(String name) {
    if (!parts.contains(name)) {
      throw new Misread("unknown part " + Words.quote(name), Words.suggest(name, parts));
    }
  }

  /** Checks that there is such a host. */
  void host(String name) {
    if (!deployment.hosts().containsKey(name)) {
      throw new Misread(
          "unknown host " + Words.quote(name), Words.suggest(name, deployment.hosts().keySet()));
    }
  }

  /** Checks that there is such a part or host. */
  void owner(String name) {
    if (!parts.contains(name) && !deployment.hosts().containsKey(name)) {
      List<String> known = new ArrayList<>(parts);
      known.addAll(deployment.hosts().keySet());
      throw new Misread("unknown part or host " + Words.quote(name), Words.suggest(name, known));
    }
  }

  /** Checks that there is such a resource, or a part, which stands for its queue. */
  void resource(String name) {
    if (lenders.contains(name) || resources.contains(name)) {
      return;
    }
    if (parts.contains(name)) {
      throw new Misread("nobody waits for " + name + " itself", "there are " + Words.list(lenders));
    }
    String owner = name.split("\\.", 2)[0];
    if (deployment.hosts().containsKey(owner)
        && resources.stream().noneMatch(resource -> resource.startsWith(owner + "."))) {
      throw new Misread("nothing that takes CPU runs on the host " + Words.quote(owner));
    }
    if (conditional.containsKey(name)) {
      throw new Misread(
          "there is no " + name + " here", "it is there with " + conditional.get(name));
    }
    String[] words = name.split("\\.", 2);
    List<String> things =
        resources.stream()
            .filter(resource -> resource.startsWith(words[0] + "."))
            .map(resource -> resource.substring(words[0].length() + 1))
            .toList();
    if (words.length == 2 && !things.isEmpty()) {
      throw new Misread(
          words[0] + " has no " + Words.quote(words[1]), Words.suggest(words[1], things));
    }
    List<String> all = new ArrayList<>(lenders);
    all.addAll(resources);
    throw new Misread("unknown resource " + Words.quote(name), Words.suggest(name, all));
  }

  /** What measures a kind of key, such as {@code redis.keys(page)}, or all that a CDN keeps. */
  String keys(String kind) {
    if (resources.contains(kind + ".cache")) {
      return kind + ".cache";
    }
    if (!keys.containsKey(kind)) {
      throw new Misread(
          "no cache stores a key " + Words.quote(kind),
          keys.isEmpty()
              ? "write such as 'cache: { key: page, ttl: 60s, miss: [ … ] }'"
              : Words.suggest(kind, keys.keySet()));
    }
    return keys.get(kind) + ".keys(" + kind + ")";
  }

  /** Checks that it is something that can be looked at: a part, a host or an endpoint. */
  void visible(String name) {
    Set<String> all = new LinkedHashSet<>(parts);
    all.addAll(deployment.hosts().keySet());
    all.addAll(deployment.endpoints().keySet());
    if (!all.contains(name)) {
      throw new Misread(
          Words.quote(name) + " is no part, host or endpoint", Words.suggest(name, all));
    }
  }

  /** Checks that the first word of a path is a part or a host. */
  void path(String path) {
    Set<String> all = new LinkedHashSet<>(parts);
    all.addAll(deployment.hosts().keySet());
    String first = path.split("\\.", 2)[0];
    if (!all.contains(first)) {
      throw new Misread(
          Words.quote(path) + " begins with no part or host", Words.suggest(first, all));
    }
  }
}
