package tailback.ui.stage;

import java.util.Arrays;

/**
 * Numbers the long keys that it is given, from 0; open addressing, allocates only when it grows.
 */
final class LongIndex {

  private static final double FULL = 0.6;

  private long[] keys = new long[1024];
  private int[] values = new int[1024];
  private int size;

  LongIndex() {
    clear();
  }

  void clear() {
    Arrays.fill(values, -1);
    size = 0;
  }

  int size() {
    return size;
  }

  /** The value of a key; -1 when it has none. */
  int get(long key) {
    for (int at = home(key); values[at] >= 0; at = at + 1 & keys.length - 1) {
      if (keys[at] == key) {
        return values[at];
      }
    }
    return -1;
  }

  void put(long key, int value) {
    if (size >= keys.length * FULL) {
      grow();
    }
    int at = home(key);
    while (values[at] >= 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    size += values[at] < 0 ? 1 : 0;
    keys[at] = key;
    values[at] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[2 * oldKeys.length];
    clear();
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] >= 0) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }

  /** The finaliser of splitmix64 (Steele, Lea and Flood 2014) spreads neighbours. */
  private int home(long key) {
    long mixed = (key ^ key >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return (int) (mixed >>> 33) & keys.length - 1;
  }
}
