package tailback.component.store;

/** Which key goes first when a cache has no memory left. Keys are numbered over all kinds. */
interface Eviction {

  /** There will be so many keys. */
  void keys(int number);

  /** A key is now held that was not. */
  void stored(int key, boolean expires);

  /** A key that is held was read or written. */
  void touched(int key);

  /** A key is not held any more. */
  void removed(int key);

  /** The key to go; -1 when none may. It stays until it is removed. */
  int victim();
}
