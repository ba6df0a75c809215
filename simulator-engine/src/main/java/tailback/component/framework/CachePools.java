package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.Part;
import tailback.component.store.Command;
import tailback.component.store.Redis;
import tailback.component.worker.Execution;

/** The connections of one process to the caches of the stack, where they are limited. */
public final class CachePools {

  private final Redis[] caches;
  private final CachePool[] pools;

  CachePools(CacheOptions options, String owner, Assembly assembly) {
    caches =
        assembly.deployment().stack().stream()
            .filter(part -> part.kind() == Redis.KIND)
            .map(Part::name)
            .map(name -> assembly.require(name, Redis.class))
            .toArray(Redis[]::new);
    pools = new CachePool[caches.length];
    for (int i = 0; i < pools.length; i++) {
      pools[i] = new CachePool(options, owner, caches[i], assembly);
    }
  }

  /**
   * Has a Redis run a command, over one of the connections of the process.
   *
   * @return true when there is none, and the execution has failed; false when it has left
   */
  public boolean run(Execution execution, Redis redis, Command command, long work) {
    int index = 0;
    while (caches[index] != redis) {
      index++;
    }
    return pools[index].run(execution, command, work);
  }

  /** The process has died. */
  public void die() {
    for (CachePool pool : pools) {
      pool.die();
    }
  }
}
