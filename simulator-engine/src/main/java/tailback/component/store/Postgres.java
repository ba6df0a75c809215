package tailback.component.store;

import java.time.Duration;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.worker.Execution;

/**
 * A PostgreSQL server: one backend process a connection, a fixed number of connection slots without
 * any queue in front ({@link Backends}), statements that share the host's cores ({@link
 * Statements}), and row locks ({@link LockTable}).
 */
public final class Postgres implements Database, Login {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("postgres", Role.DATABASE, Settings.class, Postgres::new);

  /** The settings of {@code postgresql.conf} (and {@code pg_hba.conf}) that this model honours. */
  public record Settings(
      int maxConnections,
      int superuserReservedConnections,
      Duration deadlockTimeout,
      Duration lockTimeout,
      Auth auth) {

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
  private final int connecting;
  private int index;

  Postgres(Settings settings, Assembly assembly) {
    name = assembly.part().name();
    backends = new Backends(assembly, settings);
    statements = new Statements(assembly, settings);
    locks = statements.locks();
    connecting = assembly.place(name + ".connect");
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

  /** Opens a connection for an application or a pool, or refuses it. */
  public void open(Connection connection, Login login) {
    connection.backend = new Backend(connection, login, locks);
    backends.open(connection.backend);
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
    statements.end(connection.backend, false);
    backends.exit(connection.backend);
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
    return locks.rows(row, keys);
  }

  @Override
  public void rollback(Connection session) {
    statements.end(session.backend, false);
  }

  // ---- statistics

  @Override
  public void reset() {
    locks.reset();
  }

  @Override
  public void count(Tally tally) {
    tally.add(name + ".deadlocks", locks.deadlocks());
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
