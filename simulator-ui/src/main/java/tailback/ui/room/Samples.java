package tailback.ui.room;

import java.util.Arrays;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.journal.Moment;
import tailback.journal.Scene;
import tailback.journal.State;

/**
 * What one worker process did lately: who had its baton, what each thread was at, how many were in
 * its room in which state; sampled at equal steps.
 */
public final class Samples {

  /** No thread, or nobody in it. */
  public static final byte NOBODY = -1;

  /** How many samples there are at most. */
  static final int COUNT = 480;

  private final String part;
  private final int replica;
  private final int ordinal;
  private final int threads;
  private final long[] times = new long[COUNT];
  private final byte[] baton = new byte[COUNT];
  private final byte[][] thread;
  private final int[][] inState = new int[State.values().length][COUNT];
  private int count;

  /**
   * Samples of a worker.
   *
   * @param ordinal which worker of the replica, from 0
   * @param threads how many threads it has; 0: it has a room
   */
  public Samples(String part, int replica, int ordinal, int threads) {
    this.part = part;
    this.replica = replica;
    this.ordinal = ordinal;
    this.threads = threads;
    thread = new byte[Math.max(threads, 1)][COUNT];
  }

  /**
   * Runs the last {@code span} nanoseconds again, and samples them; the playback ends up where it
   * was.
   */
  public void again(Playback playback, long span) {
    count = 0;
    Moment here = playback.now();
    long from = Math.max(0, here.time() - span);
    Frame frame = new Frame();
    for (int i = 0; i < COUNT && playback.now().event() <= here.event(); i++) {
      long time = from + (here.time() - from) * i / COUNT;
      if (time < here.time()) {
        playback.toTime(time);
        playback.capture(frame);
        add(frame);
      }
    }
    playback.to(here);
    playback.capture(frame);
    add(frame);
  }

  /** Adds the present. */
  public void add(Frame frame) {
    int unit = unit(frame);
    if (count == COUNT) {
      shift();
    }
    int at = count++;
    times[at] = frame.time;
    baton[at] = NOBODY;
    for (byte[] each : thread) {
      each[at] = NOBODY;
    }
    for (int[] each : inState) {
      each[at] = 0;
    }
    if (unit < 0) {
      return;
    }
    for (int s = 0; s < frame.seats; s++) {
      if (frame.unit[s] == unit) {
        byte state = frame.doing[s];
        inState[state][at]++;
        if (frame.seat[s] >= 0 && frame.seat[s] < threads) {
          thread[frame.seat[s]][at] = state;
        }
        if (frame.holder[s] == frame.baton[unit] && frame.baton[unit] != Scene.NOBODY) {
          baton[at] = frame.blocked[unit] ? (byte) State.BLOCKED.ordinal() : state;
        }
      }
    }
  }

  private void shift() {
    System.arraycopy(times, 1, times, 0, COUNT - 1);
    System.arraycopy(baton, 1, baton, 0, COUNT - 1);
    for (byte[] each : thread) {
      System.arraycopy(each, 1, each, 0, COUNT - 1);
    }
    for (int[] each : inState) {
      System.arraycopy(each, 1, each, 0, COUNT - 1);
    }
    count--;
  }

  /** The worker among the units of a frame; -1 when it is not there. */
  public int unit(Frame frame) {
    int found = 0;
    for (int u = 0; u < frame.units; u++) {
      if (frame.kindOf(u) == Scene.Kind.WORKER
          && frame.part[u].equals(part)
          && frame.replica[u] == replica
          && found++ == ordinal) {
        return u;
      }
    }
    return -1;
  }

  /** How many samples there are. */
  public int count() {
    return count;
  }

  /** How many threads there are; 0: a room. */
  public int threads() {
    return threads;
  }

  /** When a sample was taken, nanoseconds since the simulation began. */
  public long time(int sample) {
    return times[sample];
  }

  /** What the one with the baton did, an ordinal of {@link State}; {@link #NOBODY}. */
  public int baton(int sample) {
    return baton[sample];
  }

  /** What a thread was at, an ordinal of {@link State}; {@link #NOBODY}. */
  public int thread(int which, int sample) {
    return thread[which][sample];
  }

  /** How many were in a state. */
  public int in(State state, int sample) {
    return inState[state.ordinal()][sample];
  }

  /** The most that were ever there. */
  public int most() {
    int most = 1;
    for (int i = 0; i < count; i++) {
      int at = i;
      most = Math.max(most, Arrays.stream(inState).mapToInt(each -> each[at]).sum());
    }
    return most;
  }
}
