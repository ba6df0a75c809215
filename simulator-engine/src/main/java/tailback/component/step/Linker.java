package tailback.component.step;

import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.store.Cache;
import tailback.component.store.Command;
import tailback.component.store.Redis;
import tailback.component.worker.Demand;
import tailback.component.worker.Execution;
import tailback.component.worker.Operation;
import tailback.kernel.Stream;
import tailback.program.Step;
import tailback.queueing.Distribution;

/**
 * Turns the steps of an endpoint or a task into operations: resolves the parts that they name,
 * gives each its random numbers, and flattens blocks into jumps. Done once, when a run is put
 * together.
 */
public final class Linker {

  private final Assembly assembly;
  private final Map<String, long[]> columns;
  private final Code code = new Code();
  private final PythonSteps python;
  private final DatabaseSteps database;
  private final CacheSteps caches;
  private final OutboundSteps outbound;
  private final PayloadSteps payload;
  private final FlowSteps flow;
  private final SessionSteps sessions;
  private final BackendSteps backends;
  private int loops;

  /**
   * A linker for one program.
   *
   * @param columns the columns of the recordings that drive the traffic, by name
   */
  public Linker(Assembly assembly, Map<String, long[]> columns) {
    this.assembly = assembly;
    this.columns = columns;
    python = new PythonSteps(this);
    database = new DatabaseSteps(this);
    caches = new CacheSteps(this);
    outbound = new OutboundSteps(this);
    payload = new PayloadSteps(this);
    flow = new FlowSteps(this);
    sessions = new SessionSteps(this);
    backends = new BackendSteps(this, database);
  }

  /**
   * Links a program.
   *
   * @param path its place in the scenario, such as {@code endpoints.checkout}
   */
  public Operation[] link(List<Step> steps, String path) {
    if (assembly.framework().atomicRequests() && path.startsWith("endpoints.")) {
      database.atomic(steps, path);
    } else {
      block(steps, path);
    }
    database.finished();
    sessions.save(path);
    code.add(Execution::sends);
    code.add(
        execution -> {
          execution.finish();
          return false;
        });
    return code.toArray();
  }

  /** Links steps one after the other. */
  void block(List<Step> steps, String path) {
    for (int i = 0; i < steps.size(); i++) {
      step(steps.get(i), path + "[" + i + "]");
    }
  }

  private void step(Step step, String path) {
    if (step instanceof Step.Cpu cpu) {
      python.cpu(cpu, path);
    } else if (step instanceof Step.Wait wait) {
      python.wait(wait, path);
    } else if (step instanceof Step.Block block) {
      python.block(block, path);
    } else if (step instanceof Step.Query query) {
      database.query(query, path);
    } else if (step instanceof Step.Transaction transaction) {
      database.transaction(transaction, path);
    } else if (step instanceof Step.Lock lock) {
      database.lock(lock);
    } else if (step instanceof Step.OnCommit block) {
      database.onCommit(block, path);
    } else if (step instanceof Step.Set set) {
      backends.set(set);
    } else if (step instanceof Step.AdvisoryLock lock) {
      backends.advisoryLock(lock, path);
    } else if (step instanceof Step.Listen listen) {
      backends.listen(listen);
    } else if (step instanceof Step.Notify notify) {
      backends.notify(notify);
    } else if (step instanceof Step.Cache cache) {
      caches.cache(cache, path);
    } else if (step instanceof Step.CacheSet set) {
      caches.set(set, path);
    } else if (step instanceof Step.CacheDelete delete) {
      caches.delete(delete);
    } else if (step instanceof Step.CacheCommand command) {
      caches.command(command, path);
    } else if (step instanceof Step.Call call) {
      outbound.call(call, path);
    } else if (step instanceof Step.Enqueue enqueue) {
      outbound.enqueue(enqueue, path);
    } else if (step instanceof Step.Receive receive) {
      payload.receive(receive);
    } else if (step instanceof Step.Send send) {
      payload.send(send.bytes());
    } else if (step instanceof Step.Static file) {
      payload.file(file.bytes());
    } else if (step instanceof Step.Session session) {
      sessions.session(session, path);
    } else if (step instanceof Step.Effect effect) {
      database.effect(effect.kind());
    } else if (step instanceof Step.Put put) {
      outbound.put(put, path);
    } else if (step instanceof Step.Get get) {
      outbound.get(get, path);
    } else if (step instanceof Step.Fail fail) {
      python.fail(fail, path);
    } else if (step instanceof Step.Repeat repeat) {
      flow.repeat(repeat, path);
    } else if (step instanceof Step.Parallel parallel) {
      flow.parallel(parallel, path);
    } else if (step instanceof Step.Choose choose) {
      flow.choose(choose, path);
    }
  }

  // ---- what the steps of all kinds need

  Assembly assembly() {
    return assembly;
  }

  Code code() {
    return code;
  }

  Sampler sampler(Distribution distribution, String path) {
    return Sampler.of(distribution, assembly.simulation(), path, columns);
  }

  /** The random numbers of one purpose of a step. */
  Stream stream(String path, String purpose) {
    return assembly.simulation().stream(path, purpose);
  }

  /** Asks a cache to run a command, which takes it so much longer than others. */
  void ask(Cache cache, Command command, Sampler work) {
    if (assembly.framework().cacheOptions() != null && cache instanceof Redis redis) {
      code.add(
          execution ->
              execution
                  .process()
                  .threadLocals()
                  .caches()
                  .run(execution, redis, command, work.of(execution)));
      return;
    }
    code.add(
        execution -> {
          long longer = work.of(execution);
          execution.leave(Demand.WAIT, cache.serving());
          cache.command(execution, command, longer);
          return false;
        });
  }

  /** A task is handed over, which no rollback of the transaction around it takes back. */
  void handedOver(String task) {
    if (database.inTransaction()) {
      database.effect(task);
    }
  }

  /** A loop begins; returns how deep it lies in others. */
  int enterLoop() {
    return loops++;
  }

  void leaveLoop() {
    loops--;
  }
}
