package tailback.component.framework;

import java.util.List;
import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.Occurrences;
import tailback.component.worker.Execution;
import tailback.component.worker.WebSession;

/**
 * Where the sessions of users are kept, so what it takes to load and to save one (Django 5.2,
 * contrib/sessions).
 *
 * <p>A cache in the memory of the processes is a cache for each of them: a user who lands in
 * another process, or in one that has been born again, is logged out there.
 */
public final class UserSessions {

  /** A cache that all processes share; above it are the lives of processes. */
  private static final int SHARED = 1;

  /** What {@code SESSION_ENGINE} may name. */
  public enum Engine {
    /** A row of the database. */
    DB,
    /** An entry of a cache. */
    CACHE,
    /** An entry of a cache, and a row for those who miss it. */
    CACHED_DB,
    /** In the cookie: nothing to load, nothing to save. */
    SIGNED_COOKIES,
    /** In a token that the client holds, likewise. */
    JWT;

    /** Whether the database is asked. */
    public boolean usesDatabase() {
      return this == DB || this == CACHED_DB;
    }

    /** Whether a cache is asked. */
    public boolean usesCache() {
      return this == CACHE || this == CACHED_DB;
    }
  }

  private final Engine engine;
  private final String cache;
  private final boolean savesEveryRequest;
  private final SessionTable homes = new SessionTable();
  private final Occurrences[] logouts;
  private final Occurrences statements;

  /**
   * No sessions yet.
   *
   * @param owner the framework, under whose name they are reported
   * @param cache the cache that keeps them; null: the memory of each process
   * @param savesEveryRequest whether a session that was read is saved although it did not change
   */
  UserSessions(
      String owner, Engine engine, String cache, boolean savesEveryRequest, Assembly assembly) {
    this.engine = engine;
    this.cache = cache;
    this.savesEveryRequest = savesEveryRequest;
    List<String> endpoints = assembly.endpoints();
    logouts = new Occurrences[endpoints.size()];
    for (int i = 0; i < logouts.length; i++) {
      logouts[i] = new Occurrences(endpoints.get(i) + ".logouts", assembly.simulation());
    }
    statements = new Occurrences(owner + ".session_statements", assembly.simulation());
  }

  /** Where they are kept. */
  public Engine engine() {
    return engine;
  }

  /** The cache that keeps them; null when that is the memory of each process. */
  public String cache() {
    return cache;
  }

  /** Whether the request's session must be saved at its end. */
  public boolean mustSave(WebSession session) {
    return session.isModified() || savesEveryRequest && session.isRead();
  }

  /**
   * Looks in the cache for the session of a request; it is there from now on.
   *
   * @return false when it was not there: it is loaded from the database, or its user logged in anew
   */
  public boolean find(Execution execution) {
    long id = execution.webSession().id();
    if (id < 0) {
      return true;
    }
    int here = cache != null ? SHARED : SHARED + execution.process().threadLocals().life();
    int home = homes.get(id);
    if (home == here) {
      return true;
    }
    homes.put(id, here);
    int endpoint = execution.webSession().endpoint();
    if (home != SessionTable.NOWHERE && engine == Engine.CACHE && endpoint >= 0) {
      logouts[endpoint].happens();
    }
    return false;
  }

  /** The database is asked to load or to save one. */
  public void asks() {
    statements.happens();
  }

  void reset() {
    for (Occurrences each : logouts) {
      each.reset();
    }
    statements.reset();
  }

  void count(Tally tally) {
    for (Occurrences each : logouts) {
      each.count(tally);
    }
    statements.count(tally);
  }
}
