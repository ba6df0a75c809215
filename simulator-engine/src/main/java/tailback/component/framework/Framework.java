package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.store.Connection;
import tailback.component.store.Database;
import tailback.component.worker.Demand;
import tailback.component.worker.Execution;
import tailback.component.worker.ThreadLocals;

/** The web framework: what it does around a view, above all with database connections. */
public interface Framework extends Component {

  /** Whether a connection may serve another request of the same thread. */
  boolean keeps(Connection connection);

  /** Whether views are {@code async def}. */
  boolean asyncViews();

  /**
   * How many sync views run at once in a process of an ASGI server; 0: each request gets a thread
   * of its own.
   */
  default int viewThreads() {
    return 0;
  }

  /** The name of their threads where {@link #viewThreads} limits them. */
  default String threadpool() {
    return null;
  }

  /** Whether large results are fetched through server-side cursors where a query asks for one. */
  default boolean serverSideCursors() {
    return true;
  }

  /** Whether static files are its own business (WhiteNoise), and no edge's. */
  default boolean servesFiles() {
    return false;
  }

  /** Whether each view runs inside a transaction of its own ({@code ATOMIC_REQUESTS}). */
  default boolean atomicRequests() {
    return false;
  }

  /** For how long after a write its user's reads go to the primary, nanoseconds. */
  default long pinsReadsAfterWrite() {
    return 0;
  }

  /**
   * Whether the first statement of a request begins a transaction that lasts to its end, unless it
   * is committed before (SQLAlchemy's autobegin).
   */
  default boolean autobegins() {
    return false;
  }

  /** Whether a connection that has served another request is tried out before it is used again. */
  default boolean checksConnections() {
    return false;
  }

  /**
   * The pools in which the threads of a process that is being built share their connections.
   *
   * @return null when each keeps or closes its own
   */
  default ProcessPools pools(Assembly assembly) {
    return null;
  }

  /** Under which it is reported. */
  String name();

  /** How long it waits for a connection to the database, nanoseconds; 0: as long as the kernel. */
  default long connectTimeout() {
    return 0;
  }

  /** What it tells the client of its caches; null: nothing. */
  default CacheOptions cacheOptions() {
    return null;
  }

  /**
   * The connections to caches of a process that is being built.
   *
   * @return null when they have no limit
   */
  default CachePools cachePools(Assembly assembly) {
    return cacheOptions() == null ? null : new CachePools(cacheOptions(), name(), assembly);
  }

  /**
   * Sees to it that a request has a connection: one that it shares, one that its thread has kept,
   * or a new one.
   *
   * @return false when it has left its worker and will be resumed with one, or fail
   */
  default boolean connect(Execution execution, int database, Database asked, Demand demand) {
    ThreadLocals locals = execution.process().threadLocals();
    if (locals.shared() != null) {
      return locals.shared().take(execution, database, demand);
    }
    Connection kept = locals.take(execution, database);
    if (kept != null && keeps(kept)) {
      kept.user(execution);
      kept.reused(true);
      execution.databases().connection(database, kept);
      return true;
    }
    if (kept != null) {
      kept.close();
    }
    execution.leave(demand, asked.connecting());
    asked.connect(execution);
    return false;
  }

  /** Where the sessions of users are kept. */
  UserSessions sessions();

  /** The request is over: rolls back what is open, and closes, keeps or returns its connections. */
  default void end(Execution execution) {
    execution.sideEffects().orphan();
    ThreadLocals locals = execution.process().threadLocals();
    for (int database = 0; database < execution.databases().count(); database++) {
      Connection connection = execution.databases().connection(database);
      if (connection == null) {
        continue;
      }
      execution.databases().connection(database, null);
      if (connection.knownToBeBroken()) {
        connection.close();
        continue;
      }
      if (connection.inUse()) {
        connection.database().rollback(connection);
      }
      connection.user(null);
      if (locals.shared() != null) {
        locals.shared().giveBack(database, connection);
      } else if (!keeps(connection) || !locals.keep(execution, database, connection)) {
        connection.close();
      }
    }
  }
}
