package tailback.component.store;

import java.time.Duration;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.host.Footprint;
import tailback.component.host.HostSettings;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.worker.Execution;
import tailback.program.Bytes;
import tailback.queueing.Distribution;

/**
 * A PostgreSQL server: one backend process a connection, a fixed number of connection slots without
 * any queue in front ({@link Backends}), statements that share the host's cores ({@link
 * Statements}), and row locks ({@link LockTable}).
 */
public final class Postgres implements Database, Login {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>(
          "postgres", Role.DATABASE, Settings.class, List.of("failover", "restart"), Postgres::new);

  /** The settings of {@code postgresql.conf} (and {@code pg_hba.conf}) that this model honours. */
  public record Settings(
      Integer maxConnections,
      int reservedConnections,
      int superuserReservedConnections,
      Duration deadlockTimeout,
      Duration lockTimeout,
      Duration statementTimeout,
      Duration idleInTransactionSessionTimeout,
      Duration clientConnectionCheckInterval,
      Duration failoverTime,
      Duration restartTime,
      Auth auth,
      boolean ssl,
      Bytes sharedBuffers,
      Bytes backendMemory,
      int version,
      String replicaOf,
      Distribution lag) {

    /** The first version that knows {@code reserved_connections}. */
    private static final int RESERVED_CONNECTIONS = 16;

    /** The first whose snapshots do not look at idle connections. */
    private static final int SCALABLE_SNAPSHOTS = 14;

    /**
     * Completes nothing.
     *
     * @throws IllegalArgumentException when the version does not know a directive
     */
    public Settings {
      if (version < RESERVED_CONNECTIONS && reservedConnections > 0) {
        throw new IllegalArgumentException(
            "PostgreSQL " + version + " does not know reserved_connections, which came with 16");
      }
    }

    /** Connection slots where nothing says how many. */
    private static final int SLOTS = 100;

    /** RDS: {@code LEAST({DBInstanceClassMemory/9531392}, 5000)}. */
    private static final long MEMORY_OF_A_SLOT = 9_531_392;

    private static final int MOST_SLOTS = 5000;

    /**
     * How many connection slots there are.
     *
     * @param host its machine; a managed one, of a size whose name begins with {@code db.}, has as
     *     many as its memory allows
     */
    int slots(HostSettings host) {
      if (maxConnections != null) {
        return maxConnections;
      }
      boolean managed =
          host != null && host.instance() != null && host.instance().name().startsWith("db.");
      return managed ? (int) Math.min(host.memory().count() / MEMORY_OF_A_SLOT, MOST_SLOTS) : SLOTS;
    }

    /** What an ordinary role reads that is refused the last slots, which are the superuser's. */
    String superusersOnly() {
      return "FATAL: remaining connection slots are reserved for "
          + (version < RESERVED_CONNECTIONS
              ? "non-replication superuser connections"
              : "roles with the SUPERUSER attribute");
    }

    /** Whether taking a snapshot means a look at every connection, idle ones as well. */
    boolean looksAtEveryConnection() {
      return version < SCALABLE_SNAPSHOTS;
    }

    /** The authentication method of {@code pg_hba.conf}. */
    public enum Auth {
      TRUST,
      MD5,
      SCRAM_SHA_256;

      String cost() {
        return switch (this) {
          case TRUST -> "trust";
          case MD5 -> "md5";
          case SCRAM_SHA_256 -> "scram";
        };
      }
    }
  }

  private final String name;
  private final Backends backends;
  private final Statements statements;
  private final LockTable locks;
  private final long failoverTime;
  private final long restartTime;
  private final Postgres primary;
  private final Replication replication;
  private final int connecting;
  private final boolean accounts;
  private final Footprint footprint;
  private int index;

  Postgres(Settings settings, Assembly assembly) {
    name = assembly.part().name();
    statements = new Statements(assembly, settings);
    backends = new Backends(assembly, settings, statements);
    HostSettings host = machine(assembly);
    accounts = host != null && host.memory() != null;
    footprint = new Footprint(name, assembly.simulation(), assembly.host().memory());
    footprint.process(null).grow(settings.sharedBuffers().count());
    backends.memory(
        footprint.process(this::crash), accounts ? settings.backendMemory().count() : 0);
    locks = statements.locks();
    primary =
        settings.replicaOf() == null
            ? null
            : assembly.require(settings.replicaOf(), Postgres.class);
    replication = primary == null ? null : primary.replicate(assembly, settings.lag());
    statements.follow(replication);
    failoverTime = settings.failoverTime().toNanos();
    restartTime = settings.restartTime().toNanos();
    connecting = assembly.place(name + ".connect");
  }

  /** Its machine; null when it has none of its own. */
  static HostSettings machine(Assembly assembly) {
    return assembly.deployment().hosts().get(assembly.part().host());
  }

  /**
   * The kernel has killed a backend for want of memory: the postmaster ends all the others, as they
   * share its memory, and starts anew (postmaster.c, HandleChildCrash).
   */
  private void crash() {
    backends.down(restartTime);
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

  /** Opens a connection for an application or a pool, or refuses it. */
  public void open(Connection connection, Login login) {
    backends.open(new Backend(connection, login, statements));
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
    if (!connection.broken()) {
      statements.end(connection.backend, false);
      backends.exit(connection.backend);
    }
  }

  /**
   * {@code failover}: every session breaks, and nobody gets in until the standby has taken over;
   * {@code restart}: the same until the server is up again.
   */
  @Override
  public void perform(String action) {
    backends.down(action.equals("failover") ? failoverTime : restartTime);
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
    statements.run(execution, session.backend, statement, cpu, io);
  }

  @Override
  public void execute(Execution execution, RowAccess access, int key, long cpu, long io) {
    run(execution, execution.connection(index), access, key, cpu, io);
  }

  /** Runs a statement that takes a row lock on a session. */
  public void run(
      Execution execution, Connection session, RowAccess access, int key, long cpu, long io) {
    statements.run(execution, session.backend, access, key, cpu, io);
  }

  @Override
  public RowLocks rows(String row, int keys) {
    return primary == null ? locks.rows(row, keys) : primary.rows(row, keys);
  }

  private Replication replicate(Assembly assembly, Distribution lag) {
    return new Replication(assembly, lag, statements.writes());
  }

  @Override
  public Replication replication() {
    return replication;
  }

  @Override
  public void rollback(Connection session) {
    if (!session.broken()) {
      statements.end(session.backend, false);
    }
  }

  // ---- statistics

  @Override
  public void reset() {
    locks.reset();
    footprint.reset();
    if (replication != null) {
      replication.reset();
    }
  }

  @Override
  public void count(Tally tally) {
    tally.add(name + ".deadlocks", locks.deadlocks());
    if (replication != null) {
      replication.count(tally);
    }
    if (accounts) {
      footprint.count(tally);
    }
  }

  // ---- places

  @Override
  public int connecting() {
    return connecting;
  }

  @Override
  public int assigning() {
    return statements.executing();
  }

  @Override
  public int executing() {
    return statements.executing();
  }

  @Override
  public void settled(Connection connection) {
    throw new IllegalStateException("Postgres is no pool");
  }
}
