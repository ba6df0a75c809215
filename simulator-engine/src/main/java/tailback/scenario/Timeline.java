package tailback.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.network.Partition;

/**
 * Reads what happens in the middle of a run: settings that change, only those that the real thing
 * can change without a restart, and what parts are to do.
 */
final class Timeline {

  private static final Set<String> SECTIONS = Set.of("traffic", "stack", "endpoints", "tasks");

  /** What of autoscaling may change at any time; the rest makes another group of it. */
  private static final Set<String> SCALES =
      Set.of("min", "max", "target_cpu", "target_requests", "target_queue");

  private final Cards cards;
  private final Recordings recordings;

  Timeline(Cards cards, Recordings recordings) {
    this.cards = cards;
    this.recordings = recordings;
  }

  private static final Pattern DEED =
      Pattern.compile("([\\w-]+)(?:\\[([1-9]\\d{0,8})\\])?\\.([\\w-]+)");

  /** A time, or (null) a condition. */
  private record Entry(Duration at, Node.Scalar when, Node.Mapping set, List<Node.Scalar> deeds) {}

  /** The changes of a scenario, by time; each holds the whole deployment from then on. */
  List<Scenario.Change> changes(Node.Mapping root) {
    List<Scenario.Change> changes = new ArrayList<>();
    Node.Mapping before = root;
    for (Entry entry : timed(entries(root))) {
      Node.Mapping after = Patch.all(before, entry.set);
      Deployment deployment = deployment(entry, before, after);
      List<Scenario.Deed> deeds = entry.deeds.stream().map(each -> deed(each, deployment)).toList();
      changes.add(new Scenario.Change(entry.at, deployment, deeds, text(entry)));
      before = after;
    }
    return List.copyOf(changes);
  }

  /** What changes when a condition holds: each by itself, so nothing else may change the same. */
  List<Scenario.Reaction> reactions(Node.Mapping root, ConditionProse conditions) {
    List<Entry> entries = entries(root);
    Set<String> taken = new TreeSet<>();
    for (Entry entry : timed(entries)) {
      taken.addAll(touched(root, Patch.all(root, entry.set)));
    }
    List<Scenario.Reaction> reactions = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.when == null) {
        continue;
      }
      Node.Mapping after = Patch.all(root, entry.set);
      for (String name : touched(root, after)) {
        if (!taken.add(name)) {
          throw new Problem(
              entry.set.place(),
              name + " is changed by another entry of the timeline too",
              "what changes under a condition cannot change otherwise");
        }
      }
      Deployment deployment = deployment(entry, root, after);
      List<Scenario.Deed> deeds = entry.deeds.stream().map(each -> deed(each, deployment)).toList();
      try {
        Condition when = conditions.read(entry.when.text());
        reactions.add(new Scenario.Reaction(when, deployment, deeds, text(entry)));
      } catch (Misread e) {
        throw e.at(entry.when.place(), "when of a change");
      }
    }
    return List.copyOf(reactions);
  }

  /** The parts and groups that differ; programs are linked all together, and count as one. */
  private static Set<String> touched(Node.Mapping before, Node.Mapping after) {
    Set<String> touched = new TreeSet<>();
    for (String section : changed(before, after)) {
      if (section.equals("endpoints") || section.equals("tasks")) {
        touched.add("endpoints");
      } else if (before.get(section) instanceof Node.Mapping old
          && after.get(section) instanceof Node.Mapping made) {
        changed(old, made).forEach(name -> touched.add(section + "." + name));
      }
    }
    return touched;
  }

  private List<Entry> entries(Node.Mapping root) {
    Node node = root.get("timeline");
    return node == null
        ? List.of()
        : Binder.sequence(node, "timeline").items().stream().map(this::entry).toList();
  }

  private static List<Entry> timed(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.at != null)
        .sorted(Comparator.comparing(Entry::at))
        .toList();
  }

  private Entry entry(Node item) {
    Node.Mapping mapping = Binder.mapping(item, "a change of the timeline");
    Shape shape = Shape.of(Layout.ChangeKeys.class);
    Binder.known(mapping, shape.names(), "a change of the timeline");
    Node time = mapping.get("at");
    Node when = mapping.get("when");
    if (time == null && when == null) {
      throw new Problem(mapping.place(), "a change of the timeline needs 'at' or 'when'");
    }
    if (time != null && when != null) {
      throw new Problem(when.place(), "a change of the timeline has either 'at' or 'when'");
    }
    Node set = mapping.get("set");
    Node deeds = mapping.get("do");
    if (set == null && deeds == null) {
      throw new Problem(
          mapping.place(),
          "nothing happens in this change of the timeline",
          "it takes 'set' (paths and values), 'do' (such as gunicorn.reload), or both");
    }
    Binder binder = new Binder(recordings);
    return new Entry(
        time == null ? null : (Duration) binder.value(time, Duration.class, Unit.NONE, "at"),
        when == null ? null : Binder.scalar(when, "when of a change"),
        set == null ? Node.Mapping.empty(mapping.place()) : Binder.mapping(set, "set of a change"),
        deeds == null ? List.of() : deeds(deeds));
  }

  private static List<Node.Scalar> deeds(Node node) {
    List<Node> items = node instanceof Node.Sequence many ? many.items() : List.of(node);
    return items.stream().map(item -> Binder.scalar(item, "do of a change")).toList();
  }

  private Scenario.Deed deed(Node.Scalar written, Deployment deployment) {
    Matcher deed = DEED.matcher(written.text());
    if (!deed.matches()) {
      throw new Problem(
          written.place(),
          Words.quote(written.text()) + " says nothing that a part could do",
          "write PART.ACTION, such as gunicorn.reload, or gunicorn[2].reload for one replica");
    }
    String name = deed.group(1);
    Part part =
        deployment.stack().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem(
                        written.place(),
                        "the stack has no part " + Words.quote(name),
                        Words.suggest(name, deployment.stack().stream().map(Part::name).toList())));
    List<String> actions = new ArrayList<>(part.kind().actions());
    if (Partition.isInFrontOf(part.kind().role())) {
      actions.addAll(Partition.ACTIONS);
    }
    if (!actions.contains(deed.group(3))) {
      throw new Problem(
          written.place(),
          "a " + part.kind().name() + " cannot " + Words.quote(deed.group(3)),
          actions.isEmpty() ? "it does nothing on demand" : Words.suggest(deed.group(3), actions));
    }
    if (deed.group(2) != null && part.autoscale() != null) {
      throw new Problem(
          written.place(),
          "which replicas " + name + " has is up to its autoscale",
          "write " + name + "." + deed.group(3));
    }
    int replica = deed.group(2) == null ? -1 : Integer.parseInt(deed.group(2)) - 1;
    if (replica >= part.replicas()) {
      throw new Problem(
          written.place(),
          "there is no " + name + "[" + deed.group(2) + "]",
          name + " has " + part.replicas() + (part.replicas() == 1 ? " replica" : " replicas"));
    }
    return new Scenario.Deed(name, replica, deed.group(3));
  }

  private Deployment deployment(Entry entry, Node.Mapping before, Node.Mapping after) {
    try {
      Deployment made = new DeploymentBinder(cards, new Binder(recordings)).deployment(after);
      allowed(before, after);
      return made;
    } catch (Problem e) {
      throw e.isWithin(entry.set) ? e : e.because("after the change at " + text(entry));
    }
  }

  private static String text(Entry entry) {
    String set = entry.set.toString();
    return Stream.concat(
            Stream.of(set.substring(1, set.length() - 1)),
            entry.deeds.stream().map(Node.Scalar::text))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private void allowed(Node.Mapping before, Node.Mapping after) {
    for (String section : changed(before, after)) {
      if (section.equals("hosts") && onlySpeed(before.get(section), after.get(section))) {
        continue;
      }
      Node.Entry entry = after.entries().get(section);
      if (!SECTIONS.contains(section)) {
        throw restart(section, before.get(section), entry == null ? null : entry.value(), after);
      }
      if (!(before.get(section) instanceof Node.Mapping old)
          || !(after.get(section) instanceof Node.Mapping made)) {
        continue;
      }
      for (String name : changed(old, made)) {
        if (old.get(name) == null || made.get(name) == null) {
          Place place = (made.get(name) == null ? old : made).get(name).place();
          throw new Problem(
              made.get(name) == null ? made.place() : place,
              section + "." + name + " cannot come or go in the middle of a run",
              "have it from the start");
        }
        if (section.equals("stack")) {
          part(name, old.get(name), made.get(name));
        }
      }
    }
  }

  /** A machine may become slow; everything else of it takes a restart. */
  private static boolean onlySpeed(Node before, Node after) {
    if (!(before instanceof Node.Mapping old) || !(after instanceof Node.Mapping made)) {
      return false;
    }
    for (String name : changed(old, made)) {
      if (!(old.get(name) instanceof Node.Mapping was)
          || !(made.get(name) instanceof Node.Mapping is)
          || !changed(was, is).equals(Set.of("speed"))) {
        return false;
      }
    }
    return true;
  }

  private void part(String name, Node before, Node after) {
    Node.Mapping old = Binder.mapping(before, name);
    Node.Mapping made = Binder.mapping(after, name);
    Node kind = made.get("kind");
    Cards.Entry entry = cards.get(kind == null ? name : kind.toString());
    for (String key : changed(old, made)) {
      if (key.equals("autoscale")
          && old.get(key) instanceof Node.Mapping was
          && made.get(key) instanceof Node.Mapping is
          && SCALES.containsAll(changed(was, is))) {
        continue;
      }
      boolean restarts =
          entry.card().directives().stream()
              .filter(directive -> directive.name().equals(key))
              .allMatch(directive -> directive.change() == Card.Change.RESTART);
      if (restarts) {
        throw restart(name + "." + key, old.get(key), made.get(key), made);
      }
    }
  }

  /** What cannot change: as deep in a map as everything else stays the same. */
  private static Problem restart(String path, Node before, Node after, Node around) {
    if (before instanceof Node.Mapping old && after instanceof Node.Mapping made) {
      String key = changed(old, made).iterator().next();
      return restart(path + "." + key, old.get(key), made.get(key), made);
    }
    return new Problem(
        (after == null ? around : after).place(),
        path + " cannot change in the middle of a run: it takes a restart",
        "a what_if can set it from the start");
  }

  private static Set<String> changed(Node.Mapping before, Node.Mapping after) {
    Set<String> keys = new TreeSet<>(before.entries().keySet());
    keys.addAll(after.entries().keySet());
    keys.removeIf(
        key ->
            before.get(key) != null
                && after.get(key) != null
                && before.get(key).sameAs(after.get(key)));
    return keys;
  }
}
