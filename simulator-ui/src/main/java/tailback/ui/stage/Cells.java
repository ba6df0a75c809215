package tailback.ui.stage;

import java.util.Arrays;

/**
 * Who stands in which cell of a waffle. A request keeps its cell until it leaves, so that nothing
 * slides; newcomers take the next free cell, round and round like a ring buffer, and begin in front
 * again once everybody has left.
 */
final class Cells {

  private static final long NOBODY = Long.MIN_VALUE;

  private long[] owner = new long[0];
  private long[] seen = new long[0];
  private int next;
  private int occupied;
  private long round;

  /** Makes room for so many; whoever stands there already stays, if it fits. */
  void size(int cells) {
    if (cells != owner.length) {
      int before = owner.length;
      owner = Arrays.copyOf(owner, cells);
      seen = Arrays.copyOf(seen, cells);
      if (cells > before) {
        Arrays.fill(owner, before, cells, NOBODY);
      }
      next = cells == 0 ? 0 : next % cells;
      occupied = 0;
      for (long each : owner) {
        occupied += each == NOBODY ? 0 : 1;
      }
    }
  }

  int size() {
    return owner.length;
  }

  /** Whether somebody stands in a cell. */
  boolean taken(int cell) {
    return owner[cell] != NOBODY;
  }

  /** How many cells are taken. */
  int occupied() {
    return occupied;
  }

  /** Begins a new picture; whoever is not {@link #stays kept} or let in has left at its end. */
  void begin() {
    round++;
  }

  /** Keeps a request in the cell where it stood; false when it stands there no more. */
  boolean stays(long request, int cell) {
    if (cell < 0 || cell >= owner.length || owner[cell] != request) {
      return false;
    }
    seen[cell] = round;
    return true;
  }

  /** Gives a cell to whom it belongs by right: it has the seat of that number. */
  void occupy(long request, int cell) {
    if (cell < owner.length) {
      occupied += owner[cell] == NOBODY ? 1 : 0;
      owner[cell] = request;
      seen[cell] = round;
    }
  }

  /** Takes everybody out who was not kept in this picture. */
  void leave() {
    for (int i = 0; i < owner.length; i++) {
      if (owner[i] != NOBODY && seen[i] != round) {
        owner[i] = NOBODY;
        occupied--;
      }
    }
    if (occupied == 0) {
      next = 0;
    }
  }

  /** Gives a newcomer a cell; -1 when all are taken. */
  int enter(long request) {
    if (occupied == owner.length) {
      return -1;
    }
    while (owner[next] != NOBODY) {
      next = (next + 1) % owner.length;
    }
    int cell = next;
    owner[cell] = request;
    seen[cell] = round;
    occupied++;
    next = (next + 1) % owner.length;
    return cell;
  }
}
