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

  private final Plan plan;
  private final Whereabouts whereabouts;
  private final int endpoints;
  private final Map<String, Box> workerBoxes = new HashMap<>();
  private final Map<String, Integer> firstWorker = new HashMap<>();

  /** The private queue of a worker, by the region of its threads. */
  private final Map<Integer, Integer> inside = new HashMap<>();

  private final RowLanes rows;
  private final int workers;

  private final LongIndex firstSeat = new LongIndex();

  /** The requests that have branches. */
  private final LongIndex forked = new LongIndex();

  /** Where each request stands in the picture. */
  private final LongIndex drawn = new LongIndex();

  // Where somebody is put.
  private int region;
  private int seat;

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
    rows = new RowLanes(plan);
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
   * Puts a frame on the stage.
   *
   * @param timeZero the end of the warm-up, nanoseconds since the simulation began
   */
  public void stage(Frame frame, long timeZero, Picture picture) {
    picture.clear();
    picture.plan = plan;
    picture.time = frame.time - timeZero;
    picture.events = frame.event;
    picture.inFlight = frame.requests;
    drawn.clear();
    units(frame, timeZero, picture);
    seats(frame);
    rows.read(frame, picture);
    for (int i = 0; i < frame.requests; i++) {
      request(frame, i, timeZero, picture);
    }
    branches(frame, picture);
    forNobody(frame, picture);
    owners(picture);
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
      picture.worker();
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
        default -> {} // a row: it has a lane where somebody waits for it
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
        picture.held[number] = frame.baton[u] != Scene.NOBODY;
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

  // ---- seats: a list for each who holds some

  private void seats(Frame frame) {
    firstSeat.clear();
    forked.clear();
    if (nextSeat.length < frame.seats) {
      nextSeat = Arrays.copyOf(nextSeat, 2 * frame.seats);
    }
    for (int s = frame.seats - 1; s >= 0; s--) {
      long key = Who.in(frame, s);
      nextSeat[s] = firstSeat.get(key);
      firstSeat.put(key, s);
      if (frame.branch[s] > 0) {
        forked.put(frame.holder[s], s);
      }
    }
  }

  private int seatIn(Frame frame, int s) {
    int u = frame.unit[s];
    return unitSeat[u] >= 0 ? unitSeat[u] : frame.seat[s];
  }

  private static boolean isWorker(Frame frame, int u) {
    return frame.kindOf(u) == Scene.Kind.WORKER || frame.kindOf(u) == Scene.Kind.TASK_WORKER;
  }

  /** The seat that it is drawn in, of those that it holds; -1: in none. */
  private int seatOf(Frame frame, long key, Where where, int region) {
    int found = -1;
    for (int s = firstSeat.get(key); s >= 0; s = nextSeat[s]) {
      int u = frame.unit[s];
      boolean connection = frame.kindOf(u) == Scene.Kind.CONNECTION && unitRegion[u] == region;
      if (where == Where.WORKER && isWorker(frame, u) || where == Where.CONNECTION && connection) {
        found = s;
      }
    }
    return found >= 0 && unitRegion[frame.unit[found]] >= 0 ? found : -1;
  }

  // ---- who is drawn where

  private void request(Frame frame, int i, long timeZero, Picture picture) {
    long number = frame.request[i];
    long key = Who.of(number, frame.endpoint[i] >= endpoints);
    int place = frame.place[i];
    int s = seatOf(frame, key, whereabouts.of(place), whereabouts.region(place));
    boolean waitsForBranches = s >= 0 && frame.doingOf(s) == State.ON_IO && forked.get(number) >= 0;
    int flags = s >= 0 && !waitsForBranches ? baton(frame, s) : 0;
    State state = frame.stateOf(i);
    if (!put(frame, key, s, place, flags)) {
      return;
    }
    picture.add(
        key,
        plan.classes().of(number, frame.endpoint[i]),
        region,
        seat,
        state.ordinal(),
        flags,
        frame.since[i] - timeZero,
        frame.arrived[i] - timeZero);
    drawn.put(key, picture.count - 1);
    keep(frame, key, s, state, picture);
  }

  /** Each branch where it is: it is in its worker all the while, and tells so there. */
  private void branches(Frame frame, Picture picture) {
    for (int own = 0; own < frame.seats && forked.size() > 0; own++) {
      if (frame.branch[own] == 0 || !isWorker(frame, frame.unit[own])) {
        continue;
      }
      long key = Who.branch(frame.holder[own], frame.branch[own]);
      int place = frame.branchPlace[own];
      Where where = place < 0 ? Where.WORKER : whereabouts.of(place);
      int s = seatOf(frame, key, where, place < 0 ? -1 : whereabouts.region(place));
      State state = frame.doingOf(own);
      boolean runs = state == State.COMPUTES || state == State.BLOCKED;
      int flags = s >= 0 && runs ? baton(frame, s) : 0;
      int whole = drawn.get(Who.of(frame.holder[own], false));
      if (whole < 0 || !put(frame, key, s, place, flags)) {
        continue;
      }
      picture.add(
          key,
          picture.asks[whole],
          region,
          seat,
          state.ordinal(),
          flags | Picture.BRANCH,
          picture.arrived[whole],
          picture.arrived[whole]);
      drawn.put(key, picture.count - 1);
      keep(frame, key, s, state, picture);
    }
  }

  /** What is done in a seat although its client has gone. */
  private void forNobody(Frame frame, Picture picture) {
    for (int s = 0; s < frame.seats; s++) {
      int u = frame.unit[s];
      if (frame.forNobody[s] && unitRegion[u] >= 0 && !isUnderWay(frame.holder[s])) {
        put(frame, Who.in(frame, s), s, -1, baton(frame, s));
        picture.goesOn(region, seat, frame.doing[s]);
      }
    }
  }

  /** Whether somebody waits for it, be it a request or a task. */
  private boolean isUnderWay(long number) {
    return drawn.get(Who.of(number, false)) >= 0 || drawn.get(Who.of(number, true)) >= 0;
  }

  /** Who has a row that others wait for is shown in front of them, too. */
  private void owners(Picture picture) {
    for (int i = 0; i < picture.owners; i++) {
      int at = drawn.get(picture.owner[i]);
      if (at >= 0) {
        picture.keep(picture.owner[i], picture.ownerRegion[i], 0, picture.state[at]);
      } else {
        picture.goesOn(picture.ownerRegion[i], 0, State.ON_IO.ordinal());
      }
    }
  }

  private int baton(Frame frame, int s) {
    int u = frame.unit[s];
    if (frame.baton[u] != frame.holder[s] || !isWorker(frame, u)) {
      return 0;
    }
    return Picture.BATON | (frame.blocked[u] ? Picture.KEEPS_BATON : 0);
  }

  /** Finds the region and the seat, by the seat that is held or the place; false: nowhere. */
  private boolean put(Frame frame, long key, int s, int place, int flags) {
    seat = Picture.ANY;
    if (s >= 0) {
      int u = frame.unit[s];
      region = unitRegion[u];
      seat = seatIn(frame, s);
      if (unitHolder[u] >= 0) {
        boolean holds = (flags & Picture.BATON) != 0;
        region = holds ? unitHolder[u] : region;
        seat = holds ? 0 : Picture.ANY;
      } else if (seat == Picture.ANY && inside.containsKey(region)) {
        region = inside.get(region);
      }
    } else {
      region = place < 0 ? -1 : whereabouts.arriving(place, whereabouts.region(place));
      int lane = rows.of(key);
      region = lane >= 0 ? lane : region;
    }
    if (region >= 0 && seat >= plan.regions().get(region).waffle().cells()) {
      seat = Picture.ANY;
    }
    return region >= 0;
  }

  /** What it keeps besides the seat that it is drawn in; a room has no seats to keep. */
  private void keep(Frame frame, long key, int drawnIn, State state, Picture picture) {
    for (int s = firstSeat.get(key); s >= 0; s = nextSeat[s]) {
      int u = frame.unit[s];
      if (s != drawnIn && unitRegion[u] >= 0 && unitHolder[u] < 0) {
        picture.keep(key, unitRegion[u], seatIn(frame, s), state.ordinal());
      }
    }
  }
}
