package tailback.ui.stage;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Where an edge keeps requests waiting, rather than doing something for them. */
  private static final Set<String> WAITS =
      Set.of("backlog", "queue", "loop", "limit_req", "lb_try", "retry", "collapsed");

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
      if (place.equals("retry.backoff")) {
        put(i, plan.region("", place));
      } else if (isOnTheNetwork(place)) {
        put(i, plan.region("", "network"));
      }
      return; // on the CPU of a host, for its GIL, in wait or block: in the worker
    }
    Role role = part.kind().role();
    String name = part.name();
    switch (role) {
      case APP_SERVER -> {
        if (thing.equals("backlog")) {
          put(i, plan.region(name, "backlog"));
        } else if (isOnTheNetwork(place)) {
          put(i, plan.region("", "network"));
        }
      }
      case FRAMEWORK -> {} // its pools live in the workers
      case EDGE -> {
        String region = waitsAt(place, name) ? "queue" : "";
        put(i, isOnTheNetwork(place) ? plan.region("", "network") : plan.region(name, region));
      }
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
      default -> {
        boolean served = thing.equals("command") || thing.equals("call");
        Region seats = plan.region(name, thing.equals("call") ? "calls" : "thread");
        put(i, served && seats != null ? seats : plan.region(name, ""));
      }
    }
  }

  /**
   * Whether somebody is there in front of the stack: on the wires, or with a SYN that a full
   * backlog has dropped, which the client's kernel will send again.
   */
  static boolean isOnTheNetwork(String place) {
    return place.startsWith("network") || place.endsWith(".syn");
  }

  /** Whether somebody waits there at this part of the edge. */
  static boolean waitsAt(String place, String part) {
    return place.startsWith(part + ".") && WAITS.contains(place.substring(part.length() + 1));
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
