package tailback.ui.stage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.journal.Frame;
import tailback.journal.Scene;
import tailback.journal.State;
import tailback.ui.stage.Whereabouts.Where;

/** Puts a frame of the run on the stage: who is drawn where, and what is kept meanwhile. */
public final class Staging {

  /** A request's number; above it stands what tells attempts, and tasks, apart. */
  private static final long NUMBER = (1L << 56) - 1;

  private final Plan plan;
  private final Whereabouts whereabouts;
  private final int endpoints;
  private final Map<String, Box> workerBoxes = new HashMap<>();
  private final Map<String, Integer> firstWorker = new HashMap<>();

  /** The private queue of a worker, by the region of its threads. */
  private final Map<Integer, Integer> inside = new HashMap<>();

  private final int workers;

  private final LongIndex firstSeat = new LongIndex();
  private int[] nextSeat = new int[64];
  private int[] unitRegion = new int[16];
  private int[] unitSeat = new int[16];
  private int[] unitHolder = new int[16];

  /**
   * A staging of a run.
   *
   * @param places the run's catalogue of places
   * @param endpoints how many endpoints there are; what has a higher number is a background task
   */
  public Staging(Plan plan, Deployment deployment, List<String> places, int endpoints) {
    this.plan = plan;
    this.endpoints = endpoints;
    whereabouts = new Whereabouts(places, deployment, plan);
    int count = 0;
    for (Box box : plan.boxes()) {
      if (box.family() == Box.Family.WORKERS) {
        workerBoxes.put(box.part(), box);
        firstWorker.put(box.part(), count);
        count += box.workers().size();
      }
    }
    workers = count;
    for (Region queue : plan.regions()) {
      if (queue.thing().equals("inside")) {
        inside.put(seatsBeside(queue), queue.id());
      }
    }
  }

  private int seatsBeside(Region queue) {
    for (Region region : plan.regions()) {
      if (region.thing().equals("seats")
          && region.part().equals(queue.part())
          && region.replica() == queue.replica()
          && region.worker() == queue.worker()) {
        return region.id();
      }
    }
    throw new IllegalArgumentException("no threads beside the private queue");
  }

  /**
   * The key of an entry of a frame: a request's number, and for a background task, which has that
   * of the request that handed it over, its complement.
   */
  public static long key(long number, boolean task) {
    return task ? ~(number & NUMBER) : number;
  }

  /**
   * Puts a frame on the stage.
   *
   * @param timeZero the end of the warm-up, nanoseconds since the simulation began
   */
  public void stage(Frame frame, long timeZero, Picture picture) {
    picture.clear();
    picture.plan = plan;
    picture.time = frame.time - timeZero;
    picture.events = frame.event;
    units(frame, timeZero, picture);
    seats(frame);
    for (int i = 0; i < frame.requests; i++) {
      request(frame, i, timeZero, picture);
    }
    picture.busy = copy(frame.busy, frame.resources, picture.busy);
    picture.waiting = copy(frame.waiting, frame.resources, picture.waiting);
    picture.capacity = copy(frame.capacity, frame.resources, picture.capacity);
    if (picture.rejected.length != frame.resources) {
      picture.rejected = new long[frame.resources];
    }
    System.arraycopy(frame.rejected, 0, picture.rejected, 0, frame.resources);
    picture.endings = frame.endings;
    picture.status = Arrays.copyOf(frame.status, frame.endings);
    picture.unanswered = Arrays.copyOf(frame.unanswered, frame.endings);
    picture.ended = Arrays.copyOf(frame.ended, frame.endings);
  }

  private static int[] copy(int[] from, int length, int[] to) {
    int[] copy = to.length == length ? to : new int[length];
    System.arraycopy(from, 0, copy, 0, length);
    return copy;
  }

  // ---- units: which region and seat each is

  private void units(Frame frame, long timeZero, Picture picture) {
    if (unitRegion.length < frame.units) {
      unitRegion = new int[2 * frame.units];
      unitSeat = new int[2 * frame.units];
      unitHolder = new int[2 * frame.units];
    }
    for (int i = 0; i < workers; i++) {
      picture.worker(false, -1);
    }
    int before = -1;
    int ordinal = 0;
    for (int u = 0; u < frame.units; u++) {
      boolean follows =
          before >= 0 && frame.kind[u] == frame.kind[before] && same(frame, u, before);
      ordinal = follows ? ordinal + 1 : 0;
      before = u;
      unitRegion[u] = -1;
      unitSeat[u] = Picture.ANY;
      unitHolder[u] = -1;
      switch (frame.kindOf(u)) {
        case WORKER -> worker(frame, u, ordinal, timeZero, picture);
        case TASK_WORKER -> seatOf(u, plan.region(frame.part[u], "workers"), frame.number[u]);
        case CONNECTION -> seatOf(u, plan.region(frame.part[u], "connections"), frame.number[u]);
        case SERVER -> seatOf(u, plan.region(frame.part[u], "servers"), frame.number[u]);
        default -> {} // a row: its owner and those who wait are drawn in their connections
      }
    }
  }

  private static boolean same(Frame frame, int u, int before) {
    boolean pooled = frame.kindOf(u) != Scene.Kind.WORKER; // all replicas share one region
    return frame.part[u].equals(frame.part[before])
        && (pooled || frame.replica[u] == frame.replica[before]);
  }

  private void worker(Frame frame, int u, int ordinal, long timeZero, Picture picture) {
    Box box = workerBoxes.get(frame.part[u]);
    if (box == null) {
      return;
    }
    int index = 0;
    for (Box.Worker worker : box.workers()) {
      if (worker.replica() == frame.replica[u] && worker.number() == ordinal) {
        int number = firstWorker.get(box.part()) + index;
        picture.up[number] =
            frame.phaseOf(u) == Scene.Phase.UP || frame.phaseOf(u) == Scene.Phase.LEAVING;
        picture.stoppedSince[number] = frame.blocked[u] ? frame.batonSince[u] - timeZero : -1;
        unitRegion[u] = worker.seats();
        unitHolder[u] = worker.holder();
        return;
      }
      index++;
    }
  }

  private void seatOf(int u, Region region, int seat) {
    if (region != null && seat < region.waffle().cells()) {
      unitRegion[u] = region.id();
      unitSeat[u] = seat;
    }
  }

  // ---- seats: a list for each holder

  private void seats(Frame frame) {
    firstSeat.clear();
    if (nextSeat.length < frame.seats) {
      nextSeat = Arrays.copyOf(nextSeat, 2 * frame.seats);
    }
    for (int s = frame.seats - 1; s >= 0; s--) {
      long key = key(frame.holder[s], frame.kindOf(frame.unit[s]) == Scene.Kind.TASK_WORKER);
      nextSeat[s] = firstSeat.get(key);
      firstSeat.put(key, s);
    }
  }

  private int seatIn(Frame frame, int s) {
    int u = frame.unit[s];
    return unitSeat[u] >= 0 ? unitSeat[u] : frame.seat[s];
  }

  // ---- requests

  private void request(Frame frame, int i, long timeZero, Picture picture) {
    boolean task = frame.endpoint[i] >= endpoints;
    long key = key(frame.request[i], task);
    int place = frame.place[i];
    State state = frame.stateOf(i);
    Where where = whereabouts.of(place);
    int region = whereabouts.region(place);
    int seat = Picture.ANY;
    int flags = 0;
    int from = -1;
    for (int s = firstSeat.get(key); s >= 0; s = nextSeat[s]) {
      int u = frame.unit[s];
      boolean worker =
          frame.kindOf(u) == Scene.Kind.WORKER || frame.kindOf(u) == Scene.Kind.TASK_WORKER;
      if (where == Where.WORKER && worker
          || where == Where.CONNECTION
              && frame.kindOf(u) == Scene.Kind.CONNECTION
              && unitRegion[u] == region) {
        from = s;
      }
    }
    if (from >= 0 && unitRegion[frame.unit[from]] >= 0) {
      int u = frame.unit[from];
      region = unitRegion[u];
      seat = seatIn(frame, from);
      if (frame.baton[u] == frame.request[i]) {
        flags |= Picture.BATON | (frame.blocked[u] ? Picture.KEEPS_BATON : 0);
        if (unitHolder[u] >= 0) {
          region = unitHolder[u];
          seat = 0;
        }
      }
      if (unitHolder[u] >= 0 && region != unitHolder[u]) {
        seat = Picture.ANY;
      }
      if (seat == Picture.ANY && inside.containsKey(region)) {
        region = inside.get(region);
      }
    } else {
      from = -1;
    }
    if (from < 0 && where == Where.CONNECTION) {
      region = whereabouts.arriving(place, region);
    }
    if (region < 0) {
      return; // nowhere on this stage
    }
    Region at = plan.regions().get(region);
    if (seat >= at.waffle().cells()) {
      seat = Picture.ANY;
    }
    picture.add(
        key,
        region,
        seat,
        state.ordinal(),
        flags,
        frame.since[i] - timeZero,
        frame.arrived[i] - timeZero);
    for (int s = firstSeat.get(key); s >= 0; s = nextSeat[s]) {
      int u = frame.unit[s];
      if (s != from && unitRegion[u] >= 0 && unitHolder[u] < 0) {
        picture.keep(key, unitRegion[u], seatIn(frame, s), state.ordinal());
      }
    }
  }
}
