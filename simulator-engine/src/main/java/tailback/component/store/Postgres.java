package tailback.component.store;

import java.time.Duration;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Bandwidth;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.host.Footprint;
import tailback.component.host.HostSettings;
import tailback.component.network.Link;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.worker.Execution;
import tailback.journal.Scene;
import tailback.program.Bytes;
import tailback.program.Step.SynchronousCommit;
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
      Bytes workMem,
      Bandwidth tempBandwidth,
      SynchronousCommit synchronousCommit,
      String synchronousStandbyNames,
      Duration flush,
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

  /** Of a standby whose primary commits when it shows what was written. */
  private static final Distribution NO_LAG = Distribution.constant(0);

  private final Assembly assembly;
  private final String name;
  private final Link link;
  private final int timedOut;
  private final int closed;
  private final int hung;
  private final boolean commitsWhenApplied;
  private final Backends backends;
  private final Statements statements;
  private final LockTable locks;
  private final Channels channels;
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
    commitsWhenApplied = settings.synchronousCommit() == SynchronousCommit.REMOTE_APPLY;
    this.assembly = assembly;
    link = Link.of(assembly);
    timedOut = assembly.failure(Connection.TIMED_OUT);
    closed = assembly.failure(Connection.CLOSED);
    hung = assembly.failure(Connection.HUNG);
    statements = new Statements(assembly, settings, link);
    backends = new Backends(assembly, settings, statements, link);
    HostSettings host = machine(assembly);
    accounts = host != null && host.memory() != null;
    footprint = new Footprint(name, assembly.simulation(), assembly.host().memory());
    footprint.process(null).grow(settings.sharedBuffers().count());
    backends.memory(
        footprint.process(this::crash), accounts ? settings.backendMemory().count() : 0);
    locks = statements.locks();
    channels = new Channels(assembly);
    primary =
        settings.replicaOf() == null
            ? null
            : assembly.require(settings.replicaOf(), Postgres.class);
    replication = primary == null ? null : primary.replicate(assembly, settings);
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
    if (link != null && link.isCut()) {
      execution.enter(link.place());
    }
    open(connection, this);
  }

  @Override
  public void open(Login login) {
    open(new Connection(this), login);
  }

  /** Opens a connection for an application or a pool, or refuses it. */
  public void open(Connection connection, Login login) {
    if (link != null && link.isCut()) {
      link.connect(
          connection,
          login.patience(),
          () -> fork(connection, login),
          () -> login.unreachable(connection, timedOut));
    } else {
      fork(connection, login);
    }
  }

  private void fork(Connection connection, Login login) {
    backends.open(new Backend(connection, login, statements));
  }

  /** That of the applications: {@code connect_timeout}. */
  @Override
  public long patience() {
    return assembly.framework().connectTimeout();
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void opened(Connection connection) {
    Execution execution = connection.user();
    execution.databases().connection(index, connection);
    execution.resume();
  }

  @Override
  public void refused(Connection connection, int failure) {
    connection.user().fail(failure);
  }

  @Override
  public void close(Connection connection) {
    if (connection.broken()) {
      return;
    }
    Backend backend = connection.backend;
    if (link == null || link.isClear(backend)) {
      statements.leave(backend);
      backends.exit(backend);
    } else {
      link.carry(backend, () -> close(connection), () -> {});
    }
  }

  /**
   * {@code failover}: every session breaks, and nobody gets in until the standby has taken over;
   * {@code restart}: the same until the server is up again.
   */
  @Override
  public void perform(String action) {
    if (Link.is(action)) {
      link.perform(action);
      return;
    }
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
    run(execution, execution.databases().connection(index), statement, cpu, io);
  }

  /** Runs a statement on a session; a pool's, or the execution's own. */
  public void run(Execution execution, Connection session, Statement statement, long cpu, long io) {
    if (link != null && !link.isClear(session.backend)) {
      hangs(execution, session, () -> run(execution, session, statement, cpu, io));
      return;
    }
    statements.run(execution, session.backend, statement, cpu, io);
  }

  /** The network is cut, and the statement has to wait for it. */
  private void hangs(Execution execution, Connection session, Runnable run) {
    execution.enter(link.place());
    link.carry(
        session.backend,
        () -> {
          if (execution.killed()) {
            execution.resume();
          } else if (session.broken()) {
            execution.fail(closed);
          } else {
            run.run();
          }
        },
        () -> {
          session.breakOff();
          session.breakIsKnown();
          execution.fail(hung);
        });
  }

  @Override
  public void execute(Execution execution, RowAccess access, int key, long cpu, long io) {
    run(execution, execution.databases().connection(index), access, key, cpu, io);
  }

  /** Runs a statement that takes a row lock on a session. */
  public void run(
      Execution execution, Connection session, RowAccess access, int key, long cpu, long io) {
    if (link != null && !link.isClear(session.backend)) {
      hangs(execution, session, () -> run(execution, session, access, key, cpu, io));
      return;
    }
    statements.run(execution, session.backend, access, key, cpu, io);
  }

  @Override
  public RowLocks rows(String row, int keys) {
    return primary == null ? locks.rows(row, keys) : primary.rows(row, keys);
  }

  @Override
  public RowLocks advisoryLocks(String key, int keys) {
    return locks.advisory(key, keys);
  }

  @Override
  public Channel channel(String channel) {
    return channels.of(channel);
  }

  private Replication replicate(Assembly assembly, Settings replica) {
    boolean applies = statements.commits().replica(assembly, replica) && commitsWhenApplied;
    return new Replication(assembly, applies ? NO_LAG : replica.lag(), statements.writes());
  }

  @Override
  public Replication replication() {
    return replication;
  }

  @Override
  public void rollback(Connection session) {
    if (session.broken()) {
      return;
    }
    if (link == null || link.isClear(session.backend)) {
      statements.end(session.backend, false);
    } else {
      session.inTransaction(false);
      link.carry(session.backend, () -> rollback(session), () -> {});
    }
  }

  // ---- what stands in it

  @Override
  public void show(Scene scene) {
    backends.show(scene, Scene.Kind.CONNECTION, null);
  }

  /** Tells what the connections are at that a pool has opened. */
  public void show(Scene scene, Login pool) {
    backends.show(scene, Scene.Kind.SERVER, pool);
  }

  // ---- statistics

  @Override
  public void reset() {
    locks.reset();
    statements.tempFiles().reset();
    channels.reset();
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
    locks.count(tally, name);
    channels.count(tally, name);
    statements.tempFiles().count(tally);
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
