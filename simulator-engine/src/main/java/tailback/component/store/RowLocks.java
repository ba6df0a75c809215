package tailback.component.store;

import java.util.Arrays;
import tailback.queueing.Meter;

/** The rows of one name that transactions lock, such as the stock of each article. */
public final class RowLocks {

  private final String name;
  private final Versions versions;
  private final Meter meter;
  private final int place;
  private final int notAvailable;
  private final boolean advisory;
  private RowLock[] locks = {};

  RowLocks(
      String name, Versions versions, Meter meter, int place, int notAvailable, boolean advisory) {
    this.name = name;
    this.versions = versions;
    this.meter = meter;
    this.place = place;
    this.notAvailable = notAvailable;
    this.advisory = advisory;
  }

  /** There are at least so many. */
  void atLeast(int keys) {
    if (keys <= locks.length) {
      return;
    }
    RowLock[] more = Arrays.copyOf(locks, keys);
    for (int i = locks.length; i < keys; i++) {
      more[i] = new RowLock(this, i);
    }
    meter.addCapacity(keys - locks.length);
    locks = more;
    versions.among(keys);
  }

  /** The lock of one row. */
  RowLock get(int key) {
    return locks[key];
  }

  /** The error of a NOWAIT that finds one of them locked. */
  int notAvailable() {
    return notAvailable;
  }

  /** Whether these are no rows, but advisory locks of sessions. */
  boolean advisory() {
    return advisory;
  }

  /** When each of the rows was last changed. */
  Versions versions() {
    return versions;
  }

  /** Their name, such as {@code stock}. */
  String name() {
    return name;
  }

  /** What the locks report to. */
  Meter meter() {
    return meter;
  }

  /** The place of an execution that waits for one of them. */
  int place() {
    return place;
  }
}
