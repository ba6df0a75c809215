package tailback.component.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import tailback.component.Assembly;
import tailback.component.framework.Framework;
import tailback.component.store.Connection;
import tailback.component.store.Connection.Statement;
import tailback.component.store.Database;
import tailback.component.store.Replication;
import tailback.component.store.RowAccess;
import tailback.component.store.RowAccess.Purpose;
import tailback.component.worker.Demand;
import tailback.component.worker.Effect;
import tailback.component.worker.Execution;
import tailback.component.worker.Operation;
import tailback.kernel.Stream;
import tailback.program.Step;
import tailback.queueing.Zipf;

/**
 * Links what a request asks of a database: {@code query}, {@code transaction}, {@code on_commit}
 * and {@code lock}.
 */
final class DatabaseSteps {

  /** The cost of a scan is that of so many rows. */
  private static final int ROWS = 1000;

  private final Linker linker;
  private final Code code;
  private final Assembly assembly;
  private final List<Database> databases;
  private final List<List<Step>> onCommit = new ArrayList<>();
  private final int raised;
  private final int closed;
  private int transactions;

  DatabaseSteps(Linker linker) {
    this.linker = linker;
    code = linker.code();
    assembly = linker.assembly();
    databases = assembly.databases();
    closed = assembly.failure(Connection.CLOSED);
    raised =
        assembly.failure("500 Server Error: an exception in a transaction, which was rolled back");
  }

  private int database(String via) {
    if (via != null) {
      return databases.indexOf(assembly.require(via, Database.class));
    }
    return 0;
  }

  private static Demand driver(Step.Driver driver) {
    return driver == Step.Driver.BLOCKING ? Demand.BLOCK_IN_LIBRARY : Demand.WAIT;
  }

  /** Sees to it that the execution has a connection, and the connection a server. */
  private void connected(int database, Demand demand) {
    Framework framework = assembly.framework();
    Database asked = databases.get(database);
    code.add(
        execution ->
            execution.databases().connection(database) != null
                || framework.connect(execution, database, asked, demand));
    stands(database, framework.checksConnections(), code.here() - 1);
    assigned(database, demand);
    if (framework.checksConnections()) {
      code.add(
          execution ->
              !execution.databases().connection(database).reused() || check(execution, database));
      assigned(database, demand);
    }
  }

  /** A connection that the other end has closed is noticed now; a check replaces it in time. */
  private void stands(int database, boolean checked, int connect) {
    code.add(
        execution -> {
          Connection held = execution.databases().connection(database);
          if (!held.broken()) {
            return true;
          }
          if (!checked || !held.reused()) {
            return lost(execution, database);
          }
          execution.databases().connection(database, null);
          held.close();
          execution.jump(connect);
          return true;
        });
  }

  private void assigned(int database, Demand demand) {
    Database asked = databases.get(database);
    code.add(
        execution -> {
          if (asked.assigned(execution) || asked.assign(execution)) {
            return true;
          }
          execution.leave(demand, asked.assigning());
          return false;
        });
    if (asked.lendsServers()) { // which may be lost until the execution has the baton again
      code.add(
          execution ->
              !execution.databases().connection(database).broken() || lost(execution, database));
    }
  }

  /** The statement finds that the other end has closed the connection; it is not used again. */
  private boolean lost(Execution execution, int database) {
    Connection held = execution.databases().connection(database);
    execution.databases().connection(database, null);
    held.close();
    execution.raise(closed);
    return true;
  }

  /** SELECT 1 on a connection that has served another request. */
  private boolean check(Execution execution, int database) {
    execution.databases().connection(database).reused(false);
    return run(execution, database, Demand.WAIT, Statement.QUERY);
  }

  /** Runs a statement that costs no more than its round trip. */
  boolean run(Execution execution, int database, Demand demand, Statement statement) {
    Database asked = databases.get(database);
    execution.leave(demand, asked.executing());
    asked.execute(execution, statement, 0, 0);
    return false;
  }

  /** Inside a transaction the first statement is BEGIN, sent right before the one that needs it. */
  void begun(int database, Demand demand) {
    connected(database, demand);
    if (database == 0 && (transactions > 0 || assembly.framework().autobegins())) {
      code.add(
          execution ->
              execution.databases().connection(0).inUse()
                  || run(execution, 0, demand, Statement.BEGIN));
    }
  }

  /** Ends the transaction that is open, if one is. */
  private void ended(Statement with) {
    code.add(
        execution -> {
          Connection held = execution.databases().connection(0);
          if (held == null || !held.inUse()) {
            return true;
          }
          if (held.broken()) {
            return with == Statement.ROLLBACK || lost(execution, 0);
          }
          return run(execution, 0, Demand.WAIT, with);
        });
  }

  /** The request is over: SQLAlchemy's session rolls back what it has begun. */
  void finished() {
    if (assembly.framework().autobegins() && !databases.isEmpty()) {
      ended(Statement.ROLLBACK);
    }
  }

  /** A view inside a transaction of its own; entering it connects, and sends nothing. */
  void atomic(List<Step> steps, String path) {
    if (databases.isEmpty()) {
      linker.block(steps, path);
      return;
    }
    Framework framework = assembly.framework();
    Database asked = databases.get(0);
    code.add(
        execution ->
            execution.databases().connection(0) != null
                || framework.connect(execution, 0, asked, Demand.WAIT));
    outermost(steps, 0, false, path);
  }

  private void statement(
      int database, Demand demand, Statement statement, Sampler cpu, Sampler io) {
    begun(database, demand);
    Database asked = databases.get(database);
    code.add(
        execution -> {
          long work = cpu.of(execution);
          long rest = io.of(execution);
          execution.leave(demand, asked.executing());
          asked.execute(execution, statement, work, rest);
          return false;
        });
  }

  /** A query; one that goes to a replica goes to the primary while its user's reads are pinned. */
  void query(Step.Query query, String path) {
    int database = database(query.via());
    Replication replication = databases.get(database).replication();
    long pinned = assembly.framework().pinsReadsAfterWrite();
    if (replication == null || pinned == 0) {
      query(database, query, path);
      return;
    }
    int guard = code.reserve();
    query(database, query, path);
    int skip = code.reserve();
    int primary = code.here();
    query(0, query, path);
    code.set(skip, jump(code.here()));
    code.set(
        guard,
        execution -> {
          if (replication.wroteWithin(execution, pinned)) {
            execution.jump(primary);
          }
          return true;
        });
  }

  private void query(int database, Step.Query query, String path) {
    Demand demand = driver(query.driver());
    SessionObject object = SessionObject.of(query, path, assembly, databases.get(database));
    Runnable run = () -> statement(database, demand, query, path);
    if (query.sort().count() > 0) {
      sorts(query.sort().count());
    }
    if (object != null) {
      begun(database, demand);
      unless(object::use, object.exists(), object.missing(), database, demand, run);
    } else if (query.cursor() && assembly.framework().serverSideCursors()) {
      cursor(database, demand, run);
    } else {
      run.run();
    }
  }

  private void sorts(long bytes) {
    code.add(
        execution -> {
          execution.databases().sorts(bytes);
          return true;
        });
  }

  private void statement(int database, Demand demand, Step.Query query, String path) {
    Sampler cpu = scan(query, linker.sampler(query.time(), path));
    Sampler io = linker.sampler(query.io(), path + ".io");
    if (query.row() != null) {
      Purpose purpose = query.write() ? Purpose.UPDATE : Purpose.READ;
      RowAccess access = access(database, query.row(), query.keys(), purpose);
      statement(database, demand, access, key(query.row(), query.keys(), query.skew()), cpu, io);
    } else {
      statement(database, demand, query.write() ? Statement.WRITE : Statement.QUERY, cpu, io);
    }
  }

  /** Without an index the table is read row by row. */
  private Sampler scan(Step.Query query, Sampler time) {
    if (query.index()) {
      return time;
    }
    long scan = assembly.cost("postgres.scan.per_1000") * query.rows() / ROWS;
    return execution -> time.of(execution) + scan;
  }

  private RowAccess access(int database, String row, int keys, Purpose purpose) {
    return new RowAccess(databases.get(database).rows(row, keys), purpose);
  }

  /** Which of the rows a request means: the same one wherever it names them, in a cache too. */
  Sampler key(String row, int keys, double skew) {
    Stream stream = linker.stream("key", row);
    Zipf popularity = new Zipf(keys, skew);
    return execution -> popularity.sample(execution.draws(stream));
  }

  /** A statement that takes a row. */
  void statement(
      int database, Demand demand, RowAccess access, Sampler key, Sampler cpu, Sampler io) {
    begun(database, demand);
    Database asked = databases.get(database);
    code.add(
        execution -> {
          int row = (int) key.of(execution);
          long work = cpu.of(execution);
          long rest = io.of(execution);
          execution.leave(demand, asked.executing());
          asked.execute(execution, access, row, work, rest);
          return false;
        });
  }

  /** DECLARE … WITH HOLD, and a FETCH that finds the cursor on the same server only. */
  private void cursor(int database, Demand demand, Runnable declare) {
    begun(database, demand);
    code.add(
        execution -> {
          execution.databases().connection(database).declareCursor();
          return true;
        });
    declare.run();
    begun(database, demand);
    int missing = assembly.failure("ERROR: cursor \"_django_curs_…\" does not exist");
    Sampler nothing = execution -> 0;
    unless(
        client -> client.hasCursor() ? SessionObject.FINE : missing,
        missing,
        missing,
        database,
        demand,
        () -> statement(database, demand, Statement.QUERY, nothing, nothing));
  }

  /**
   * Runs a statement, or has the server refuse it with one of two errors: a round trip that costs
   * nothing else.
   */
  private void unless(
      ToIntFunction<Connection> check,
      int one,
      int other,
      int database,
      Demand demand,
      Runnable statement) {
    int guard = code.reserve();
    statement.run();
    int skip = code.reserve();
    int failsWithOne = code.here();
    code.add(raise(one));
    int failsWithOther = code.here();
    code.add(raise(other));
    int after = code.here();
    code.set(skip, jump(after));
    code.set(
        guard,
        execution -> {
          int failure = check.applyAsInt(execution.databases().connection(database));
          if (failure == SessionObject.FINE) {
            return true;
          }
          execution.jump(failure == one ? failsWithOne : failsWithOther);
          return run(execution, database, demand, Statement.QUERY);
        });
  }

  private static Operation raise(int failure) {
    return execution -> {
      execution.raise(failure);
      return true;
    };
  }

  private static Operation jump(int to) {
    return execution -> {
      execution.jump(to);
      return true;
    };
  }

  void transaction(Step.Transaction transaction, String path) {
    if (transactions > 0) {
      Sampler nothing = execution -> 0;
      statement(0, Demand.WAIT, Statement.QUERY, nothing, nothing); // SAVEPOINT
      linker.block(transaction.steps(), path);
    } else {
      outermost(transaction.steps(), transaction.rollback(), transaction.caught(), path);
    }
  }

  private void outermost(List<Step> steps, double rollback, boolean caught, String path) {
    Stream outcomes = linker.stream(path, "rollback");
    int firstBlock = onCommit.size();
    transactions++;
    linker.block(steps, path);
    transactions--;
    int endOfBlocks = onCommit.size();
    if (rollback == 0) {
      committed();
    } else {
      int raises = code.reserve();
      committed();
      int committed = code.reserve();
      code.set(raises, by(outcomes, rollback, code.here()));
      code.add(
          execution -> {
            execution.onCommit().forget(firstBlock, endOfBlocks);
            execution.sideEffects().orphan();
            return true;
          });
      ended(Statement.ROLLBACK);
      if (!caught) {
        code.add(raise(raised));
      }
      code.set(committed, jump(code.here()));
    }
    for (int block = firstBlock; block < endOfBlocks; block++) {
      afterCommit(block, path + ".on_commit[" + block + "]");
    }
  }

  private void committed() {
    ended(Statement.COMMIT);
    code.add(
        execution -> {
          execution.sideEffects().settle();
          return true;
        });
  }

  /** Goes on, or by that share elsewhere. */
  private static Operation by(Stream outcomes, double share, int elsewhere) {
    return execution -> {
      if (execution.draws(outcomes).nextDouble() < share) {
        execution.jump(elsewhere);
      }
      return true;
    };
  }

  /** Something happens outside; inside a transaction it is an orphan if that is undone. */
  void effect(String kind) {
    Effect effect = assembly.effect(kind);
    boolean unsettled = inTransaction();
    code.add(
        execution -> {
          effect.happens();
          if (unsettled) {
            execution.sideEffects().add(effect);
          }
          return true;
        });
  }

  /** Whether what is linked now runs inside a transaction. */
  boolean inTransaction() {
    return transactions > 0;
  }

  void onCommit(Step.OnCommit block, String path) {
    if (transactions == 0) {
      linker.block(block.steps(), path);
      return;
    }
    int number = onCommit.size();
    onCommit.add(block.steps());
    code.add(
        execution -> {
          execution.onCommit().register(number);
          return true;
        });
  }

  /** Runs an {@code on_commit} block as often as the transaction has reached it. */
  private void afterCommit(int number, String path) {
    int depth = linker.enterLoop();
    int begin = code.reserve();
    int start = code.here();
    linker.block(onCommit.get(number), path);
    linker.leaveLoop();
    code.turn(depth, start);
    int after = code.here();
    code.set(
        begin,
        execution -> {
          int times = execution.onCommit().take(number);
          if (times > 0) {
            execution.loops().enter(depth, times);
          } else {
            execution.jump(after);
          }
          return true;
        });
  }

  void lock(Step.Lock lock) {
    Sampler nothing = execution -> 0;
    Purpose purpose =
        lock.nowait()
            ? Purpose.LOCK_NOWAIT
            : lock.skipLocked() ? Purpose.LOCK_SKIPPING : Purpose.LOCK;
    RowAccess access = access(0, lock.row(), lock.keys(), purpose);
    Sampler key = key(lock.row(), lock.keys(), lock.skew());
    statement(0, Demand.WAIT, access, key, nothing, nothing);
  }
}
