package tailback.component.framework;

import java.util.Arrays;

/** Where each session lives: numbers of sessions to numbers of places, without boxing. */
final class SessionTable {

  /** A session that is nowhere. */
  static final int NOWHERE = 0;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] sessions = new long[64];
  private int[] places = new int[64];
  private int count;

  /** Where a session lives, or {@link #NOWHERE}. */
  int get(long session) {
    return places[slot(session)];
  }

  /** A session lives in a place from now on. */
  void put(long session, int place) {
    int slot = slot(session);
    if (places[slot] == NOWHERE) {
      if (2 * ++count > places.length) {
        grow();
        slot = slot(session);
      }
      sessions[slot] = session;
    }
    places[slot] = place;
  }

  private int slot(long session) {
    int mask = places.length - 1;
    int slot = (int) (session * MIX >>> 40) & mask;
    while (places[slot] != NOWHERE && sessions[slot] != session) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] of = sessions;
    int[] at = places;
    sessions = Arrays.copyOf(of, 2 * of.length);
    places = new int[2 * at.length];
    for (int i = 0; i < at.length; i++) {
      if (at[i] != NOWHERE) {
        int slot = slot(of[i]);
        sessions[slot] = of[i];
        places[slot] = at[i];
      }
    }
  }
}
