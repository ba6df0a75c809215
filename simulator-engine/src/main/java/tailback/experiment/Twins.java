package tailback.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tailback.journal.Moment;

/**
 * Runs of the same scenario left standing at earlier moments, so that going back costs the way from
 * the nearest one and not from the start.
 *
 * <p>A thread of its own brings them to where they are wanted: one a little behind the present, the
 * next twice as far behind, and so on to the start. It moves each a little at a time, so whoever
 * wants to go back can have any of them at any moment. A twin that is taken is made anew meanwhile.
 *
 * <p>On a long way the nearest goes along, and the present waits where it would be left too far
 * behind: so a step back is short at the very moment of arrival, too. On two cores both are as
 * fast, and there is little to wait for.
 */
final class Twins implements AutoCloseable {

  /** The nearest is at most so many events behind: some hundredths of a second. */
  private static final long GAP = 25_000;

  /** On a long way the nearest is at most so many events behind. */
  private static final long LAG = 2 * GAP;

  /** A twin moves so many events at a time: some milliseconds. */
  private static final long STRIDE = 10_000;

  private static final int MOST = 12;

  private final Supplier<Take> begin;
  private final List<Take> parked = new ArrayList<>();
  private final Thread thread = new Thread(this::tend, "twins");
  private long present;
  private boolean travelling;

  /** Somebody waits to take one. */
  private boolean asked;

  private boolean moving;
  private long movingFrom;

  /** The twin that is on its way to a band; null when none is, or it is yet to begin. */
  private Take working;

  private int workingBand = -1;
  private boolean closed;

  /**
   * No twins yet.
   *
   * @param begin makes one at the start
   */
  Twins(Supplier<Take> begin) {
    this.begin = begin;
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  /** The present is after so many events, and stays there. */
  synchronized void follow(long events) {
    travelling = false;
    isAt(events);
  }

  /** The present is after so many events, on a long way; waits until a twin is near. */
  synchronized void goAlong(long events) {
    travelling = true;
    isAt(events);
    while (present > LAG && !closed && !isOneNear()) {
      pause();
    }
  }

  private boolean isOneNear() {
    return moving && present - movingFrom <= LAG || behind(nearest()) <= LAG;
  }

  private void isAt(long events) {
    present = events;
    if (present > GAP && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
  }

  private long behind(Take twin) {
    return twin == null ? Long.MAX_VALUE : present - twin.now().event();
  }

  /** The nearest behind the present that is not on its way right now; null when none is. */
  private Take nearest() {
    return parked.stream()
        .filter(twin -> twin.now().event() <= present)
        .max(Comparator.comparing(Take::now))
        .orElse(null);
  }

  /** The latest twin at such a moment, which is then nobody else's; null when none is. */
  synchronized Take take(Predicate<Moment> wanted) {
    asked = true;
    while (moving && !closed) {
      pause();
    }
    asked = false;
    notifyAll();
    Take nearest = null;
    for (Take each : parked) {
      if (wanted.test(each.now()) && (nearest == null || each.now().compareTo(nearest.now()) > 0)) {
        nearest = each;
      }
    }
    parked.remove(nearest);
    return nearest;
  }

  /** Here is one more, wherever it stands. */
  synchronized void park(Take twin) {
    if (parked.size() < MOST) {
      parked.add(twin);
      notifyAll();
    }
  }

  /** Whether all are where they are wanted. */
  synchronized boolean areSettled() {
    return present <= GAP || !moving && bandToFill() < 0;
  }

  private void tend() {
    try {
      tendUntilClosed();
    } finally {
      close(); // whatever happens: nobody must wait for it
    }
  }

  private void tendUntilClosed() {
    Take moved = null;
    long stride = 0;
    while (true) {
      synchronized (this) {
        if (moved != null) {
          putBack(moved);
        }
        while (!closed && (asked || !findWork())) {
          pause();
        }
        if (closed) {
          return;
        }
        moved = working;
        moving = true;
        movingFrom = moved == null ? 0 : moved.now().event();
        stride = Math.min(STRIDE, target(workingBand) - movingFrom);
      }
      if (moved == null) {
        moved = begin.get();
        working = moved;
      }
      moved.go(stride);
    }
  }

  /** A twin has moved a little. */
  private void putBack(Take moved) {
    moving = false;
    parked.add(moved);
    if (parked.size() > MOST) {
      parked.remove(surplus());
    }
    notifyAll();
  }

  /** The one that is missed least: ahead of the present, or else not alone in its band. */
  private Take surplus() {
    return parked.stream()
        .filter(twin -> twin != working)
        .filter(twin -> behind(twin) < 0 || !isAlone(twin))
        .min(Comparator.comparing((Take twin) -> behind(twin) >= 0).thenComparing(Take::now))
        .orElseThrow();
  }

  private boolean isAlone(Take twin) {
    return parked.stream().noneMatch(other -> other != twin && band(other) == band(twin));
  }

  /** Goes on with the twin that is under way, or begins with the nearest band that has none. */
  private boolean findWork() {
    if (travelling && behind(nearest()) > GAP) { // that one first
      workingBand = 0;
      working = nearest();
      parked.remove(working);
      return true;
    }
    boolean goesOn =
        working != null && parked.contains(working) && working.now().event() < target(workingBand);
    if (!goesOn) {
      workingBand = bandToFill();
      working = workingBand < 0 ? null : source(target(workingBand));
    }
    parked.remove(working);
    return workingBand >= 0;
  }

  private void pause() {
    try {
      wait();
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** How far behind the present a twin is: 0 is the nearest, each band twice as far as the last. */
  private int band(Take twin) {
    long behind = present - twin.now().event();
    int band = 0;
    while (behind >= GAP << band) {
      band++;
    }
    return band;
  }

  /** The middle of a band. */
  private long target(int band) {
    return Math.max(0, present - (band == 0 ? GAP / 2 : (GAP << band) / 4 * 3));
  }

  /** The nearest band without a twin; negative when each has one. */
  private int bandToFill() {
    for (int band = 0; band < MOST && GAP << band < present; band++) {
      int wanted = band;
      if (parked.stream()
          .noneMatch(twin -> twin.now().event() <= present && band(twin) == wanted)) {
        return band;
      }
    }
    return -1;
  }

  /** A twin that can go there and is not needed where it is; null when a new one must begin. */
  private Take source(long target) {
    Take best = null;
    for (Take each : parked) {
      boolean spare = !isAlone(each) || GAP << band(each) >= 2 * present || parked.size() >= MOST;
      if (spare
          && each.now().event() <= target
          && (best == null || each.now().event() > best.now().event())) {
        best = each;
      }
    }
    return best;
  }

  @Override
  public synchronized void close() {
    closed = true;
    parked.clear();
    notifyAll();
  }
}
