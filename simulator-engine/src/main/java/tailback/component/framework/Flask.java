package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.framework.FlaskSettings.Connections;
import tailback.component.store.Connection;
import tailback.component.worker.Execution;
import tailback.component.worker.WorkerProcess;

/**
 * Flask, or any application that manages its connections itself: one a request, closed at its end,
 * or one a thread, kept.
 */
public final class Flask implements Framework {

  /** Its entry in the catalogue. */
  public static final Kind<FlaskSettings> KIND =
      new Kind<>("flask", FlaskSettings.class, Flask::new);

  private final boolean keeps;
  private final boolean asyncViews;
  private final int databases;

  Flask(FlaskSettings settings, Assembly assembly) {
    this(settings.connections() == Connections.PER_THREAD, false, assembly);
  }

  private Flask(boolean keeps, boolean asyncViews, Assembly assembly) {
    this.keeps = keeps;
    this.asyncViews = asyncViews;
    databases = assembly.databases().size();
  }

  /**
   * An application without a framework in the stack: a connection for each request, and async views
   * where the server can run them.
   */
  public static Flask plain(Assembly assembly) {
    return new Flask(false, true, assembly);
  }

  @Override
  public Connection reuse(Execution execution, int database) {
    WorkerProcess process = execution.process();
    Connection kept = process.parked(execution, database);
    if (kept != null) {
      process.park(execution, database, null);
    }
    return kept;
  }

  @Override
  public void end(Execution execution) {
    for (int database = 0; database < databases; database++) {
      Connection connection = execution.connection(database);
      if (connection == null) {
        continue;
      }
      execution.connection(database, null);
      if (connection.inUse()) {
        connection.database().rollback(connection);
      }
      if (keeps && execution.process().hasThread(execution)) {
        connection.user(null);
        execution.process().park(execution, database, connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public boolean asyncViews() {
    return asyncViews;
  }
}
