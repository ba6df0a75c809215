package tailback.journal;

import java.util.Arrays;

/**
 * One instant of a run in flat arrays, to be filled again and again: who is where, who sits in
 * what, how full everything is. Two frames are equal when they show the same.
 *
 * <p>Arrays may be longer than what is in them: requests are {@code 0 … requests - 1}, units {@code
 * 0 … units - 1}, seats {@code 0 … seats - 1}. Requests stand in the order in which they arrived,
 * units and seats in that of the stack, front to back.
 */
public final class Frame {

  /** Nanoseconds since the simulation began. */
  public long time;

  /** How many events have fired. */
  public long event;

  // ---- requests and background tasks under way

  /** How many are under way. */
  public int requests;

  /** Its number. A task has one of its own, which may be that of a request, too. */
  public long[] request = new long[64];

  /** What it asks for, by number: endpoints, and after them tasks. */
  public int[] endpoint = new int[64];

  /** Where it is, by number of the run's catalogue. */
  public int[] place = new int[64];

  /** What it does there, by {@link State#ordinal}. */
  public byte[] state = new byte[64];

  /** Since when it has been there, nanoseconds since the simulation began. */
  public long[] since = new long[64];

  /** When it arrived, nanoseconds since the simulation began. */
  public long[] arrived = new long[64];

  /** How often it was sent so far. */
  public int[] attempts = new int[64];

  // ---- units: workers, connections, locked rows

  /** How many units there are. */
  public int units;

  /** Which part it belongs to. */
  public String[] part = new String[16];

  /** Which replica of it, from 0. */
  public int[] replica = new int[16];

  /** What it is, by {@link Scene.Kind#ordinal}. */
  public byte[] kind = new byte[16];

  /** What it is called: its worker class, or the name of a row. */
  public String[] name = new String[16];

  /** Which one of its kind and name, from 0. */
  public int[] number = new int[16];

  /** What it is at, by {@link Scene.Phase#ordinal}. */
  public byte[] phase = new byte[16];

  /** How many it has room for; 0 when there is no limit. */
  public int[] room = new int[16];

  /** Who has its baton: a request; negative for its acceptor; {@link Scene#NOBODY}. */
  public long[] baton = new long[16];

  /** Since when, nanoseconds since the simulation began. */
  public long[] batonSince = new long[16];

  /** Whether that one keeps it in a C call. */
  public boolean[] blocked = new boolean[16];

  // ---- seats: what requests keep, wherever they are themselves

  /** How many seats are taken. */
  public int seats;

  /** The unit that it belongs to. */
  public int[] unit = new int[64];

  /** Which seat of the unit; {@link Scene#ANY_SEAT} where they have no numbers. */
  public int[] seat = new int[64];

  /** Who has it. */
  public long[] holder = new long[64];

  /** What that one does, by {@link State#ordinal}. */
  public byte[] doing = new byte[64];

  /** Whether nobody waits for what it does any more. */
  public boolean[] forNobody = new boolean[64];

  // ---- resources, by number of the run's catalogue

  /** How many resources there are. */
  public int resources;

  /** How much of each is in use. */
  public int[] busy = new int[16];

  /** How many wait for each. */
  public int[] waiting = new int[16];

  /** How much of each there is; 0 when there is no limit. */
  public int[] capacity = new int[16];

  /** How many were sent away by each since time zero. */
  public long[] rejected = new long[16];

  // ---- what became of the requests that arrived since time zero and have ended

  /** How many ways there were to end. */
  public int endings;

  /** The HTTP status; 0 when there was no answer. */
  public int[] status = new int[8];

  /** Why there was no answer, by number of the run's error texts; -1 where there was one. */
  public int[] unanswered = new int[8];

  /** How many have ended so. */
  public long[] ended = new long[8];

  /** Empties it. */
  public void clear() {
    requests = 0;
    units = 0;
    seats = 0;
    resources = 0;
    endings = 0;
  }

  /** Adds a request; the arrays grow as they must. */
  public void addRequest(
      long its, int asks, int where, State does, long there, long came, int sent) {
    if (requests == request.length) {
      int more = 2 * requests;
      request = Arrays.copyOf(request, more);
      endpoint = Arrays.copyOf(endpoint, more);
      place = Arrays.copyOf(place, more);
      state = Arrays.copyOf(state, more);
      since = Arrays.copyOf(since, more);
      arrived = Arrays.copyOf(arrived, more);
      attempts = Arrays.copyOf(attempts, more);
    }
    request[requests] = its;
    endpoint[requests] = asks;
    place[requests] = where;
    state[requests] = (byte) does.ordinal();
    since[requests] = there;
    arrived[requests] = came;
    attempts[requests++] = sent;
  }

  /** Adds a unit without anybody in it. */
  public void addUnit(
      String ofPart,
      int ofReplica,
      Scene.Kind its,
      String called,
      int which,
      Scene.Phase at,
      int has) {
    if (units == part.length) {
      int more = 2 * units;
      part = Arrays.copyOf(part, more);
      replica = Arrays.copyOf(replica, more);
      kind = Arrays.copyOf(kind, more);
      name = Arrays.copyOf(name, more);
      number = Arrays.copyOf(number, more);
      phase = Arrays.copyOf(phase, more);
      room = Arrays.copyOf(room, more);
      baton = Arrays.copyOf(baton, more);
      batonSince = Arrays.copyOf(batonSince, more);
      blocked = Arrays.copyOf(blocked, more);
    }
    part[units] = ofPart;
    replica[units] = ofReplica;
    kind[units] = (byte) its.ordinal();
    name[units] = called;
    number[units] = which;
    phase[units] = (byte) at.ordinal();
    room[units] = has;
    baton[units] = Scene.NOBODY;
    batonSince[units] = 0;
    blocked[units++] = false;
  }

  /** Somebody has the baton of the last unit. */
  public void giveBaton(long who, long from, boolean inC) {
    baton[units - 1] = who;
    batonSince[units - 1] = from;
    blocked[units - 1] = inC;
  }

  /** Somebody sits in the last unit. */
  public void addSeat(int which, long who, State does, boolean nobodyAsks) {
    if (seats == seat.length) {
      int more = 2 * seats;
      unit = Arrays.copyOf(unit, more);
      seat = Arrays.copyOf(seat, more);
      holder = Arrays.copyOf(holder, more);
      doing = Arrays.copyOf(doing, more);
      forNobody = Arrays.copyOf(forNobody, more);
    }
    unit[seats] = units - 1;
    seat[seats] = which;
    holder[seats] = who;
    doing[seats] = (byte) does.ordinal();
    forNobody[seats++] = nobodyAsks;
  }

  /** Adds a resource. */
  public void addResource(int used, int queued, int most, long sentAway) {
    if (resources == busy.length) {
      int more = 2 * resources;
      busy = Arrays.copyOf(busy, more);
      waiting = Arrays.copyOf(waiting, more);
      capacity = Arrays.copyOf(capacity, more);
      rejected = Arrays.copyOf(rejected, more);
    }
    busy[resources] = used;
    waiting[resources] = queued;
    capacity[resources] = most;
    rejected[resources++] = sentAway;
  }

  /** Adds a way to end, and how many have ended so. */
  public void addEnding(int answered, int why, long many) {
    if (endings == status.length) {
      int more = 2 * endings;
      status = Arrays.copyOf(status, more);
      unanswered = Arrays.copyOf(unanswered, more);
      ended = Arrays.copyOf(ended, more);
    }
    status[endings] = answered;
    unanswered[endings] = why;
    ended[endings++] = many;
  }

  /** What a request does, one of {@link #requests}. */
  public State stateOf(int index) {
    return STATES[state[index]];
  }

  /** What somebody in a seat does, one of {@link #seats}. */
  public State doingOf(int index) {
    return STATES[doing[index]];
  }

  /** What a unit is, one of {@link #units}. */
  public Scene.Kind kindOf(int index) {
    return KINDS[kind[index]];
  }

  /** What a unit is at, one of {@link #units}. */
  public Scene.Phase phaseOf(int index) {
    return PHASES[phase[index]];
  }

  private static final State[] STATES = State.values();
  private static final Scene.Kind[] KINDS = Scene.Kind.values();
  private static final Scene.Phase[] PHASES = Scene.Phase.values();

  @Override
  public boolean equals(Object object) {
    return object instanceof Frame other
        && time == other.time
        && event == other.event
        && requests == other.requests
        && units == other.units
        && seats == other.seats
        && resources == other.resources
        && endings == other.endings
        && sameRequests(other)
        && sameUnits(other)
        && sameSeats(other)
        && sameResources(other)
        && sameEndings(other);
  }

  private boolean sameRequests(Frame other) {
    int n = requests;
    return Arrays.equals(request, 0, n, other.request, 0, n)
        && Arrays.equals(endpoint, 0, n, other.endpoint, 0, n)
        && Arrays.equals(place, 0, n, other.place, 0, n)
        && Arrays.equals(state, 0, n, other.state, 0, n)
        && Arrays.equals(since, 0, n, other.since, 0, n)
        && Arrays.equals(arrived, 0, n, other.arrived, 0, n)
        && Arrays.equals(attempts, 0, n, other.attempts, 0, n);
  }

  private boolean sameUnits(Frame other) {
    int n = units;
    return Arrays.equals(part, 0, n, other.part, 0, n)
        && Arrays.equals(replica, 0, n, other.replica, 0, n)
        && Arrays.equals(kind, 0, n, other.kind, 0, n)
        && Arrays.equals(name, 0, n, other.name, 0, n)
        && Arrays.equals(number, 0, n, other.number, 0, n)
        && Arrays.equals(phase, 0, n, other.phase, 0, n)
        && Arrays.equals(room, 0, n, other.room, 0, n)
        && Arrays.equals(baton, 0, n, other.baton, 0, n)
        && Arrays.equals(batonSince, 0, n, other.batonSince, 0, n)
        && Arrays.equals(blocked, 0, n, other.blocked, 0, n);
  }

  private boolean sameSeats(Frame other) {
    int n = seats;
    return Arrays.equals(unit, 0, n, other.unit, 0, n)
        && Arrays.equals(seat, 0, n, other.seat, 0, n)
        && Arrays.equals(holder, 0, n, other.holder, 0, n)
        && Arrays.equals(doing, 0, n, other.doing, 0, n)
        && Arrays.equals(forNobody, 0, n, other.forNobody, 0, n);
  }

  private boolean sameResources(Frame other) {
    int n = resources;
    return Arrays.equals(busy, 0, n, other.busy, 0, n)
        && Arrays.equals(waiting, 0, n, other.waiting, 0, n)
        && Arrays.equals(capacity, 0, n, other.capacity, 0, n)
        && Arrays.equals(rejected, 0, n, other.rejected, 0, n);
  }

  private boolean sameEndings(Frame other) {
    int n = endings;
    return Arrays.equals(status, 0, n, other.status, 0, n)
        && Arrays.equals(unanswered, 0, n, other.unanswered, 0, n)
        && Arrays.equals(ended, 0, n, other.ended, 0, n);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(event * 31 + time);
  }
}
