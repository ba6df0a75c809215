package tailback.component.store;

import java.util.BitSet;
import tailback.component.worker.Execution;
import tailback.program.Step;

/** A connection to a database: what an application holds, or what a pool lends. */
public final class Connection {

  /** What a client reads that uses a connection which the other end has closed. */
  public static final String CLOSED =
      "server closed the connection unexpectedly: This probably means the server terminated"
          + " abnormally before or while processing the request.";

  /** What a client reads whose SYN nobody answers. */
  public static final String TIMED_OUT = "connection to server failed: Connection timed out";

  /** What a client reads whose packets nobody acknowledges any more. */
  public static final String HUNG = "could not receive data from server: Connection timed out";

  /** The one at its other end. */
  final Database database;

  /** Who uses it now; null when nobody does. */
  private Execution user;

  /** The server connection that a pool has linked it to; null when it has none. */
  private Connection server;

  /** The client connection that it is linked to, when it is a pool's server connection. */
  private Connection client;

  private boolean inTransaction;
  private boolean broken;
  private boolean breakKnown;
  private long openedAt;
  private long idleSince;
  private boolean reused;
  private Keeper keeper;
  private BitSet objects;
  private Connection cursorOn;
  private Connection listensOn;

  /** The process at its other end, when that is Postgres itself. */
  Backend backend;

  /** A connection that is yet to be opened. */
  public Connection(Database database) {
    this.database = database;
  }

  /** Who waits for a connection to be opened. */
  public interface Login {

    /** It stands. */
    void opened(Connection connection);

    /** It was refused. */
    void refused(Connection connection, int failure);

    /** Nobody answers at the other end. */
    default void unreachable(Connection connection, int failure) {
      refused(connection, failure);
    }

    /** How long it waits for the connection, nanoseconds; 0: as long as the kernel does. */
    default long patience() {
      return 0;
    }

    /** It stood, and the server has closed it. */
    default void lost(Connection connection) {}
  }

  /** Whoever lends a connection to its user and wants to know when it is closed. */
  public interface Keeper {

    /** A connection is being closed by somebody else. */
    void gone(Connection connection);
  }

  /** What a statement does to the transaction. */
  public enum Statement {
    QUERY,
    /** A query that writes. */
    WRITE,
    BEGIN,
    COMMIT,
    ROLLBACK
  }

  /** Who uses it now; null when nobody does. */
  public Execution user() {
    return user;
  }

  /** Is used by somebody, or (null) by nobody. */
  public void user(Execution execution) {
    user = execution;
  }

  /** The server connection that a pool has linked it to; null when it has none. */
  public Connection server() {
    return server;
  }

  /** Links it to a server connection of the pool, or (null) unlinks it. */
  public void link(Connection to) {
    if (server != null) {
      server.client = null;
    }
    server = to;
    if (to != null) {
      to.client = this;
    }
  }

  /** The client connection that it is linked to, when it is a pool's server connection. */
  public Connection client() {
    return client;
  }

  /** Whether a transaction is open on it. */
  public boolean inTransaction() {
    return inTransaction;
  }

  /** Whether a transaction is open on it, or on the server connection behind it. */
  public boolean inUse() {
    return inTransaction || server != null && server.inTransaction;
  }

  /** The one at its other end. */
  public Database database() {
    return database;
  }

  void inTransaction(boolean open) {
    inTransaction = open;
  }

  /** Whether the other end has closed it; who uses it finds out when it is used next. */
  public boolean broken() {
    return broken;
  }

  /** Whether the application knows that it is broken: it was using it at that moment. */
  public boolean knownToBeBroken() {
    return breakKnown;
  }

  /** The application was using it when it broke. */
  void breakIsKnown() {
    breakKnown = true;
  }

  /** The other end has closed it. */
  public void breakOff() {
    broken = true;
  }

  /** When it was opened, nanoseconds since the simulation began. */
  public long openedAt() {
    return openedAt;
  }

  /** Was opened at that time. */
  public void openedAt(long time) {
    openedAt = time;
  }

  /** Since when nobody has used it, nanoseconds since the simulation began. */
  public long idleSince() {
    return idleSince;
  }

  /** Nobody uses it from that time on. */
  public void idleSince(long time) {
    idleSince = time;
  }

  // ---- what belongs to the session and outlives a transaction: prepared statements and the like

  /** The session now has this object. */
  public void keep(int object) {
    if (objects == null) {
      objects = new BitSet();
    }
    objects.set(object);
  }

  /** Whether the session has this object. */
  public boolean keeps(int object) {
    return objects != null && objects.get(object);
  }

  /** The session is as new: DISCARD ALL. */
  public void forget() {
    if (objects != null) {
      objects.clear();
    }
    if (backend != null && !broken) {
      backend.discard();
    }
  }

  /** The process that the next statement would run on; null when it is lost. */
  private Backend serves() {
    Connection session = session();
    return session.broken ? null : session.backend;
  }

  /** SET, on the server that it has now. */
  public void set(Step.Set parameters) {
    Backend serves = serves();
    if (serves != null) {
      serves.set(parameters);
    }
  }

  /** pg_advisory_unlock, on the server that it has now. */
  public void unlock(RowLocks locks, int key) {
    Backend serves = serves();
    if (serves != null) {
      serves.unlock(locks, key);
    }
  }

  /** NOTIFY, on the server that it has now. */
  public void tell(Channel channel) {
    Backend serves = serves();
    if (serves != null) {
      serves.tell(channel);
    }
  }

  /** LISTEN, on the server that it has now. */
  public void listen() {
    listensOn = session();
  }

  /** Whether a notification for the server on which it listens would reach it now. */
  boolean hears() {
    return listensOn == session() && !broken && !inUse();
  }

  /** Declares a cursor on the server that it has now. */
  public void declareCursor() {
    cursorOn = session();
  }

  /** Whether the cursor that it declared last is on the server that it has now. */
  public boolean hasCursor() {
    return cursorOn == session();
  }

  /** The one at its other end that runs the statements: a pool's server, or itself. */
  public Connection session() {
    return server != null ? server : this;
  }

  /** Is lent by somebody who hears when it is closed, or (null) by nobody. */
  public void keeper(Keeper lender) {
    keeper = lender;
  }

  /** Whether it has served another request before this one, and has not been used for it yet. */
  public boolean reused() {
    return reused;
  }

  /** Has served another request before, or (false) has been tried out for this one. */
  public void reused(boolean before) {
    reused = before;
  }

  private void leave() {
    user = null;
    if (keeper != null) {
      Keeper lender = keeper;
      keeper = null;
      lender.gone(this);
    }
  }

  /** Closes it as the application does. */
  public void close() {
    leave();
    database.close(this);
  }

  /** Its user has died without closing it. */
  public void sever() {
    leave();
    database.sever(this);
  }
}
