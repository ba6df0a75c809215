package tailback.component.step;

import java.time.Duration;
import tailback.component.Assembly;
import tailback.component.queue.PublishPolicy;
import tailback.component.queue.TaskQueue;
import tailback.component.service.Service;
import tailback.component.store.ObjectStore;
import tailback.component.store.Redis;
import tailback.component.worker.Demand;
import tailback.component.worker.Program;
import tailback.kernel.Stream;
import tailback.program.Step;

/** Links what a request asks of other parts: {@code call} and {@code enqueue}. */
final class OutboundSteps {

  private static final int NOT_FOUND = 404;

  private final Linker linker;
  private final Code code;
  private final Assembly assembly;

  OutboundSteps(Linker linker) {
    this.linker = linker;
    code = linker.code();
    assembly = linker.assembly();
  }

  void call(Step.Call call, String path) {
    Service service = assembly.require(call.to(), Service.class);
    Stream times = linker.stream(path, "time");
    Sampler time =
        call.time() != null
            ? linker.sampler(call.time(), path)
            : execution -> service.time(execution.draws(times));
    Stream failures = linker.stream(path, "failure");
    Duration limit = call.timeout();
    long timeout = limit == null ? 0 : limit.toNanos();
    double own = call.failure();
    Demand demand = call.driver() == Step.Driver.BLOCKING ? Demand.BLOCK : Demand.WAIT;
    code.add(
        execution -> {
          long takes = time.of(execution);
          double share = Math.max(own, service.failure());
          boolean fails = share > 0 && execution.draws(failures).nextDouble() < share;
          execution.leave(demand, service.serving());
          service.call(execution, takes, fails, timeout);
          return false;
        });
  }

  void enqueue(Step.Enqueue enqueue, String path) {
    TaskQueue queue = assembly.require(enqueue.queue(), TaskQueue.class);
    Program task = assembly.programs().task(enqueue.task());
    int publishing = assembly.place(enqueue.queue() + ".publish");
    Redis broker = queue.redis();
    PublishPolicy policy = queue.publishPolicy();
    int list = queue.list(enqueue.priority(), enqueue.queueName());
    long countdown = enqueue.countdown().toNanos();
    Stream numbers = linker.stream(path, "task");
    code.add(
        execution -> {
          execution.elapse(Demand.WAIT, publishing, queue.publish());
          return false;
        });
    if (broker != null) {
      if (policy != null) {
        reach(broker, policy, publishing);
      }
      code.add(
          execution -> {
            execution.leave(Demand.WAIT, broker.serving());
            broker.command(execution, pushes -> broker.hasRoom(), 0);
            return false;
          });
    }
    code.add(
        execution -> {
          long number = execution.draws(numbers).nextLong();
          queue.enqueue(task, number, execution.row(), list, countdown);
          return true;
        });
    linker.handedOver(enqueue.task());
  }

  /** A producer tries several times while the broker is down; the request waits meanwhile. */
  private void reach(Redis broker, PublishPolicy policy, int publishing) {
    int unreachable =
        assembly.failure("kombu.exceptions.OperationalError: Error 111. Connection refused.");
    code.add(
        execution -> {
          execution.cache().polls(0);
          return true;
        });
    int attempt = code.here();
    code.add(
        execution -> {
          if (broker.isUp()) {
            return true;
          }
          int attempts = execution.cache().polls() + 1;
          if (attempts > policy.maxRetries()) {
            execution.raise(unreachable);
            return true;
          }
          execution.cache().polls(attempts);
          execution.jump(attempt);
          execution.elapse(Demand.WAIT, publishing, policy.waitAfter(attempts));
          return false;
        });
  }

  void put(Step.Put put, String path) {
    ObjectStore store = assembly.require(put.objectStore(), ObjectStore.class);
    ObjectStore.Files files = store.files(put.key());
    transfer(store, store.putting(), path);
    code.add(
        execution -> {
          files.put(execution.process().pod());
          return true;
        });
  }

  void get(Step.Get get, String path) {
    ObjectStore store = assembly.require(get.objectStore(), ObjectStore.class);
    ObjectStore.Files files = store.files(get.key());
    Stream which = linker.stream(path, "file");
    transfer(store, store.getting(), path);
    code.add(
        execution -> {
          Stream draw = execution.draws(which);
          if (!files.isFound(execution.process().pod(), draw)) {
            execution.respond(NOT_FOUND);
          }
          return true;
        });
  }

  private void transfer(ObjectStore store, int place, String path) {
    Stream times = linker.stream(path, "time");
    code.add(
        execution -> {
          long time = store.time(execution.draws(times));
          execution.elapse(Demand.WAIT, place, time);
          return false;
        });
  }
}
