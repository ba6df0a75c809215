package tailback.component.worker;

import tailback.component.store.Connection;

/** An execution's connections to databases and the pools before them, and what it does there. */
public final class DatabaseAccess {

  /** It has written nothing. */
  public static final long NEVER = Long.MIN_VALUE;

  private final Connection[] connections;
  private Connection session;
  private long sorts;
  private long wrote;
  private long readAsOf;

  DatabaseAccess(int databases) {
    connections = new Connection[databases];
  }

  void reset() {
    session = null;
    sorts = 0;
    wrote = NEVER;
    readAsOf = 0;
  }

  /** How many databases and pools there are. */
  public int count() {
    return connections.length;
  }

  /** The connection to a database; null when there is none. */
  public Connection connection(int database) {
    return connections[database];
  }

  /** Has opened a connection to a database, or (null) closed it. */
  public void connection(int database, Connection connection) {
    connections[database] = connection;
  }

  /** The database session that works for the execution now; null when none does. */
  public Connection session() {
    return session;
  }

  /** A database session works for the execution now, or (null) none does. */
  public void session(Connection working) {
    session = working;
  }

  /** What the sorts of the statement about to begin need, bytes; that is asked once. */
  public long takeSorts() {
    long bytes = sorts;
    sorts = 0;
    return bytes;
  }

  /** The sorts of the statement about to begin need so much, bytes. */
  public void sorts(long bytes) {
    sorts = bytes;
  }

  /** When the execution last committed a write, nanoseconds; {@link #NEVER} when it has not. */
  public long wrote() {
    return wrote;
  }

  /** Has committed a write at that time. */
  public void wrote(long time) {
    wrote = time;
  }

  /** The time whose data the last read of a row saw, nanoseconds; 0 when none was read. */
  public long readAsOf() {
    return readAsOf;
  }

  /** A read saw the data of that time. */
  public void readAsOf(long time) {
    readAsOf = time;
  }

  /** All connections break. */
  void sever() {
    for (int i = 0; i < connections.length; i++) {
      if (connections[i] != null) {
        connections[i].sever();
        connections[i] = null;
      }
    }
  }

  /** All connections break, but a database does not notice while it runs a statement on one. */
  void severIdle() {
    for (int i = 0; i < connections.length; i++) {
      Connection connection = connections[i];
      boolean idle = session == null || session != connection && session.client() != connection;
      if (connection != null && idle) {
        connections[i] = null;
        connection.sever();
      }
    }
  }
}
