package tailback.ui.stage;

import java.util.Arrays;

/**
 * What the stage shows of one instant: flat arrays, filled by the simulation's thread and read by
 * the screen's. The first {@code count} entries of the arrays about requests count, and so on.
 */
public final class Picture {

  /** It holds the baton of its process. */
  public static final byte BATON = 1;

  /** It is in C code that keeps the baton from the others. */
  public static final byte KEEPS_BATON = 2;

  /** It is a branch of a request: one of several things done for it at once. */
  public static final byte BRANCH = 4;

  /** No seat of its own: any cell of the region. */
  public static final int ANY = -1;

  /** The plan that its regions are of; null while it is empty. */
  public Plan plan;

  /** When it is, nanoseconds from time zero; negative in the warm-up. */
  public long time;

  /** How many events had fired. */
  public long events;

  /** How many requests and tasks are under way, on the stage or not. */
  public int inFlight;

  /** How many are on the stage, branches of them included. */
  public int count;

  /** Which request, task or branch it is: a key of {@link Who}. */
  public long[] request = new long[256];

  /** The region where it is. */
  public int[] region = new int[256];

  /** Its seat there, or {@link #ANY}. */
  public int[] seat = new int[256];

  /** Its state, an ordinal of {@link tailback.journal.State}. */
  public byte[] state = new byte[256];

  /** Its class, one of {@link Classes}. */
  public byte[] asks = new byte[256];

  /** {@link #BATON}, {@link #KEEPS_BATON} and {@link #BRANCH}. */
  public byte[] flags = new byte[256];

  /** Since when it is there, nanoseconds from time zero. */
  public long[] since = new long[256];

  /** When it arrived, nanoseconds from time zero. */
  public long[] arrived = new long[256];

  /** How many seats are kept by a request that is elsewhere. */
  public int ghosts;

  /** Which request keeps it. */
  public long[] ghost = new long[256];

  /** The region of the seat that it keeps. */
  public int[] ghostRegion = new int[256];

  /** The seat that it keeps, or {@link #ANY}. */
  public int[] ghostSeat = new int[256];

  /** The state of the request that keeps it. */
  public byte[] ghostState = new byte[256];

  /** How many seats are taken by work that nobody waits for any more: its client has gone. */
  public int gone;

  /** The region where that is. */
  public int[] goneRegion = new int[64];

  /** Its seat there, or {@link #ANY}. */
  public int[] goneSeat = new int[64];

  /** What is done for nobody, an ordinal of {@link tailback.journal.State}. */
  public byte[] goneState = new byte[64];

  /** How many rows somebody has locked, by the region of those who wait for one. */
  public int[] rowsHeld = new int[0];

  /** The row that is waited for in a lane, by its region; null: none. */
  public String[] rowName = new String[0];

  /** How many wait for it. */
  public int[] rowWaiting = new int[0];

  /** How many rows that are waited for have an owner on the stage. */
  public int owners;

  /** Who that is, a key of {@link Who}. */
  public long[] owner = new long[16];

  /** The region in which that is shown. */
  public int[] ownerRegion = new int[16];

  /** How many worker processes there are. */
  public int workers;

  /** Since when C code keeps its baton from everybody, nanoseconds; -1: it does not. */
  public long[] stoppedSince = new long[64];

  /** Whether it is up. */
  public boolean[] up = new boolean[64];

  /** Whether somebody holds its baton. */
  public boolean[] held = new boolean[64];

  /** In use of each resource, in the order of the run's resources. */
  public int[] busy = new int[0];

  /** Waiting at each resource. */
  public int[] waiting = new int[0];

  /** What each resource can serve; 0: without limit. */
  public int[] capacity = new int[0];

  /** How many each resource has sent away since time zero. */
  public long[] rejected = new long[0];

  /** In how many ways requests have ended that arrived since time zero. */
  public int endings;

  /** The HTTP status; 0 when there was no answer. */
  public int[] status = new int[8];

  /** Why there was no answer, by number of the run's error texts; -1 where there was one. */
  public int[] unanswered = new int[8];

  /** How many have ended so. */
  public long[] ended = new long[8];

  /** How many failures of the last instants there are. */
  public int falls;

  /** The region where it failed. */
  public int[] fallRegion = new int[64];

  /** When it failed, nanoseconds from time zero. */
  public long[] fallTime = new long[64];

  /** Which request. */
  public long[] fall = new long[64];

  /** Empties it. */
  public void clear() {
    inFlight = 0;
    count = 0;
    gone = 0;
    owners = 0;
    ghosts = 0;
    workers = 0;
    falls = 0;
  }

  /** Adds a request, a task or a branch of one. */
  public void add(
      long who, int its, int at, int taken, int as, int flag, long sinceNanos, long arrivedNanos) {
    if (count == request.length) {
      int more = 2 * count;
      request = Arrays.copyOf(request, more);
      region = Arrays.copyOf(region, more);
      seat = Arrays.copyOf(seat, more);
      state = Arrays.copyOf(state, more);
      asks = Arrays.copyOf(asks, more);
      flags = Arrays.copyOf(flags, more);
      since = Arrays.copyOf(since, more);
      arrived = Arrays.copyOf(arrived, more);
    }
    request[count] = who;
    asks[count] = (byte) Math.min(its, Byte.MAX_VALUE);
    region[count] = at;
    seat[count] = taken;
    state[count] = (byte) as;
    flags[count] = (byte) flag;
    since[count] = sinceNanos;
    arrived[count++] = arrivedNanos;
  }

  /** Adds a seat that is kept by a request that is elsewhere. */
  public void keep(long number, int at, int taken, int as) {
    if (ghosts == ghost.length) {
      int more = 2 * ghosts;
      ghost = Arrays.copyOf(ghost, more);
      ghostRegion = Arrays.copyOf(ghostRegion, more);
      ghostSeat = Arrays.copyOf(ghostSeat, more);
      ghostState = Arrays.copyOf(ghostState, more);
    }
    ghost[ghosts] = number;
    ghostRegion[ghosts] = at;
    ghostSeat[ghosts] = taken;
    ghostState[ghosts++] = (byte) as;
  }

  /** Nobody has locked a row, and nobody waits for one. */
  public void rows(int regions) {
    if (rowsHeld.length != regions) {
      rowsHeld = new int[regions];
      rowName = new String[regions];
      rowWaiting = new int[regions];
    }
    Arrays.fill(rowsHeld, 0);
    Arrays.fill(rowName, null);
    Arrays.fill(rowWaiting, 0);
  }

  /** Somebody has locked a row that others wait for. */
  public void owns(long who, int at) {
    if (owners == owner.length) {
      owner = Arrays.copyOf(owner, 2 * owners);
      ownerRegion = Arrays.copyOf(ownerRegion, 2 * owners);
    }
    owner[owners] = who;
    ownerRegion[owners++] = at;
  }

  /** Adds a seat where work goes on that nobody waits for. */
  public void goesOn(int at, int taken, int as) {
    if (gone == goneRegion.length) {
      int more = 2 * gone;
      goneRegion = Arrays.copyOf(goneRegion, more);
      goneSeat = Arrays.copyOf(goneSeat, more);
      goneState = Arrays.copyOf(goneState, more);
    }
    goneRegion[gone] = at;
    goneSeat[gone] = taken;
    goneState[gone++] = (byte) as;
  }

  /** Adds a worker process that is not up. */
  public void worker() {
    if (workers == up.length) {
      up = Arrays.copyOf(up, 2 * workers);
      held = Arrays.copyOf(held, 2 * workers);
      stoppedSince = Arrays.copyOf(stoppedSince, 2 * workers);
    }
    up[workers] = false;
    held[workers] = false;
    stoppedSince[workers++] = -1;
  }

  /** Adds a failure. */
  public void fell(long number, int at, long when) {
    if (falls == fall.length) {
      fall = Arrays.copyOf(fall, 2 * falls);
      fallRegion = Arrays.copyOf(fallRegion, 2 * falls);
      fallTime = Arrays.copyOf(fallTime, 2 * falls);
    }
    fall[falls] = number;
    fallRegion[falls] = at;
    fallTime[falls++] = when;
  }

  /** How many requests on the stage are in a state; branches do not count. */
  public int in(int ordinal) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += state[i] == ordinal && (flags[i] & BRANCH) == 0 ? 1 : 0;
    }
    return sum;
  }

  /** How many branches are on the stage. */
  public int branches() {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += flags[i] & BRANCH;
    }
    return sum / BRANCH;
  }

  /** How many requests on the stage are of a class; branches do not count. */
  public int asking(int its) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += asks[i] == its && (flags[i] & BRANCH) == 0 ? 1 : 0;
    }
    return sum;
  }
}
