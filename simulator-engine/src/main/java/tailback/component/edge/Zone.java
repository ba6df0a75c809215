package tailback.component.edge;

import java.util.Arrays;

/**
 * The shared memory of a limit: a state for each key. When it is full, the state that was not used
 * for the longest time makes room (nginx 1.31, ngx_http_limit_req_module.c). It grows up to its
 * size, and nothing is boxed.
 */
final class Zone {

  /** There is no state. */
  static final int NONE = -1;

  private final int capacity;

  // By slot: the key, the next slot with the same hash, and the neighbours in order of use.
  private int[] keys = new int[16];
  private int[] chain = new int[16];
  private int[] newer = new int[16];
  private int[] older = new int[16];
  private int[] heads = new int[16];

  private int newest = NONE;
  private int oldest = NONE;
  private int free = NONE;
  private int used;

  /** An empty zone with room for so many states. */
  Zone(int capacity) {
    this.capacity = capacity;
    Arrays.fill(heads, NONE);
  }

  /** The slot of a key, which is now the one used last; {@link #NONE} when it has no state. */
  int find(int key) {
    int slot = heads[hash(key)];
    while (slot != NONE && keys[slot] != key) {
      slot = chain[slot];
    }
    if (slot != NONE && slot != newest) {
      unlink(slot);
      link(slot);
    }
    return slot;
  }

  /** A slot for a key that has none. */
  int add(int key) {
    if (used == capacity && free == NONE) {
      remove(oldest);
    }
    int slot = free;
    if (slot != NONE) {
      free = chain[slot];
    } else {
      slot = used++;
      if (slot == keys.length) {
        grow();
      }
    }
    keys[slot] = key;
    int hash = hash(key);
    chain[slot] = heads[hash];
    heads[hash] = slot;
    link(slot);
    return slot;
  }

  /** Forgets a state. */
  void remove(int slot) {
    int hash = hash(keys[slot]);
    if (heads[hash] == slot) {
      heads[hash] = chain[slot];
    } else {
      int before = heads[hash];
      while (chain[before] != slot) {
        before = chain[before];
      }
      chain[before] = chain[slot];
    }
    unlink(slot);
    chain[slot] = free;
    free = slot;
  }

  /** How many slots there may be so far; their numbers are below that. */
  int slots() {
    return keys.length;
  }

  private int hash(int key) {
    int mixed = key * 0x9e3779b9;
    return (mixed ^ mixed >>> 16) & heads.length - 1;
  }

  private void link(int slot) {
    older[slot] = newest;
    newer[slot] = NONE;
    if (newest != NONE) {
      newer[newest] = slot;
    } else {
      oldest = slot;
    }
    newest = slot;
  }

  private void unlink(int slot) {
    if (newer[slot] != NONE) {
      older[newer[slot]] = older[slot];
    } else {
      newest = older[slot];
    }
    if (older[slot] != NONE) {
      newer[older[slot]] = newer[slot];
    } else {
      oldest = newer[slot];
    }
  }

  private void grow() {
    int size = 2 * keys.length;
    keys = Arrays.copyOf(keys, size);
    chain = Arrays.copyOf(chain, size);
    newer = Arrays.copyOf(newer, size);
    older = Arrays.copyOf(older, size);
    heads = new int[size];
    Arrays.fill(heads, NONE);
    for (int slot = oldest; slot != NONE; slot = newer[slot]) {
      int hash = hash(keys[slot]);
      chain[slot] = heads[hash];
      heads[hash] = slot;
    }
  }
}
