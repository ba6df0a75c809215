package tailback.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.worker.Gunicorn;
import tailback.component.worker.WorkerMemory;
import tailback.program.TraceColumn;

/** Checks that the names in the directives of a part mean something. */
final class References {

  private final Deployment deployment;
  private final Part part;
  private final Cards cards;
  private final Binder binder;

  References(Deployment deployment, Part part, Cards cards, Binder binder) {
    this.deployment = deployment;
    this.part = part;
    this.cards = cards;
    this.binder = binder;
  }

  /** Checks everything. */
  void all() {
    directives();
    if (part.settings() instanceof Gunicorn.Settings gunicorn && gunicorn.memory() != null) {
      memory(gunicorn.memory());
    }
  }

  private void directives() {
    for (Shape.Key key : cards.get(part.kind().name()).shape().keys().values()) {
      Object value = Components.value(part.settings(), key.name());
      String label = key.name() + " of " + part.name();
      if (value instanceof TraceColumn) {
        throw new Problem(
            binder.place(part.settings(), key.name()),
            label + ": a column of a trace is for steps, not for parts");
      }
      if (!key.unit().kinds().isEmpty() && value != null) {
        named(value).forEach(name -> refers(key, (String) name));
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

  private void refers(Shape.Key key, String name) {
    List<String> kinds = key.unit().kinds();
    if (kinds.contains(Unit.ENDPOINT)) {
      among(key, name, "there is no endpoint ", deployment.endpoints().keySet(), "");
    } else if (kinds.contains(Unit.CLIENTS)) {
      among(key, name, "there are no clients ", deployment.traffic().keySet(), "");
    } else if (kinds.contains(Unit.TASK)) {
      String none = "there are no tasks; say under 'tasks:' what it does";
      among(key, name, "there is no task ", deployment.tasks().keySet(), none);
    } else {
      part(key, name);
    }
  }

  /**
   * One of these must have that name.
   *
   * @param missing what to say when none has
   * @param none what to add when there are none at all
   */
  private void among(Shape.Key key, String name, String missing, Set<String> known, String none) {
    if (!known.contains(name)) {
      throw new Problem(
          binder.keyPlace(part.settings(), key.name(), name),
          key.name() + " of " + part.name() + ": " + missing + Words.quote(name),
          known.isEmpty() ? none : Words.suggest(name, known));
    }
  }

  private void part(Shape.Key key, String name) {
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
}
