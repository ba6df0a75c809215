package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.Role;
import tailback.component.store.Cache;
import tailback.component.store.Command;
import tailback.component.store.KeyStore.Found;
import tailback.component.worker.Demand;
import tailback.component.worker.Execution;
import tailback.kernel.Stream;
import tailback.program.Step;
import tailback.queueing.Distribution;

/**
 * Links what a request asks of a cache: {@code cache}, {@code cache_set}, {@code cache_delete} and
 * {@code cache_command}.
 *
 * <p>Who misses recomputes the value and sets it, and so does everybody else who misses meanwhile:
 * a stampede, and each late set extends the life of the key. With {@code coalesce} the first takes
 * a lock (SET NX PX) and the others look again every {@code poll}; with {@code early} or {@code
 * stale} they read the old value instead.
 */
final class CacheSteps {

  /** Draws the exponential number by which a recompute comes early. */
  private static final double UNIT = 1e9;

  private final Linker linker;
  private final Code code;
  private final Assembly assembly;

  CacheSteps(Linker linker) {
    this.linker = linker;
    code = linker.code();
    assembly = linker.assembly();
  }

  private String name(String via) {
    return via != null ? via : assembly.withRole(Role.CACHE).get(0);
  }

  private void ask(Cache cache, Command command) {
    ask(cache, command, execution -> 0);
  }

  private void ask(Cache cache, Command command, Sampler work) {
    linker.ask(cache, command, work);
  }

  void command(Step.CacheCommand command, String path) {
    ask(
        assembly.require(name(command.via()), Cache.class),
        slow -> true,
        linker.sampler(command.time(), path));
  }

  void set(Step.CacheSet set, String path) {
    KeyDraw keys = KeyDraw.of(assembly, name(set.via()), set.key());
    ask(assembly.require(name(set.via()), Cache.class), store(keys, life(set.ttl(), path)));
  }

  void delete(Step.CacheDelete delete) {
    KeyDraw keys = KeyDraw.of(assembly, name(delete.via()), delete.key());
    ask(
        assembly.require(name(delete.via()), Cache.class),
        execution -> {
          keys.store().delete(keys.of(execution));
          return true;
        });
  }

  private Sampler life(Distribution ttl, String path) {
    return ttl == null ? execution -> Long.MAX_VALUE : linker.sampler(ttl, path + ".ttl");
  }

  private static Command store(KeyDraw keys, Sampler life) {
    return execution -> {
      long ofTime =
          execution.databases().readAsOf() == 0 ? keys.now() : execution.databases().readAsOf();
      return keys.store().set(keys.of(execution), life.of(execution), ofTime);
    };
  }

  void cache(Step.Cache step, String path) {
    Cache cache = assembly.require(name(step.via()), Cache.class);
    if (step.isByChance()) {
      byChance(step, cache, path);
    } else {
      stored(step, cache, path);
    }
  }

  private void byChance(Step.Cache step, Cache cache, String path) {
    Stream hits = linker.stream(path, "hit");
    double hit = step.hit();
    ask(cache, looksUp -> true);
    int branch = code.reserve();
    recompute(step, path);
    int after = code.here();
    code.set(
        branch,
        execution -> {
          if (execution.draws(hits).nextDouble() < hit) {
            execution.jump(after);
          }
          return true;
        });
  }

  private void recompute(Step.Cache step, String path) {
    if (step.miss() != null) {
      linker.block(step.miss(), path + ".miss");
    }
  }

  private void stored(Step.Cache step, Cache cache, String path) {
    String kind = step.key() == null ? path : step.key();
    KeyDraw keys =
        KeyDraw.of(assembly, name(step.via()), kind)
            .among(cache, step.keys(), step.skew(), step.size().count());
    boolean locks = step.coalesce() || step.early().toNanos() > 0 || step.stale().toNanos() > 0;
    ask(cache, look(step, keys, path));
    int branch = code.reserve();
    int[] waits = locks ? lock(step, cache, keys) : new int[0];
    int recompute = code.here();
    code.add(
        execution -> {
          keys.store().missed(keys.of(execution));
          execution.databases().readAsOf(keys.now());
          return true;
        });
    recompute(step, path);
    Command store = store(keys, life(step.ttl(), path));
    ask(cache, store);
    if (locks) {
      ask(
          cache,
          execution -> {
            keys.store().unlock(keys.of(execution));
            return true;
          });
    }
    int after = code.here();
    code.set(
        branch,
        execution -> {
          if (execution.cache().found() == Found.HIT) {
            hit(execution, keys, after);
          }
          return true;
        });
    if (locks) {
      whoWaits(step, keys, waits, recompute, after);
    }
  }

  private static void hit(Execution execution, KeyDraw keys, int after) {
    keys.store().hit();
    execution.jump(after);
  }

  private Command look(Step.Cache step, KeyDraw keys, String path) {
    long early = step.early().toNanos();
    long stale = step.stale().toNanos();
    double beta = step.beta();
    boolean versioned = step.versioned();
    Stream chances = linker.stream(path, "early");
    return execution -> {
      int key = keys.of(execution);
      Found found = keys.get(execution, key, early, stale, versioned);
      if (beta > 0 && found == Found.HIT) {
        double drawn = execution.draws(chances).nextExponential(UNIT) / UNIT;
        found = keys.store().ahead(key, beta, drawn) ? Found.MISS : Found.HIT;
      }
      execution.cache().found(found);
      return true;
    };
  }

  /**
   * The lock, and what those do who do not get it.
   *
   * @return places kept for whoever knows where the recompute begins and ends
   */
  private int[] lock(Step.Cache step, Cache cache, KeyDraw keys) {
    long life = step.lock().toNanos();
    ask(
        cache,
        execution -> {
          if (!cache.hasRoom()) {
            return false;
          }
          if (keys.store().lock(keys.of(execution), life)) {
            execution.cache().found(null);
          }
          return true;
        });
    int decide = code.reserve();
    int poll = code.here();
    int waiting = assembly.place(name(step.via()) + ".lock");
    long interval = step.poll().toNanos();
    code.add(
        execution -> {
          execution.elapse(Demand.WAIT, waiting, interval);
          return false;
        });
    ask(
        cache,
        execution -> {
          execution.cache().found(keys.get(execution, keys.of(execution), 0, 0, step.versioned()));
          return true;
        });
    int looked = code.reserve();
    return new int[] {decide, poll, looked};
  }

  private void whoWaits(Step.Cache step, KeyDraw keys, int[] kept, int recompute, int after) {
    boolean waits = step.coalesce();
    long most = Math.max(1, step.lock().toNanos() / step.poll().toNanos());
    code.set(
        kept[0],
        execution -> {
          if (execution.cache().found() == null
              || !waits && execution.cache().found() == Found.MISS) {
            execution.jump(recompute);
          } else if (execution.cache().found() == Found.DUE) {
            hit(execution, keys, after);
          } else {
            execution.cache().polls(0);
          }
          return true;
        });
    code.set(
        kept[2],
        execution -> {
          if (execution.cache().found() != Found.MISS) {
            hit(execution, keys, after);
          } else {
            poll(execution, most, kept[1], recompute);
          }
          return true;
        });
  }

  private static void poll(Execution execution, long most, int poll, int recompute) {
    execution.cache().polls(execution.cache().polls() + 1);
    execution.jump(execution.cache().polls() < most ? poll : recompute);
  }
}
