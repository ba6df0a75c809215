package tailback.component.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.host.Host;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.worker.Execution;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Lock;
import tailback.queueing.Meter;

/**
 * A PostgreSQL server: one backend process a connection, a fixed number of connection slots without
 * any queue in front, statements that share the host's cores, and row locks.
 *
 * <p>A client is refused only after its backend was forked and authenticated, so refusals cost
 * almost as much CPU as connections (PostgreSQL 15, utils/init/postinit.c). A backend does not
 * notice that its client is gone: its statement runs to the end, and only then its locks and its
 * slot are free.
 */
public final class Postgres implements Database, Login {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("postgres", Role.DATABASE, Settings.class, Postgres::new);

  /** The settings of {@code postgresql.conf} (and {@code pg_hba.conf}) that this model honours. */
  public record Settings(
      int maxConnections, int superuserReservedConnections, Duration deadlockTimeout, Auth auth) {

    /** The authentication method of {@code pg_hba.conf}. */
    public enum Auth {
      TRUST,
      MD5,
      SCRAM_SHA_256
    }
  }

  private final Simulation simulation;
  private final Assembly assembly;
  private final String name;
  private final Host host;
  private final Meter connections;
  private final int slots;
  private final int reserved;
  private final long deadlockTimeout;
  private final long connectCpu;
  private final long authenticate;
  private final long start;
  private final long exitCpu;
  private final long statementCpu;
  private final int connecting;
  private final int executing;
  private final int cpuWait;
  private final int tooManyClients;
  private final int reservedSlots;
  private final int deadlock;
  private final Map<String, RowLocks> rows = new HashMap<>();
  private final Action<Connection> tooMany = this::onTooMany;
  private final Action<Connection> forked = this::onForked;
  private final Action<Connection> exited = this::onExited;
  private final Action<Execution> computed = this::onComputed;
  private final Event<Connection> authenticated;
  private final Event<Connection> started;
  private final Event<Execution> answered;
  private final Event<Execution> lockGranted;
  private final Event<Connection> deadlockCheck;

  private int index;
  private int used;
  private long deadlocks;

  Postgres(Settings settings, Assembly assembly) {
    this.assembly = assembly;
    simulation = assembly.simulation();
    name = assembly.part().name();
    host = assembly.host();
    slots = settings.maxConnections();
    reserved = settings.superuserReservedConnections();
    deadlockTimeout = settings.deadlockTimeout().toNanos();
    connections = assembly.meter(name + ".connections");
    connections.addCapacity(slots - reserved);
    String auth =
        switch (settings.auth()) {
          case TRUST -> "trust";
          case MD5 -> "md5";
          case SCRAM_SHA_256 -> "scram";
        };
    connectCpu = assembly.cost("postgres.connect.cpu");
    authenticate = assembly.cost("postgres.auth." + auth);
    start = assembly.cost("postgres.start");
    exitCpu = assembly.cost("postgres.exit.cpu");
    statementCpu = assembly.cost("postgres.statement.cpu");
    connecting = assembly.place(name + ".connect");
    executing = assembly.place(name + ".query");
    cpuWait = host.waiting();
    tooManyClients = assembly.failure("FATAL: sorry, too many clients already");
    reservedSlots =
        assembly.failure(
            "FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute");
    deadlock = assembly.failure("ERROR: deadlock detected");
    authenticated = assembly.event("authenticated", this::onAuthenticated);
    started = assembly.event("backend started", this::onStarted);
    answered = assembly.event("answered", this::onAnswered);
    lockGranted = assembly.event("row lock granted", this::onLockGranted);
    deadlockCheck = assembly.event("deadlock_timeout", this::onDeadlockCheck);
  }

  @Override
  public void number(int number) {
    index = number;
  }

  // ---- connections

  @Override
  public void connect(Execution execution) {
    Connection connection = new Connection(this);
    connection.user(execution);
    open(connection, this);
  }

  @Override
  public void open(Login login) {
    open(new Connection(this), login);
  }

  /**
   * Opens a connection for an application or a pool: forks a backend, authenticates, or refuses.
   */
  public void open(Connection connection, Login login) {
    connection.login = login;
    if (used >= slots) {
      connections.rejected();
      host.cpu().start(connection, connectCpu, tooMany);
      return;
    }
    used++;
    host.cpu().start(connection, connectCpu, forked);
  }

  private void onTooMany(Connection connection) {
    connection.login.refused(connection, tooManyClients);
  }

  private void onForked(Connection connection) {
    authenticated.in(authenticate, connection);
  }

  private void onAuthenticated(Connection connection) {
    if (used > slots - reserved) {
      connections.rejected();
      exit(connection);
      connection.login.refused(connection, reservedSlots);
    } else {
      connections.served();
      connections.seized();
      connection.admitted = true;
      started.in(start, connection);
    }
  }

  /** A backend that was admitted has read its catalogues. */
  private void onStarted(Connection connection) {
    connection.openedAt(simulation.now());
    connection.login.opened(connection);
  }

  @Override
  public void opened(Connection connection) {
    Execution execution = connection.user();
    execution.connection(index, connection);
    execution.resume();
  }

  @Override
  public void refused(Connection connection, int failure) {
    connection.user().fail(failure);
  }

  @Override
  public void close(Connection connection) {
    end(connection);
    exit(connection);
  }

  private void exit(Connection connection) {
    host.cpu().start(connection, exitCpu, exited);
  }

  private void onExited(Connection connection) {
    used--;
    if (connection.admitted) {
      connections.released();
    }
  }

  // ---- statements

  @Override
  public boolean assign(Execution execution) {
    return true;
  }

  @Override
  public boolean assigned(Execution execution) {
    return true;
  }

  @Override
  public void execute(Execution execution, Statement statement, long cpu, long io) {
    run(execution, execution.connection(index), statement, cpu, io);
  }

  /** Runs a statement on a session; a pool's, or the execution's own. */
  public void run(Execution execution, Connection session, Statement statement, long cpu, long io) {
    session.user(execution);
    session.statement = statement;
    execution.session(session);
    execution.enter(executing);
    execution.offCpu(io);
    host.cpu().start(execution, cpu + statementCpu, computed);
  }

  private void onComputed(Execution execution) {
    execution.waited(cpuWait, host.cpu().waitOf(execution, 0));
    answered.in(execution.offCpu(), execution);
  }

  private void onAnswered(Execution execution) {
    Connection session = execution.session();
    execution.session(null);
    switch (session.statement) {
      case BEGIN -> session.inTransaction(true);
      case COMMIT, ROLLBACK -> end(session);
      case QUERY -> execution.statement();
    }
    if (session.client() != null) {
      session.client().database.settled(session.client());
    }
    execution.resume();
  }

  /** The transaction ends; its locks are free. */
  private void end(Connection session) {
    session.inTransaction(false);
    unlock(session);
  }

  private static void unlock(Connection session) {
    for (int i = 0; i < session.locks().size(); i++) {
      session.locks().get(i).release();
    }
    session.locks().clear();
  }

  @Override
  public void rollback(Connection session) {
    end(session);
  }

  // ---- row locks

  @Override
  public RowLocks rows(String row, int keys) {
    String resource = name + ".lock(" + row + ")";
    return rows.computeIfAbsent(
        row,
        r -> new RowLocks(assembly.meter(resource), keys, assembly.place(resource), lockGranted));
  }

  @Override
  public void lock(Execution execution, RowLocks locks, int key) {
    lock(execution, execution.connection(index), locks, key);
  }

  /** Takes a row lock for a session. */
  public void lock(Execution execution, Connection session, RowLocks locks, int key) {
    Lock<Connection, Execution> lock = locks.get(key);
    session.user(execution);
    execution.session(session);
    if (lock.owner() == session) {
      run(execution, session, Statement.QUERY, 0, 0);
      return;
    }
    session.wanted = lock;
    if (lock.acquire(session, execution)) {
      hold(session, lock);
      run(execution, session, Statement.QUERY, 0, 0);
    } else {
      execution.enter(locks.place());
      deadlockCheck.in(deadlockTimeout, session);
    }
  }

  private void onLockGranted(Execution execution) {
    Connection session = execution.session();
    session.wanted.take(session);
    hold(session, session.wanted);
    run(execution, session, Statement.QUERY, 0, 0);
  }

  private static void hold(Connection session, Lock<Connection, Execution> lock) {
    session.locks().add(lock);
    session.wanted = null;
  }

  /** After deadlock_timeout: does the one I wait for wait, in the end, for me? */
  private void onDeadlockCheck(Connection session) {
    boolean waits = session.wanted != null && session.user().waiting();
    if (!waits || simulation.now() - session.user().joined() < deadlockTimeout) {
      return;
    }
    Connection holder = session;
    for (int links = 0; links < slots; links++) {
      if (holder.wanted == null) {
        return;
      }
      holder = holder.wanted.owner();
      if (holder == null) {
        return;
      }
      if (holder == session) {
        abort(session);
        return;
      }
    }
  }

  private void abort(Connection session) {
    Execution victim = session.user();
    deadlocks++;
    session.wanted = null;
    victim.withdraw();
    victim.session(null);
    unlock(session);
    victim.fail(deadlock);
  }

  @Override
  public void reset() {
    deadlocks = 0;
  }

  @Override
  public void count(Tally tally) {
    tally.add(name + ".deadlocks", deadlocks);
  }

  // ---- places

  @Override
  public int connecting() {
    return connecting;
  }

  @Override
  public int assigning() {
    return executing;
  }

  @Override
  public int executing() {
    return executing;
  }

  @Override
  public void settled(Connection connection) {
    throw new IllegalStateException("Postgres is no pool");
  }
}
