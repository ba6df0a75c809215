package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.store.Cache;
import tailback.component.store.KeyStore;
import tailback.component.worker.Execution;
import tailback.kernel.Stream;
import tailback.queueing.Zipf;

/**
 * Which key of one kind a request asks a cache for. All its steps that name the kind mean the same
 * key, in every program: one reads it, another deletes it.
 */
final class KeyDraw {

  private final String kind;
  private final Stream stream;
  private Zipf popularity;
  private KeyStore store;

  private KeyDraw(Assembly assembly, String kind) {
    this.kind = kind;
    stream = assembly.simulation().stream("key", kind);
  }

  /** The keys of a kind in a cache; how many there are says the step that reads them. */
  static KeyDraw of(Assembly assembly, String cache, String kind) {
    return assembly.shared("keys " + cache + " " + kind, () -> new KeyDraw(assembly, kind));
  }

  /** There are so many of these keys, in that cache. */
  KeyDraw among(Cache cache, int keys, double skew) {
    popularity = new Zipf(keys, skew);
    store = cache.keys(kind, keys);
    return this;
  }

  int of(Execution execution) {
    return popularity.sample(stream.of(execution.number(), execution.occurrence()));
  }

  KeyStore store() {
    return store;
  }
}
