package tailback.component.framework;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Django.Settings.Views;
import tailback.component.framework.ProcessPool.Rules;
import tailback.component.framework.UserSessions.Engine;
import tailback.component.store.Connection;
import tailback.kernel.Simulation;
import tailback.program.Describe;

/**
 * Django: opens a database connection at a request's first query and keeps it until the answer is
 * sent; then closes it, or keeps it for {@code CONN_MAX_AGE} where a thread is there to keep it
 * (Django 5.2, db/backends/base/base.py, close_if_unusable_or_obsolete).
 *
 * <p>With {@code OPTIONS["pool"]} the threads of a process share psycopg's pool instead.
 *
 * <p>Greenlets and coroutines end with their request, and nobody can use their connections again.
 */
public final class Django implements Framework {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("django", Role.FRAMEWORK, Settings.class, Django::new);

  /** The settings of {@code settings.py} that this model honours. */
  public record Settings(
      Duration connMaxAge,
      boolean connHealthChecks,
      boolean atomicRequests,
      boolean disableServerSideCursors,
      Options options,
      String sessionEngine,
      boolean sessionSaveEveryRequest,
      String caches,
      CacheOptions cachesOptions,
      Duration pinReadsAfterWrite,
      boolean whitenoise,
      Views views) {

    private static final String BACKENDS = "django.contrib.sessions.backends.";

    /** Whether views are {@code def} or {@code async def}; matters under ASGI servers only. */
    public enum Views {
      SYNC,
      ASYNC
    }

    /** {@code DATABASES["default"]["OPTIONS"]}. */
    public record Options(
        @Describe("connections that the threads of a process share (psycopg 3, Django 5.1)")
            Pool pool,
        @Describe(
                value =
                    "how long a new connection may take while the network is cut (libpq); for ever"
                        + " when absent",
                unit = "s")
            Duration connectTimeout) {}

    /** The parameters of psycopg's pool. */
    public record Pool(
        @Describe(value = "connections opened at first use", absent = "4") int minSize,
        @Describe("connections at most; as many as min_size when absent") Integer maxSize,
        @Describe(value = "how long a request waits for one", absent = "30", unit = "s")
            Duration timeout,
        @Describe(value = "how many requests may wait; 0: any number", absent = "0")
            int maxWaiting) {

      /** Checks what they say together. */
      public Pool {
        if (maxSize != null && (maxSize < minSize || maxSize == 0)) {
          throw new IllegalArgumentException("max_size " + maxSize + " is below min_size");
        }
        if (maxSize == null && minSize == 0) {
          throw new IllegalArgumentException("a pool without connections");
        }
      }

      int most() {
        return maxSize == null ? minSize : maxSize;
      }
    }

    /** What {@code SESSION_ENGINE} names; null when that is nothing that is known. */
    public Engine engine() {
      String last =
          sessionEngine.startsWith(BACKENDS)
              ? sessionEngine.substring(BACKENDS.length())
              : sessionEngine;
      for (Engine engine : Engine.values()) {
        if (engine.name().toLowerCase(Locale.ROOT).equals(last)) {
          return engine;
        }
      }
      return null;
    }

    /** Whether each process has a cache of its own. */
    public boolean isLocMem() {
      return "locmem".equals(caches);
    }

    /** Checks what they say together. */
    public Settings {
      if (options != null && options.pool() != null && !connMaxAge.isZero()) {
        throw new IllegalArgumentException(
            "pooling doesn't support persistent connections: CONN_MAX_AGE must be 0");
      }
      if (atomicRequests && views == Views.ASYNC) {
        throw new IllegalArgumentException(
            "ATOMIC_REQUESTS cannot be used with async views: Django raises RuntimeError");
      }
    }
  }

  private final Simulation simulation;
  private final UserSessions sessions;
  private final String name;
  private final Settings settings;
  private final long connMaxAge;

  Django(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    name = assembly.part().name();
    this.settings = settings;
    connMaxAge = settings.connMaxAge().toNanos();
    sessions =
        new UserSessions(
            name,
            settings.engine(),
            cache(settings, assembly),
            settings.sessionSaveEveryRequest(),
            assembly);
  }

  /** The cache that {@code CACHES} names; null when it is the memory of each process. */
  private static String cache(Settings settings, Assembly assembly) {
    if (settings.caches() != null) {
      return settings.isLocMem() ? null : settings.caches();
    }
    List<String> caches = assembly.withRole(Role.CACHE);
    return caches.isEmpty() ? null : caches.get(0);
  }

  @Override
  public long pinsReadsAfterWrite() {
    return settings.pinReadsAfterWrite().toNanos();
  }

  @Override
  public UserSessions sessions() {
    return sessions;
  }

  @Override
  public void reset() {
    sessions.reset();
  }

  @Override
  public void count(Tally tally) {
    sessions.count(tally);
  }

  @Override
  public boolean keeps(Connection connection) {
    return simulation.now() - connection.openedAt() < connMaxAge;
  }

  @Override
  public boolean servesFiles() {
    return settings.whitenoise();
  }

  @Override
  public boolean asyncViews() {
    return settings.views() == Views.ASYNC;
  }

  @Override
  public boolean serverSideCursors() {
    return !settings.disableServerSideCursors();
  }

  @Override
  public boolean atomicRequests() {
    return settings.atomicRequests();
  }

  @Override
  public boolean checksConnections() {
    return settings.connHealthChecks();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long connectTimeout() {
    Settings.Options options = settings.options();
    return options == null || options.connectTimeout() == null
        ? 0
        : options.connectTimeout().toNanos();
  }

  @Override
  public CacheOptions cacheOptions() {
    return settings.cachesOptions();
  }

  @Override
  public ProcessPools pools(Assembly assembly) {
    Settings.Pool pool = settings.options() == null ? null : settings.options().pool();
    if (pool == null) {
      return null;
    }
    String after = String.format(Locale.ROOT, "%.2f", pool.timeout().toNanos() / 1e9);
    Rules rules =
        new Rules(
            name,
            pool.minSize(),
            pool.most(),
            pool.most(),
            pool.timeout().toNanos(),
            pool.maxWaiting(),
            true,
            "PoolTimeout: couldn't get a connection after " + after + " sec",
            "TooManyRequests: the pool has already " + pool.maxWaiting() + " requests waiting");
    return new ProcessPools(rules, assembly);
  }
}
