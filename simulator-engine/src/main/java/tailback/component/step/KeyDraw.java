package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.store.Cache;
import tailback.component.store.KeyStore;
import tailback.component.store.KeyStore.Found;
import tailback.component.store.Versions;
import tailback.component.worker.Execution;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Zipf;

/**
 * Which key of one kind a request asks a cache for. All its steps that name the kind mean the same
 * key, in every program: one reads it, another deletes it.
 */
final class KeyDraw {

  private final String kind;
  private final Simulation simulation;
  private final Stream stream;
  private final Versions versions;
  private Zipf popularity;
  private KeyStore store;

  private KeyDraw(Assembly assembly, String kind) {
    this.kind = kind;
    simulation = assembly.simulation();
    stream = simulation.stream("key", kind);
    versions = assembly.shared("versions " + kind, Versions::new);
  }

  /** The keys of a kind in a cache; how many there are says the step that reads them. */
  static KeyDraw of(Assembly assembly, String cache, String kind) {
    return assembly.shared("keys " + cache + " " + kind, () -> new KeyDraw(assembly, kind));
  }

  /** There are so many of these keys in that cache, with values of so many bytes. */
  KeyDraw among(Cache cache, int keys, double skew, long size) {
    popularity = new Zipf(keys, skew);
    store = cache.keys(kind, keys, size);
    return this;
  }

  int of(Execution execution) {
    return popularity.sample(execution.draws(stream));
  }

  /**
   * Looks a key up, and notes whether the row of that name has changed since the value was made.
   *
   * @param versioned whether the key carries the version of the row, so that an old one is not
   *     asked for again
   */
  Found get(Execution execution, int key, long early, long stale, boolean versioned) {
    Found found = store.get(key, early, stale);
    if (found != Found.MISS && versions.changedSince(key, store.asOf(key))) {
      if (versioned) {
        return Found.MISS;
      }
      execution.readStale();
      store.readStale();
    }
    return found;
  }

  /** The present time, nanoseconds. */
  long now() {
    return simulation.now();
  }

  KeyStore store() {
    return store;
  }
}
