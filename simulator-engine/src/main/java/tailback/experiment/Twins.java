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
 */
final class Twins implements AutoCloseable {

  /** The nearest is at most so many events behind: a tenth of a second or two. */
  private static final long GAP = 100_000;

  /** A twin moves so many events at a time: some ten milliseconds. */
  private static final long STRIDE = 20_000;

  private static final int MOST = 12;

  private final Supplier<Take> begin;
  private final List<Take> parked = new ArrayList<>();
  private final Thread thread = new Thread(this::tend, "twins");
  private long present;
  private boolean moving;

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

  /** The present is after so many events. */
  synchronized void follow(long events) {
    present = events;
    if (present > GAP && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
  }

  /** The latest twin at such a moment, which is then nobody else's; null when none is. */
  synchronized Take take(Predicate<Moment> wanted) {
    while (moving) {
      pause();
    }
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
    Take moved = null;
    long stride = 0;
    while (true) {
      synchronized (this) {
        if (moved != null) {
          putBack(moved);
        }
        while (!closed && !findWork()) {
          pause();
        }
        if (closed) {
          return;
        }
        moved = working;
        moving = true;
        long left = target(workingBand) - (moved == null ? 0 : moved.now().event());
        stride = Math.min(STRIDE, left);
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
      parked.remove(
          parked.stream()
              .filter(twin -> twin != working)
              .max(Comparator.comparing(Take::now))
              .orElseThrow());
    }
    notifyAll();
  }

  /** Goes on with the twin that is under way, or begins with the nearest band that has none. */
  private boolean findWork() {
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
    for (int band = 0; GAP << band < present; band++) {
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
      boolean spare =
          parked.stream().anyMatch(twin -> twin != each && band(twin) == band(each))
              || GAP << band(each) >= 2 * present
              || parked.size() >= MOST;
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
