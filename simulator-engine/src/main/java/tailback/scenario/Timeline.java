package tailback.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tailback.component.Deployment;

/**
 * Reads the changes in the middle of a run: only what the real thing can change without a restart.
 */
final class Timeline {

  private static final Set<String> SECTIONS = Set.of("traffic", "stack", "endpoints", "tasks");

  private final Cards cards;
  private final Recordings recordings;

  Timeline(Cards cards, Recordings recordings) {
    this.cards = cards;
    this.recordings = recordings;
  }

  private record Entry(Duration at, Node.Mapping set) {}

  /** The changes of a scenario, by time; each holds the whole deployment from then on. */
  List<Scenario.Change> changes(Node.Mapping root) {
    Node node = root.get("timeline");
    if (node == null) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (Node item : Binder.sequence(node, "timeline").items()) {
      entries.add(entry(item));
    }
    entries.sort(Comparator.comparing(Entry::at));
    List<Scenario.Change> changes = new ArrayList<>();
    Node.Mapping before = root;
    for (Entry entry : entries) {
      Node.Mapping after = Patch.all(before, entry.set);
      Deployment deployment = deployment(entry, before, after);
      changes.add(new Scenario.Change(entry.at, deployment, text(entry.set)));
      before = after;
    }
    return List.copyOf(changes);
  }

  private Entry entry(Node item) {
    Node.Mapping mapping = Binder.mapping(item, "a change of the timeline");
    Shape shape = Shape.of(Layout.ChangeKeys.class);
    Binder.known(mapping, shape.names(), "a change of the timeline");
    for (String needed : shape.names()) {
      if (mapping.get(needed) == null) {
        throw new Problem(mapping.place(), "a change of the timeline needs '" + needed + "'");
      }
    }
    Binder binder = new Binder(recordings);
    Duration at = (Duration) binder.value(mapping.get("at"), Duration.class, Unit.NONE, "at");
    return new Entry(at, Binder.mapping(mapping.get("set"), "set of a change"));
  }

  private Deployment deployment(Entry entry, Node.Mapping before, Node.Mapping after) {
    try {
      Deployment made = new DeploymentBinder(cards, new Binder(recordings)).deployment(after);
      allowed(before, after);
      return made;
    } catch (Problem e) {
      throw e.isWithin(entry.set) ? e : e.because("after the change at " + text(entry.set));
    }
  }

  private static String text(Node.Mapping set) {
    String text = set.toString();
    return text.substring(1, text.length() - 1);
  }

  private void allowed(Node.Mapping before, Node.Mapping after) {
    for (String section : changed(before, after)) {
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

  private void part(String name, Node before, Node after) {
    Node.Mapping old = Binder.mapping(before, name);
    Node.Mapping made = Binder.mapping(after, name);
    Node kind = made.get("kind");
    Cards.Entry entry = cards.get(kind == null ? name : kind.toString());
    for (String key : changed(old, made)) {
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
