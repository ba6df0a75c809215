package tailback.ui.stage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;

/**
 * Where on the stage each place of a run's catalogue is: in a worker, at a connection, or in a
 * region of some part.
 */
final class Whereabouts {

  /** How a place is found on the stage. */
  enum Where {
    /** In the seat of its worker process. */
    WORKER,
    /** At the connection that it holds, in the database. */
    CONNECTION,
    /** In a region that is the same for all. */
    REGION
  }

  private final Where[] where;
  private final int[] region;
  private final int[] arriving;

  /**
   * Finds each place of a catalogue.
   *
   * @param places by number, such as {@code gunicorn.backlog}
   */
  Whereabouts(List<String> places, Deployment deployment, Plan plan) {
    where = new Where[places.size()];
    region = new int[places.size()];
    arriving = new int[places.size()];
    Map<String, Part> parts = new TreeMap<>();
    deployment.stack().forEach(part -> parts.put(part.name(), part));
    for (int i = 0; i < places.size(); i++) {
      String place = places.get(i);
      int dot = place.indexOf('.');
      Part part = dot < 0 ? null : parts.get(place.substring(0, dot));
      String thing = dot < 0 ? place : place.substring(dot + 1);
      find(i, place, part, thing, plan);
    }
  }

  private void find(int i, String place, Part part, String thing, Plan plan) {
    where[i] = Where.WORKER;
    region[i] = -1;
    if (part == null) {
      if (place.startsWith("network") || place.equals("retry.backoff")) {
        put(i, plan.region("", place.equals("retry.backoff") ? place : "network"));
      }
      return; // on the CPU of a host, for its GIL, in wait or block: in the worker
    }
    Role role = part.kind().role();
    String name = part.name();
    switch (role) {
      case APP_SERVER -> {
        if (thing.equals("backlog")) {
          put(i, plan.region(name, "backlog"));
        }
      }
      case FRAMEWORK -> {} // its pools live in the workers
      case EDGE ->
          put(
              i,
              plan.region(name, thing.equals("backlog") || thing.equals("queue") ? "queue" : ""));
      case DATABASE -> {
        where[i] = Where.CONNECTION;
        Region lock = thing.startsWith("lock") ? plan.region(name, "lock") : null;
        if (lock != null) {
          put(i, lock);
        }
        Region slots = plan.region(name, "connections");
        region[i] = lock != null ? lock.id() : slots == null ? -1 : slots.id();
        Region inFront = plan.region(name, "arriving");
        arriving[i] = inFront == null ? region[i] : inFront.id();
      }
      case QUEUE -> put(i, plan.region(name, thing.equals("cpu") ? "workers" : "queue"));
      default -> put(i, plan.region(name, ""));
    }
  }

  private void put(int i, Region found) {
    if (found != null) {
      where[i] = Where.REGION;
      region[i] = found.id();
    }
  }

  Where of(int place) {
    return where[place];
  }

  /**
   * Where somebody is who has no connection yet; {@code otherwise} where that is not told apart.
   */
  int arriving(int place, int otherwise) {
    return where[place] == Where.CONNECTION ? arriving[place] : otherwise;
  }

  /** The region of a place; -1 when it depends on who is there. */
  int region(int place) {
    return region[place];
  }
}
