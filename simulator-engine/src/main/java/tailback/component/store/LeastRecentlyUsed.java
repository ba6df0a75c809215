package tailback.component.store;

import java.util.Arrays;

/** The key that was not asked for for longest goes first: a list of all of them, in that order. */
final class LeastRecentlyUsed implements Eviction {

  private static final int NONE = -1;

  private int[] newer = {};
  private int[] older = {};
  private boolean[] held = {};
  private int oldest = NONE;
  private int newest = NONE;

  @Override
  public void keys(int number) {
    newer = Arrays.copyOf(newer, number);
    older = Arrays.copyOf(older, number);
    held = Arrays.copyOf(held, number);
  }

  @Override
  public void stored(int key, boolean expires) {
    held[key] = true;
    append(key);
  }

  private void append(int key) {
    older[key] = newest;
    newer[key] = NONE;
    if (newest == NONE) {
      oldest = key;
    } else {
      newer[newest] = key;
    }
    newest = key;
  }

  @Override
  public void touched(int key) {
    if (key != newest) {
      unlink(key);
      append(key);
    }
  }

  @Override
  public void removed(int key) {
    if (held[key]) {
      held[key] = false;
      unlink(key);
    }
  }

  private void unlink(int key) {
    if (older[key] == NONE) {
      oldest = newer[key];
    } else {
      newer[older[key]] = newer[key];
    }
    if (newer[key] == NONE) {
      newest = older[key];
    } else {
      older[newer[key]] = older[key];
    }
  }

  @Override
  public int victim() {
    return oldest;
  }
}
