package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.store.Connection;

/**
 * FastAPI: endpoints that are {@code async def} run on the loop; those that are {@code def} run in
 * threads beside it, of which a process has 40 (FastAPI 0.115, routing.py, run_endpoint_function;
 * Starlette, concurrency.py; AnyIO 4, _backends/_asyncio.py, current_default_thread_limiter).
 */
public final class FastApi implements Framework {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("fastapi", Role.FRAMEWORK, Settings.class, FastApi::new);

  /**
   * How a FastAPI application is written.
   *
   * @param threadpool tokens of AnyIO's thread limiter
   * @param createEngine SQLAlchemy with a pool in each process; null: without
   * @param redisPool the connections of a process to Redis; null: without a limit
   */
  public record Settings(
      Endpoints views,
      int threadpool,
      Connections connections,
      Flask.Settings.EngineOptions createEngine,
      CacheOptions redisPool) {

    /** Rejects what cannot be. */
    public Settings {
      if (threadpool < 1) {
        throw new IllegalArgumentException("there is at least one thread in the threadpool");
      }
    }

    /** How its endpoints are declared. */
    public enum Endpoints {
      SYNC,
      ASYNC
    }

    /** How long a database connection lives. */
    public enum Connections {
      /** A dependency opens one for each request that asks for it, and closes it. */
      PER_REQUEST,
      /** Each thread opens one and keeps it; coroutines cannot. */
      PER_THREAD
    }
  }

  private final String name;
  private final Settings settings;
  private final UserSessions sessions;

  FastApi(Settings settings, Assembly assembly) {
    this.settings = settings;
    name = assembly.part().name();
    sessions = new UserSessions(name, UserSessions.Engine.SIGNED_COOKIES, null, false, assembly);
  }

  @Override
  public boolean keeps(Connection connection) {
    return settings.connections() == Settings.Connections.PER_THREAD;
  }

  @Override
  public boolean asyncViews() {
    return settings.views() == Settings.Endpoints.ASYNC;
  }

  @Override
  public int viewThreads() {
    return settings.threadpool();
  }

  @Override
  public String threadpool() {
    return name + ".threadpool";
  }

  @Override
  public UserSessions sessions() {
    return sessions;
  }

  @Override
  public boolean autobegins() {
    return settings.createEngine() != null;
  }

  @Override
  public boolean checksConnections() {
    return autobegins() && settings.createEngine().poolPrePing();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CacheOptions cacheOptions() {
    return settings.redisPool();
  }

  @Override
  public ProcessPools pools(Assembly assembly) {
    return autobegins() ? settings.createEngine().pools(name, assembly) : null;
  }
}
