package tailback.component.framework;

import java.time.Duration;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Django.Settings.Views;
import tailback.component.store.Connection;
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
  public static final Kind<Settings> KIND =
      new Kind<>("django", Role.FRAMEWORK, Settings.class, Django::new);

  /** The settings of {@code settings.py} that this model honours. */
  public record Settings(Duration connMaxAge, Views views) {

    /** Whether views are {@code def} or {@code async def}; matters under ASGI servers only. */
    public enum Views {
      SYNC,
      ASYNC
    }
  }

  private final Simulation simulation;
  private final long connMaxAge;
  private final boolean asyncViews;

  Django(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    connMaxAge = settings.connMaxAge().toNanos();
    asyncViews = settings.views() == Views.ASYNC;
  }

  @Override
  public boolean keeps(Connection connection) {
    return simulation.now() - connection.openedAt() < connMaxAge;
  }

  @Override
  public boolean asyncViews() {
    return asyncViews;
  }
}
