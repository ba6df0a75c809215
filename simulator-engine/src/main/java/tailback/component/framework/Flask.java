package tailback.component.framework;

import java.time.Duration;
import java.util.Locale;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Flask.Settings.Connections;
import tailback.component.framework.ProcessPool.Rules;
import tailback.component.store.Connection;
import tailback.program.Describe;

/**
 * Flask, or any application that manages its connections itself: one a request, closed at its end,
 * or one a thread, kept; or, with SQLAlchemy, one of the process's pool, in a transaction from the
 * first statement of a request to its end (SQLAlchemy 2.0, autobegin).
 */
public final class Flask implements Framework {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("flask", Role.FRAMEWORK, Settings.class, Flask::new);

  /** How a Flask application comes by its database connections. */
  public record Settings(
      Connections connections, EngineOptions sqlalchemyEngineOptions, CacheOptions cacheOptions) {

    /** How long a connection lives. */
    public enum Connections {
      /** Each request that asks the database opens its own and closes it at its end. */
      PER_REQUEST,
      /** Each thread (or sync worker) opens one and keeps it. */
      PER_THREAD
    }

    /** What Flask-SQLAlchemy passes to {@code create_engine}. */
    public record EngineOptions(
        @Describe(value = "connections that a process keeps", absent = "5") int poolSize,
        @Describe(value = "further ones, closed when they come back", absent = "10")
            int maxOverflow,
        @Describe(value = "how long a request waits for one", absent = "30", unit = "s")
            Duration poolTimeout,
        @Describe(value = "whether a connection is tried out before use", absent = "false")
            boolean poolPrePing) {

      /** Checks what they say together. */
      public EngineOptions {
        if (poolSize + maxOverflow == 0) {
          throw new IllegalArgumentException("a pool without connections");
        }
      }

      /** The pools of a process. */
      ProcessPools pools(String owner, Assembly assembly) {
        String after = String.format(Locale.ROOT, "%.2f", poolTimeout.toNanos() / 1e9);
        Rules rules =
            new Rules(
                owner,
                0,
                poolSize,
                poolSize + maxOverflow,
                poolTimeout.toNanos(),
                0,
                false,
                "QueuePool limit of size "
                    + poolSize
                    + " overflow "
                    + maxOverflow
                    + " reached, connection timed out, timeout "
                    + after,
                null);
        return new ProcessPools(rules, assembly);
      }
    }
  }

  private final String name;
  private final Settings settings;
  private final boolean asyncViews;
  private final UserSessions sessions;

  Flask(Settings settings, Assembly assembly) {
    this(assembly.part().name(), settings, false, assembly);
  }

  private Flask(String name, Settings settings, boolean asyncViews, Assembly assembly) {
    sessions = new UserSessions(name, UserSessions.Engine.SIGNED_COOKIES, null, false, assembly);
    this.name = name;
    this.settings = settings;
    this.asyncViews = asyncViews;
  }

  /**
   * An application without a framework in the stack: a connection for each request, and async views
   * where the server can run them.
   */
  public static Flask plain(Assembly assembly) {
    return new Flask("app", new Settings(Connections.PER_REQUEST, null, null), true, assembly);
  }

  @Override
  public boolean keeps(Connection connection) {
    return settings.connections() == Connections.PER_THREAD;
  }

  @Override
  public boolean asyncViews() {
    return asyncViews;
  }

  @Override
  public UserSessions sessions() {
    return sessions;
  }

  @Override
  public boolean autobegins() {
    return settings.sqlalchemyEngineOptions() != null;
  }

  @Override
  public boolean checksConnections() {
    return autobegins() && settings.sqlalchemyEngineOptions().poolPrePing();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CacheOptions cacheOptions() {
    return settings.cacheOptions();
  }

  @Override
  public ProcessPools pools(Assembly assembly) {
    Settings.EngineOptions engine = settings.sqlalchemyEngineOptions();
    return engine == null ? null : engine.pools(name, assembly);
  }
}
