package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.framework.DjangoSettings.Views;
import tailback.component.store.Connection;
import tailback.component.worker.Execution;
import tailback.component.worker.WorkerProcess;
import tailback.kernel.Simulation;

/**
 * Django: opens a database connection at a request's first query and keeps it until the answer is
 * sent; then closes it, or keeps it for {@code CONN_MAX_AGE} where a thread is there to keep it
 * (Django 5.2, db/backends/base/base.py, close_if_unusable_or_obsolete).
 *
 * <p>Greenlets and coroutines end with their request, and nobody can use their connections again.
 */
public final class Django implements Framework {

  /** Its entry in the catalogue. */
  public static final Kind<DjangoSettings> KIND =
      new Kind<>("django", DjangoSettings.class, Django::new);

  private final Simulation simulation;
  private final long connMaxAge;
  private final boolean asyncViews;
  private final int databases;

  Django(DjangoSettings settings, Assembly assembly) {
    simulation = assembly.simulation();
    connMaxAge = settings.connMaxAge().toNanos();
    asyncViews = settings.views() == Views.ASYNC;
    databases = assembly.databases().size();
  }

  @Override
  public Connection reuse(Execution execution, int database) {
    WorkerProcess process = execution.process();
    Connection kept = process.parked(execution, database);
    if (kept == null) {
      return null;
    }
    process.park(execution, database, null);
    if (tooOld(kept)) {
      kept.close();
      return null;
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
      if (!tooOld(connection) && execution.process().hasThread(execution)) {
        connection.user(null);
        execution.process().park(execution, database, connection);
      } else {
        connection.close();
      }
    }
  }

  private boolean tooOld(Connection connection) {
    return simulation.now() - connection.openedAt() >= connMaxAge;
  }

  @Override
  public boolean asyncViews() {
    return asyncViews;
  }
}
