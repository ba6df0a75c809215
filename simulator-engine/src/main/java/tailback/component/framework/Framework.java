package tailback.component.framework;

import tailback.component.Component;
import tailback.component.store.Connection;
import tailback.component.worker.Execution;

/** The web framework: what it does around a view, above all with database connections. */
public interface Framework extends Component {

  /** Whether a connection may serve another request of the same thread. */
  boolean keeps(Connection connection);

  /** Whether views are {@code async def}. */
  boolean asyncViews();

  /** Whether large results are fetched through server-side cursors where a query asks for one. */
  default boolean serverSideCursors() {
    return true;
  }

  /**
   * A connection that was kept for this thread and is still good.
   *
   * @return null when a new one must be opened
   */
  default Connection reuse(Execution execution, int database) {
    Connection kept = execution.process().threadLocals().take(execution, database);
    if (kept != null && !keeps(kept)) {
      kept.close();
      return null;
    }
    return kept;
  }

  /** The request is over: rolls back what is open, and closes or keeps its connections. */
  default void end(Execution execution) {
    for (int database = 0; database < execution.databases(); database++) {
      Connection connection = execution.connection(database);
      if (connection == null) {
        continue;
      }
      execution.connection(database, null);
      if (connection.inUse()) {
        connection.database().rollback(connection);
      }
      connection.user(null);
      if (!keeps(connection)
          || !execution.process().threadLocals().keep(execution, database, connection)) {
        connection.close();
      }
    }
  }
}
