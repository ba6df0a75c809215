package tailback.component.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.queue.TaskQueue;
import tailback.component.service.Service;
import tailback.component.store.Connection.Statement;
import tailback.component.store.Database;
import tailback.component.store.Redis;
import tailback.component.store.RowLocks;
import tailback.component.worker.Demand;
import tailback.component.worker.Operation;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Step;
import tailback.queueing.Distribution;

/**
 * Turns the steps of an endpoint or a task into operations: resolves the parts that they name, gives
 * each its random numbers, and flattens blocks into jumps. Done once, when a run is put together.
 */
public final class Linker {

  private final Assembly assembly;
  private final Simulation simulation;
  private final List<Database> databases;
  private final Map<String, long[]> columns;
  private final List<Operation> code = new ArrayList<>();
  private final List<List<Step>> onCommit = new ArrayList<>();
  private int transactions;
  private int loops;

  /**
   * A linker for one program.
   *
   * @param columns the columns of the recordings that drive the traffic, by name
   */
  public Linker(Assembly assembly, Map<String, long[]> columns) {
    this.assembly = assembly;
    this.columns = columns;
    simulation = assembly.simulation();
    databases = assembly.databases();
  }

  /**
   * Links a program.
   *
   * @param path its place in the scenario, such as {@code endpoints.checkout}
   */
  public Operation[] link(List<Step> steps, String path) {
    block(steps, path);
    emit(
        execution -> {
          execution.finish();
          return false;
        });
    return code.toArray(new Operation[0]);
  }

  private void block(List<Step> steps, String path) {
    for (int i = 0; i < steps.size(); i++) {
      step(steps.get(i), path + "[" + i + "]");
    }
  }

  private void emit(Operation operation) {
    code.add(operation);
  }

  private int here() {
    return code.size();
  }

  /** Reserves the place of an operation that needs to know what comes later. */
  private int reserve() {
    code.add(null);
    return code.size() - 1;
  }

  private void step(Step step, String path) {
    if (step instanceof Step.Cpu cpu) {
      cpu(cpu, path);
    } else if (step instanceof Step.Wait wait) {
      elapse(sampler(wait.time(), path), Demand.WAIT, assembly.place("wait"));
    } else if (step instanceof Step.Block block) {
      block(block, path);
    } else if (step instanceof Step.Query query) {
      query(query, path);
    } else if (step instanceof Step.Transaction transaction) {
      transaction(transaction, path);
    } else if (step instanceof Step.Lock lock) {
      lock(lock, path);
    } else if (step instanceof Step.OnCommit block) {
      onCommit(block, path);
    } else if (step instanceof Step.Cache cache) {
      cache(cache, path);
    } else if (step instanceof Step.Call call) {
      call(call, path);
    } else if (step instanceof Step.Enqueue enqueue) {
      enqueue(enqueue, path);
    } else if (step instanceof Step.Repeat repeat) {
      repeat(repeat, path);
    } else if (step instanceof Step.Choose choose) {
      choose(choose, path);
    }
  }

  private Sampler sampler(Distribution distribution, String path) {
    return Sampler.of(distribution, simulation, path, columns);
  }

  // ---- the interpreter

  private void cpu(Step.Cpu cpu, String path) {
    Sampler time = sampler(cpu.time(), path);
    emit(
        execution -> {
          execution.compute(time.of(execution));
          return false;
        });
  }

  private void elapse(Sampler time, Demand demand, int place) {
    emit(
        execution -> {
          execution.elapse(demand, place, time.of(execution));
          return false;
        });
  }

  private void block(Step.Block block, String path) {
    Demand demand = block.gil() == Step.Gil.HELD ? Demand.BLOCK_HOLDING_GIL : Demand.BLOCK;
    int place = assembly.place("block");
    Sampler time = sampler(block.time(), path);
    if (block.cpu()) {
      emit(
          execution -> {
            execution.computeOutside(demand, place, time.of(execution));
            return false;
          });
    } else {
      elapse(time, demand, place);
    }
  }

  // ---- databases

  private int database(String via) {
    if (via != null) {
      return databases.indexOf(assembly.require(via, Database.class));
    }
    return 0;
  }

  private static Demand driver(Step.Driver driver) {
    return driver == Step.Driver.BLOCKING ? Demand.BLOCK : Demand.WAIT;
  }

  /** Sees to it that the execution has a connection, and the connection a server. */
  private void connected(int database, Demand demand) {
    Database asked = databases.get(database);
    emit(
        execution -> {
          if (execution.connection(database) != null) {
            return true;
          }
          var kept = assembly.framework().reuse(execution, database);
          if (kept != null) {
            kept.user(execution);
            execution.connection(database, kept);
            return true;
          }
          execution.leave(demand, asked.connecting());
          asked.connect(execution);
          return false;
        });
    emit(
        execution -> {
          if (asked.assigned(execution) || asked.assign(execution)) {
            return true;
          }
          execution.leave(demand, asked.assigning());
          return false;
        });
  }

  private void statement(
      int database, Demand demand, Statement statement,
      Sampler cpu, Sampler io) {
    connected(database, demand);
    Database asked = databases.get(database);
    emit(
        execution -> {
          long work = cpu.of(execution);
          long rest = io.of(execution);
          execution.leave(demand, asked.executing());
          asked.execute(execution, statement, work, rest);
          return false;
        });
  }

  private void query(Step.Query query, String path) {
    statement(
        database(query.via()),
        driver(query.driver()),
        Statement.QUERY,
        sampler(query.time(), path),
        sampler(query.io(), path + ".io"));
  }

  private void transaction(Step.Transaction transaction, String path) {
    Stream outcomes = simulation.stream(path, "rollback");
    Sampler nothing = execution -> 0;
    boolean outermost = transactions++ == 0;
    int firstBlock = onCommit.size();
    emit(
        execution -> {
          execution.transaction(1);
          return true;
        });
    statement(
        0,
        Demand.WAIT,
        outermost
            ? Statement.BEGIN
            : Statement.QUERY,
        nothing,
        nothing);
    block(transaction.steps(), path);
    transactions--;
    int endOfBlocks = onCommit.size();
    double rollback = transaction.rollback();
    if (outermost) {
      emit(
          execution -> {
            if (rollback > 0
                && outcomes.of(execution.number(), execution.occurrence()).nextDouble()
                    < rollback) {
              execution.unregister(firstBlock, endOfBlocks);
            }
            return true;
          });
      statement(
          0,
          Demand.WAIT,
          Statement.COMMIT,
          nothing,
          nothing);
    }
    emit(
        execution -> {
          execution.transaction(-1);
          return true;
        });
    if (outermost) {
      for (int block = firstBlock; block < endOfBlocks; block++) {
        afterCommit(block, path + ".on_commit[" + block + "]");
      }
    }
  }

  private void onCommit(Step.OnCommit block, String path) {
    if (transactions == 0) {
      block(block.steps(), path);
      return;
    }
    int number = onCommit.size();
    onCommit.add(block.steps());
    emit(
        execution -> {
          execution.register(number);
          return true;
        });
  }

  /** Runs an {@code on_commit} block as often as the transaction has reached it. */
  private void afterCommit(int number, String path) {
    int depth = loops++;
    int begin = reserve();
    int start = here();
    block(onCommit.get(number), path);
    loops--;
    turn(depth, start);
    int after = here();
    code.set(
        begin,
        execution -> {
          int times = execution.unregister(number);
          if (times > 0) {
            execution.enterLoop(depth, times);
          } else {
            execution.jump(after);
          }
          return true;
        });
  }

  private void lock(Step.Lock lock, String path) {
    Database asked = databases.get(0);
    RowLocks rows = asked.rows(lock.row(), lock.keys());
    Stream keys = simulation.stream(path, "key");
    connected(0, Demand.WAIT);
    emit(
        execution -> {
          int key =
              keys.of(execution.number(), execution.occurrence()).nextInt(rows.keys());
          execution.leave(Demand.WAIT, asked.executing());
          asked.lock(execution, rows, key);
          return false;
        });
  }

  // ---- other parts

  private Redis redis(String via) {
    return assembly.require(via != null ? via : assembly.ofKind("redis").get(0), Redis.class);
  }

  private void cache(Step.Cache cache, String path) {
    Redis redis = redis(cache.via());
    Stream hits = simulation.stream(path, "hit");
    double hit = cache.hit();
    command(redis);
    int branch = reserve();
    if (cache.miss() != null) {
      block(cache.miss(), path + ".miss");
    }
    int after = here();
    code.set(
        branch,
        execution -> {
          if (hits.of(execution.number(), execution.occurrence()).nextDouble() < hit) {
            execution.jump(after);
          }
          return true;
        });
  }

  private void command(Redis redis) {
    emit(
        execution -> {
          execution.leave(Demand.WAIT, redis.serving());
          redis.command(execution);
          return false;
        });
  }

  private void call(Step.Call call, String path) {
    Service service = assembly.require(call.to(), Service.class);
    Sampler own = call.time() == null ? execution -> -1 : sampler(call.time(), path);
    Duration limit = call.timeout();
    long timeout = limit == null ? 0 : limit.toNanos();
    double failure = call.failure();
    emit(
        execution -> {
          long time = own.of(execution);
          execution.leave(Demand.WAIT, service.serving());
          service.call(execution, time, timeout, failure);
          return false;
        });
  }

  private void enqueue(Step.Enqueue enqueue, String path) {
    TaskQueue queue = assembly.require(enqueue.queue(), TaskQueue.class);
    var task = assembly.programs().task(enqueue.task());
    int publishing = assembly.place(enqueue.queue() + ".publish");
    List<String> brokers = assembly.ofKind("redis");
    Stream numbers = simulation.stream(path, "task");
    elapse(execution -> queue.publish(), Demand.WAIT, publishing);
    if (!brokers.isEmpty()) {
      command(redis(null));
    }
    emit(
        execution -> {
          long number = numbers.of(execution.number(), execution.occurrence()).nextLong();
          queue.enqueue(task, number);
          return true;
        });
  }

  // ---- control flow

  private void repeat(Step.Repeat repeat, String path) {
    if (repeat.times() < 1) {
      return;
    }
    int depth = loops++;
    emit(
        execution -> {
          execution.enterLoop(depth, repeat.times());
          return true;
        });
    int start = here();
    block(repeat.steps(), path);
    loops--;
    turn(depth, start);
  }

  /** The end of a loop's body, which began at {@code start}. */
  private void turn(int depth, int start) {
    emit(
        execution -> {
          if (execution.turnLoop(depth)) {
            execution.jump(start);
          }
          return true;
        });
  }

  private void choose(Step.Choose choose, String path) {
    Stream choices = simulation.stream(path, "choice");
    int ways = choose.ways().size();
    double[] upTo = new double[ways];
    int[] starts = new int[ways];
    int branch = reserve();
    List<Integer> exits = new ArrayList<>();
    double sum = 0;
    for (int way = 0; way < ways; way++) {
      sum += choose.ways().get(way).share();
      upTo[way] = sum;
      starts[way] = here();
      block(choose.ways().get(way).steps(), path + "." + way);
      exits.add(reserve());
    }
    int after = here();
    for (int exit : exits) {
      code.set(
          exit,
          execution -> {
            execution.jump(after);
            return true;
          });
    }
    code.set(
        branch,
        execution -> {
          double draw = choices.of(execution.number(), execution.occurrence()).nextDouble();
          int way = 0;
          while (way < ways - 1 && draw >= upTo[way]) {
            way++;
          }
          execution.jump(starts[way]);
          return true;
        });
  }
}
