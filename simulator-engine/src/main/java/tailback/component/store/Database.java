package tailback.component.store;

import tailback.component.Component;
import tailback.component.network.Link;
import tailback.component.worker.Execution;

/** Whatever takes SQL: Postgres itself, or a pool in front of it. */
public interface Database extends Component {

  /** Its number among the databases and pools of the stack. */
  void number(int index);

  /**
   * Opens a connection for an execution, which has left its worker: it will be resumed with the
   * connection, or fail.
   */
  void connect(Execution execution);

  /** Opens a connection for a pool, which is told how it went. */
  void open(Connection.Login login);

  /** Whether it is a pool, whose clients wait for one of its servers. */
  default boolean lendsServers() {
    return false;
  }

  /** The place of an execution that connects. */
  int connecting();

  /**
   * Makes sure that the execution's connection has a server behind it.
   *
   * @return true when it has; false when the execution, which has left its worker, now waits for
   *     one
   */
  boolean assign(Execution execution);

  /** Whether {@link #assign} would have to wait or work. */
  boolean assigned(Execution execution);

  /** The place of an execution that waits for a server. */
  int assigning();

  /**
   * Runs a statement for an execution, which has left its worker and will be resumed.
   *
   * @param cpu time on the database's CPU, nanoseconds
   * @param io time in the database off the CPU, nanoseconds
   */
  void execute(Execution execution, Connection.Statement statement, long cpu, long io);

  /** The place of an execution whose statement runs. */
  int executing();

  /**
   * Runs a statement that takes a row lock, for an execution, which has left its worker and will be
   * resumed.
   *
   * @param access what it does with which rows
   * @param key which of them
   * @param cpu time on the database's CPU once it has the row, nanoseconds
   * @param io time in the database off the CPU after that, nanoseconds
   */
  void execute(Execution execution, RowAccess access, int key, long cpu, long io);

  /** The rows of a name in the database behind this; at least so many. */
  RowLocks rows(String name, int keys);

  /** The advisory locks of a name in the database behind this; at least so many. */
  RowLocks advisoryLocks(String key, int keys);

  /** A channel of LISTEN and NOTIFY in the database behind this. */
  Channel channel(String name);

  /**
   * Whether a client may prepare a statement and run it later, whichever server it has then: the
   * database itself keeps it, and a pool may follow it.
   */
  default boolean followsPrepared() {
    return true;
  }

  /** What it knows of its primary; null when it is no replica. */
  Replication replication();

  /** A statement has ended on the server behind this connection of a pool. */
  void settled(Connection connection);

  /** Ends the transaction of a connection, undone: the application has failed inside it. */
  void rollback(Connection connection);

  /** The way from its clients to it; null when it is never cut. */
  default Link link() {
    return null;
  }

  /** Closes a connection. */
  void close(Connection connection);

  /** The client of a connection is gone, perhaps in the middle of something. */
  default void sever(Connection connection) {
    close(connection);
  }
}
