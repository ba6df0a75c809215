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

  /** No seat of its own: any cell of the region. */
  public static final int ANY = -1;

  /** The plan that its regions are of; null while it is empty. */
  public Plan plan;

  /** When it is, nanoseconds from time zero; negative in the warm-up. */
  public long time;

  /** How many events had fired. */
  public long events;

  /** How many requests are on the stage. */
  public int count;

  /** The request's number, and the branch of it, so that no two entries have the same. */
  public long[] request = new long[256];

  /** The region where it is. */
  public int[] region = new int[256];

  /** Its seat there, or {@link #ANY}. */
  public int[] seat = new int[256];

  /** Its state, an ordinal of {@link tailback.journal.State}. */
  public byte[] state = new byte[256];

  /** {@link #BATON} and {@link #KEEPS_BATON}. */
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

  /** How many worker processes there are. */
  public int workers;

  /** Since when C code keeps its baton from everybody, nanoseconds; -1: it does not. */
  public long[] stoppedSince = new long[64];

  /** Whether it is up. */
  public boolean[] up = new boolean[64];

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
    count = 0;
    ghosts = 0;
    workers = 0;
    falls = 0;
  }

  /** Adds a request. */
  public void add(
      long number, int at, int taken, int as, int flag, long sinceNanos, long arrivedNanos) {
    if (count == request.length) {
      int more = 2 * count;
      request = Arrays.copyOf(request, more);
      region = Arrays.copyOf(region, more);
      seat = Arrays.copyOf(seat, more);
      state = Arrays.copyOf(state, more);
      flags = Arrays.copyOf(flags, more);
      since = Arrays.copyOf(since, more);
      arrived = Arrays.copyOf(arrived, more);
    }
    request[count] = number;
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

  /** Adds a worker process. */
  public void worker(boolean isUp, long stopped) {
    if (workers == up.length) {
      up = Arrays.copyOf(up, 2 * workers);
      stoppedSince = Arrays.copyOf(stoppedSince, 2 * workers);
    }
    up[workers] = isUp;
    stoppedSince[workers++] = stopped;
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

  /** How many requests are in a state. */
  public int in(int ordinal) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += state[i] == ordinal ? 1 : 0;
    }
    return sum;
  }
}
