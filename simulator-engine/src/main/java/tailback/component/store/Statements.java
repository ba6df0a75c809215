package tailback.component.store;

import tailback.component.Assembly;
import tailback.component.host.Host;
import tailback.component.network.Link;
import tailback.component.store.Connection.Statement;
import tailback.component.store.RowAccess.Purpose;
import tailback.component.worker.Execution;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.program.Step.SynchronousCommit;
import tailback.queueing.Meter;

/**
 * What the sessions of a Postgres run: statements that share the host's cores, in transactions that
 * hold their row locks to the end.
 *
 * <p>A backend does not notice that its client is gone: its statement runs to the end, and only
 * then its locks and its slot are free. An error aborts the transaction and frees its locks at
 * once, whenever the client gets around to its ROLLBACK.
 */
final class Statements implements LockTable.Waiter {

  private static final int PER_CONNECTIONS = 1000;

  private final Simulation simulation;
  private final Host host;
  private final LockTable locks;
  private final long statementCpu;
  private final long snapshotCpu;
  private final int executing;
  private final Action<Execution> computed = this::onComputed;
  private final Event<Execution> answered;
  private final Timeout statementTimeout;
  private final Timeout idleInTransaction;
  private final Timeout clientCheck;
  private final Commits commits;
  private final TempFiles tempFiles;
  private final long workMem;
  private final SynchronousCommit synchronousCommit;
  private final Meter idle;
  private final int timedOut;
  private final int closed;
  private final int hung;
  private final Link link;
  private Backends backends;
  private Replication replication;
  private SessionWrites writes;

  Statements(Assembly assembly, Postgres.Settings settings, Link link) {
    this.link = link;
    hung = assembly.failure(Connection.HUNG);
    simulation = assembly.simulation();
    host = assembly.host();
    locks = new LockTable(assembly, settings, this);
    statementCpu = assembly.cost("postgres.statement.cpu");
    snapshotCpu =
        settings.looksAtEveryConnection() ? assembly.cost("postgres.snapshot.per_1000") : 0;
    executing = assembly.place(assembly.part().name() + ".query");
    commits = new Commits(assembly, settings);
    tempFiles = new TempFiles(simulation, assembly.part().name(), settings.tempBandwidth());
    workMem = settings.workMem().count();
    synchronousCommit = settings.synchronousCommit();
    idle = assembly.meter(assembly.part().name() + ".idle_in_transaction");
    answered = assembly.event("answered", this::onAnswered);
    statementTimeout =
        new Timeout(assembly, "statement_timeout", settings.statementTimeout(), this::onTimeout);
    idleInTransaction =
        new Timeout(
            assembly,
            "idle_in_transaction_session_timeout",
            settings.idleInTransactionSessionTimeout(),
            this::onIdle);
    clientCheck =
        new Timeout(
            assembly,
            "client_connection_check_interval",
            settings.clientConnectionCheckInterval(),
            this::onClientCheck);
    timedOut = assembly.failure("ERROR: canceling statement due to statement timeout");
    closed = assembly.failure(Connection.CLOSED);
  }

  /** What a session has from the configuration. */
  Parameters parameters(Backend backend) {
    return new Parameters(
        statementTimeout.clock(backend), locks.lockTimeout(backend), workMem, synchronousCommit);
  }

  /** The clock of a session that has SET its timeout, nanoseconds. */
  Timeout.Clock statementTimeout(Backend backend, long nanos) {
    return statementTimeout.clock(backend, nanos);
  }

  Commits commits() {
    return commits;
  }

  TempFiles tempFiles() {
    return tempFiles;
  }

  Timeout.Clock idleInTransaction(Backend backend) {
    return idleInTransaction.clock(backend);
  }

  Timeout.Clock clientCheck(Backend backend) {
    return clientCheck.clock(backend);
  }

  /** The processes that run them. */
  void runBy(Backends processes) {
    backends = processes;
  }

  /** They are those of a replica. */
  void follow(Replication primary) {
    replication = primary;
  }

  /** Notes who has written, and when, from now on. */
  SessionWrites writes() {
    if (writes == null) {
      writes = new SessionWrites(simulation);
    }
    return writes;
  }

  LockTable locks() {
    return locks;
  }

  int executing() {
    return executing;
  }

  // ---- running

  /** Runs a statement that takes no row lock. */
  void run(Execution execution, Backend backend, Statement statement, long cpu, long io) {
    begin(execution, backend, statement, cpu, io);
    if (replication != null) {
      if (statement == Statement.QUERY) {
        replication.read(execution);
      } else if (statement == Statement.WRITE) {
        backend.failure = replication.readOnly();
      }
    } else if (statement == Statement.WRITE) {
      for (int i = 0; i < backend.locks.size(); i++) {
        backend.locks.get(i).changed = true;
      }
    }
    compute(execution, backend);
  }

  /** Runs a statement that takes a row lock first. */
  void run(Execution execution, Backend backend, RowAccess access, int key, long cpu, long io) {
    Purpose purpose = access.purpose();
    Statement statement = purpose == Purpose.UPDATE ? Statement.WRITE : Statement.QUERY;
    begin(execution, backend, statement, cpu, io);
    RowLock lock = access.rows().get(key);
    boolean taken = lock.owner != null && lock.owner != backend;
    if (purpose == Purpose.READ || taken && purpose == Purpose.LOCK_SKIPPING) {
      if (replication != null) {
        replication.read(execution, lock);
      } else {
        execution.databases().readAsOf(simulation.now());
      }
      compute(execution, backend);
    } else if (replication != null) {
      backend.failure = replication.readOnly();
      compute(execution, backend);
    } else if (taken && purpose == Purpose.LOCK_NOWAIT) {
      backend.failure = access.rows().notAvailable();
      compute(execution, backend);
    } else if (locks.holds(execution, backend, lock) || locks.acquire(execution, backend, lock)) {
      locked(backend, lock);
    }
  }

  private void begin(Execution execution, Backend backend, Statement statement, long cpu, long io) {
    backend.connection.user(execution);
    execution.databases().session(backend.connection);
    execution.offCpu(io + sort(execution, backend) + commit(execution, backend, statement));
    backend.statement = statement;
    backend.work = cpu;
    backend.failure = Request.NO_FAILURE;
    backend.parameters.statementTimeout().start();
    idle(backend, false);
    backend.clientCheck.start();
  }

  /** A sort takes memory while it runs; what is beyond its share, time of the disk, nanoseconds. */
  private long sort(Execution execution, Backend backend) {
    long sort = execution.databases().takeSorts();
    if (sort == 0) {
      return 0;
    }
    long share = backend.parameters.workMem();
    backend.sorting = Math.min(sort, share);
    backends.grow(backend.sorting);
    return sort > share ? tempFiles.of(sort) : 0;
  }

  /** What a transaction that has written waits for in the end, nanoseconds. */
  private long commit(Execution execution, Backend backend, Statement statement) {
    boolean commits =
        switch (statement) {
          case COMMIT -> backend.wrote || !backend.locks.isEmpty();
          case WRITE -> !backend.connection.inTransaction();
          case QUERY, BEGIN, ROLLBACK -> false;
        };
    return commits && replication == null
        ? this.commits.time(execution, backend.parameters.synchronousCommit())
        : 0;
  }

  @Override
  public void locked(Backend backend, RowLock lock) {
    lock.changed |= backend.statement == Statement.WRITE;
    compute(backend.connection.user(), backend);
  }

  private void compute(Execution execution, Backend backend) {
    execution.enter(executing);
    host.cpu().start(execution, backend.work + statementCpu + snapshot(), computed);
  }

  /** Before 14, a snapshot is a look at every connection. */
  private long snapshot() {
    return snapshotCpu == 0 ? 0 : snapshotCpu * backends.used() / PER_CONNECTIONS;
  }

  private void onComputed(Execution execution) {
    execution.waited(host.waiting(), host.cpu().waitOf(execution, 0));
    execution.databases().session().backend.answer = answered.in(execution.offCpu(), execution);
  }

  private void onAnswered(Execution execution) {
    Connection session = execution.databases().session();
    Backend backend = session.backend;
    Statement statement = backend.statement;
    finish(execution, backend);
    if (backend.failure != Request.NO_FAILURE) {
      fail(execution, backend, backend.failure);
      return;
    }
    switch (statement) {
      case BEGIN -> session.inTransaction(true);
      case COMMIT -> commit(execution, backend);
      case ROLLBACK -> end(backend, false);
      case QUERY, WRITE -> {
        execution.statement();
        backend.wrote |= statement == Statement.WRITE;
        if (!session.inTransaction()) {
          commit(execution, backend);
        }
      }
    }
    idle(backend, session.inTransaction());
    answer(backend, execution, Request.NO_FAILURE);
  }

  /** The answer is on its way: to the pool in front, if there is one, and to the application. */
  private void answer(Backend backend, Execution execution, int failure) {
    if (link == null || link.isClear(backend)) {
      arrives(backend.connection, execution, failure);
      return;
    }
    execution.enter(link.place());
    link.carry(
        backend, () -> arrives(backend.connection, execution, failure), () -> execution.fail(hung));
  }

  private void arrives(Connection session, Execution execution, int failure) {
    Connection client = session.client();
    settle(session);
    Link way = client == null ? null : client.database.link();
    if (way == null || way.isClear(client)) {
      goesOn(execution, failure);
      return;
    }
    execution.enter(way.place());
    way.carry(client, () -> goesOn(execution, failure), () -> execution.fail(hung));
  }

  private static void goesOn(Execution execution, int failure) {
    if (failure == Request.NO_FAILURE) {
      execution.resume();
    } else {
      execution.fail(failure);
    }
  }

  private void finish(Execution execution, Backend backend) {
    execution.databases().session(null);
    backend.statement = null;
    backend.answer = Backend.NONE;
    backend.parameters.statementTimeout().stop();
    backend.clientCheck.stop();
    if (backend.sorting > 0) {
      backends.grow(-backend.sorting);
      backend.sorting = 0;
    }
  }

  /** Its transaction is left alone, or is not. */
  private void idle(Backend backend, boolean now) {
    if (now == backend.idle) {
      return;
    }
    backend.idle = now;
    if (now) {
      idle.seized();
      backend.idleInTransaction.start();
    } else {
      idle.released();
      backend.idleInTransaction.stop();
    }
  }

  private static void settle(Connection session) {
    if (session.client() != null) {
      session.client().database.settled(session.client());
    }
  }

  private void commit(Execution execution, Backend backend) {
    if (backend.wrote && writes != null) {
      writes.committed(execution, written(backend));
    }
    end(backend, true);
  }

  /** The kind of row that a transaction changed last; null when it has no name. */
  private static RowLocks written(Backend backend) {
    for (int i = backend.locks.size() - 1; i >= 0; i--) {
      if (backend.locks.get(i).changed) {
        return backend.locks.get(i).rows;
      }
    }
    return null;
  }

  /** The transaction ends; its locks are free. */
  void end(Backend backend, boolean committed) {
    backend.connection.inTransaction(false);
    backend.wrote = false;
    idle(backend, false);
    locks.release(backend, committed);
    backend.settle(committed);
  }

  /** The session ends, its transaction undone; nothing of it stays. */
  void leave(Backend backend) {
    end(backend, false);
    locks.releaseAdvisory(backend);
  }

  // ---- failing

  /** The statement that runs is cancelled with an error, which aborts its transaction. */
  @Override
  public void failed(Backend backend, int failure) {
    Execution execution = backend.connection.user();
    cancel(execution, backend);
    fail(execution, backend, failure);
  }

  private void fail(Execution execution, Backend backend, int failure) {
    locks.release(backend, false);
    idle(backend, backend.connection.inTransaction());
    answer(backend, execution, failure);
  }

  private void cancel(Execution execution, Backend backend) {
    if (backend.wanted != null) {
      execution.withdraw();
      locks.withdraw(backend);
    } else if (execution.onProcessor()) {
      long left = host.cpu().stop(execution);
      execution.waited(host.waiting(), host.cpu().waitOf(execution, left));
    } else {
      simulation.cancel(backend.answer);
    }
    finish(execution, backend);
  }

  private void onTimeout(Backend backend) {
    failed(backend, timedOut);
  }

  /** A statement runs; is there still somebody to take its answer? */
  private void onClientCheck(Backend backend) {
    boolean known = link == null || link.isClear(backend);
    if (known && backend.connection.user().killed()) {
      failed(backend, closed);
    } else {
      backend.clientCheck.start();
    }
  }

  /** FATAL: terminating connection due to idle-in-transaction timeout. */
  private void onIdle(Backend backend) {
    if (backend.life == Backend.Life.SERVES) { // else its client has closed it meanwhile
      die(backend);
      backends.exit(backend);
    }
  }

  /** The process dies: its transaction is undone, and a client that waits for an answer fails. */
  void die(Backend backend) {
    Connection connection = backend.connection;
    Execution waiting = backend.statement == null ? null : connection.user();
    if (waiting != null) {
      cancel(waiting, backend);
    }
    boolean inTransaction = connection.inTransaction();
    leave(backend);
    Connection held = connection.client() == null ? connection : connection.client();
    connection.breakOff();
    backend.login.lost(connection);
    held.inTransaction(inTransaction);
    if (waiting != null) {
      held.breakIsKnown();
      waiting.fail(closed);
    }
  }
}
