package tailback.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;
import tailback.scenario.Relief.Way;

/**
 * What relieves the things that steps hold: four times as many rows for a lock, a cooperating call
 * in place of a blocking one, and one that recomputes a key of a cache while others wait.
 */
final class StepReliefs {

  private static final int FACTOR = 4;

  private final Node.Mapping root;
  private final Deployment deployment;
  private final Cards cards;

  StepReliefs(Node.Mapping root, Deployment deployment, Cards cards) {
    this.root = root;
    this.deployment = deployment;
    this.cards = cards;
  }

  /** A step as the file writes it, by the path of the map that holds it. */
  private record Written(String path, String name, Node value) {

    /** What one of its keys says; null when it is absent. */
    String key(String key) {
      return value instanceof Node.Mapping map && map.get(key) != null
          ? map.get(key).toString()
          : null;
    }
  }

  List<Relief> all() {
    List<Relief> reliefs = new ArrayList<>();
    List<Written> steps = new ArrayList<>();
    for (String section : List.of("endpoints", "tasks")) {
      if (root.get(section) instanceof Node.Mapping map) {
        map.entries().forEach((name, entry) -> walk(section + "." + name, entry.value(), steps));
      }
    }
    locks(steps, reliefs);
    blocking(steps.stream().filter(step -> step.path().startsWith("endpoints.")).toList(), reliefs);
    caches(steps, reliefs);
    return reliefs;
  }

  /** A step is a map of one key that stands in a list. */
  private static void walk(String path, Node node, List<Written> steps) {
    if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        String here = path + "." + i;
        if (sequence.items().get(i) instanceof Node.Mapping map && map.entries().size() == 1) {
          map.entries().forEach((name, entry) -> steps.add(new Written(here, name, entry.value())));
        }
        walk(here, sequence.items().get(i), steps);
      }
    } else if (node instanceof Node.Mapping map) {
      map.entries().forEach((key, entry) -> walk(path + "." + key, entry.value(), steps));
    }
  }

  private void locks(List<Written> steps, List<Relief> reliefs) {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    Map<String, String> how = new LinkedHashMap<>();
    for (Written step : steps) {
      boolean locks = step.name().equals("lock");
      String row = locks && step.key("row") == null ? step.value().toString() : step.key("row");
      if (row == null || !locks && !step.name().equals("query")) {
        continue;
      }
      String keys = step.key("keys") == null ? "1" : step.key("keys");
      String more = Scaling.of("keys × " + FACTOR).after(keys);
      String path = step.path() + "." + step.name();
      sets.computeIfAbsent(row, name -> new ArrayList<>())
          .add(
              step.value() instanceof Node.Mapping
                  ? path + ".keys=" + more
                  : path + "={row: " + row + ", keys: " + more + "}");
      how.putIfAbsent(row, "keys " + keys + " → " + more);
    }
    sets.forEach(
        (row, all) ->
            parts(
                Role.DATABASE,
                (name, part) ->
                    reliefs.add(
                        new Relief(
                            name + ".lock(" + row + ")", how.get(row), all, List.of(), Way.ROOM))));
  }

  private void blocking(List<Written> steps, List<Relief> reliefs) {
    List<String> sets = new ArrayList<>();
    for (Written step : steps) {
      if (step.name().equals("query") && "blocking".equals(step.key("driver"))) {
        sets.add(step.path() + ".query.driver=cooperative");
      } else if (step.name().equals("block") && !"true".equals(step.key("executor"))) {
        sets.add(cooperating(step));
      }
    }
    if (!sets.isEmpty()) {
      parts(
          Role.APP_SERVER,
          (name, part) ->
              reliefs.add(
                  new Relief(
                      loop(part),
                      sets.size() + (sets.size() == 1 ? " call" : " calls") + " cooperating",
                      sets,
                      List.of(name + ".stalls"),
                      Way.ROOM)));
    }
  }

  /** What only waits, waits; what computes is handed to a thread, and drops the GIL. */
  private static String cooperating(Written step) {
    if ("held".equals(step.key("gil"))) {
      return step.path() + ".block.gil=released";
    }
    if ("true".equals(step.key("cpu"))) {
      return step.path() + ".block.executor=true";
    }
    String time = step.key("time") == null ? step.value().toString() : step.key("time");
    return step.path() + "={wait: " + time + "}";
  }

  /** What a blocking call keeps from the others: the loop, or the GIL where there is none. */
  private String loop(Part part) {
    for (Card.Resource resource : cards.get(part.kind().name()).card().resources()) {
      String thing = resource.name().substring(resource.name().indexOf('.'));
      boolean there = Names.isThere(resource, part);
      if (there && (thing.equals(".hub") || thing.equals(".loop"))) {
        return part.name() + thing;
      }
    }
    return (part.host() == null ? part.name() : part.host()) + ".gil";
  }

  private void caches(List<Written> steps, List<Relief> reliefs) {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    for (Written step : steps) {
      if (step.name().equals("cache")
          && step.key("ttl") != null
          && step.key("key") != null
          && !"true".equals(step.key("coalesce"))) {
        sets.computeIfAbsent(step.key("key"), key -> new ArrayList<>())
            .add(step.path() + ".cache.coalesce=true");
      }
    }
    sets.forEach(
        (key, all) ->
            parts(
                Role.CACHE,
                (name, part) -> {
                  String keys = name + ".keys(" + key + ")";
                  List<String> shown = List.of(keys + ".duplicates");
                  reliefs.add(new Relief(keys, "coalesce true", all, shown, Way.ROOM));
                }));
  }

  private void parts(Role role, BiConsumer<String, Part> told) {
    for (Part part : deployment.stack()) {
      if (part.kind().role() == role) {
        told.accept(part.name(), part);
      }
    }
  }
}
