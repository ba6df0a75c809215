package tailback.component.pool;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.pool.PgBouncer.Settings;
import tailback.component.store.Connection;
import tailback.component.store.Connection.Login;
import tailback.component.store.Postgres;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * The server connections of one pool of PgBouncer, and the clients that wait for one, first come,
 * first served (PgBouncer 1.25, objects.c and janitor.c).
 *
 * <p>The server used last is lent first, unless {@code server_round_robin}. While clients wait and
 * none is idle, servers are opened, one login at a time, up to {@code default_pool_size}; beyond
 * it, up to {@code reserve_pool_size}, while the oldest has waited {@code reserve_pool_timeout}.
 * What takes no client, the janitor does, three times a second.
 */
final class ServerPool implements Login {

  private static final long JANITOR = 333_000_000L;

  private final Simulation simulation;
  private final PgBouncer bouncer;
  private final Postgres postgres;
  private final Meter servers;
  private final Line<Execution> waiting;
  private final IdleServers idle;
  private final long reset;
  private final Event<Connection> resetDone;
  private final Event<Execution> sentAway;
  private final Event<Void> janitor;
  private final Event<Void> retry;
  private final Event<Void> maintenance;

  /** For each error of a login, what the clients hear of it while it goes on failing. */
  private final int[] cachedErrors;

  private final int connectFailed;

  private int size;
  private int minimum;
  private int reserve;
  private long reserveTimeout;
  private int most;
  private long queryWaitTimeout;
  private long loginRetry;
  private long connectTimeout;
  private int opened;
  private boolean loggingIn;
  private long attempted;
  private boolean failing;
  private int cachedError;
  private boolean janitorAwake;
  private boolean maintained;

  ServerPool(PgBouncer bouncer, Settings settings, Assembly assembly, Postgres postgres) {
    this.bouncer = bouncer;
    this.postgres = postgres;
    simulation = assembly.simulation();
    String name = assembly.part().name();
    servers = assembly.meter(name + ".servers");
    waiting = new Line<>(servers, Integer.MAX_VALUE);
    idle = new IdleServers(simulation, settings);
    long discardAll = assembly.cost("pgbouncer.reset");
    boolean resets =
        settings.poolMode() == Settings.PoolMode.SESSION && !settings.serverResetQuery().isBlank();
    reset = resets ? discardAll : -1;
    cachedErrors = cachedErrors(assembly);
    connectFailed = cachedError(assembly, "connect failed");
    resetDone = assembly.event("server_reset_query", this::release);
    sentAway = assembly.event("login failing", this::onSentAway);
    janitor = assembly.event("janitor", this::onJanitor);
    retry = assembly.event("server_login_retry", this::onRetry);
    maintenance = assembly.event("server maintenance", this::onMaintenance);
    configure(settings);
  }

  /** The errors with which Postgres may refuse a login, in PgBouncer's words. */
  private static int[] cachedErrors(Assembly assembly) {
    List<String> errors = new ArrayList<>(assembly.failures());
    int[] cached = new int[errors.size()];
    for (int i = 0; i < cached.length; i++) {
      cached[i] = i;
      if (errors.get(i).startsWith("FATAL: ")) {
        String reason = errors.get(i).substring("FATAL: ".length());
        cached[i] = cachedError(assembly, reason);
      }
    }
    return cached;
  }

  private static int cachedError(Assembly assembly, String reason) {
    return assembly.failure(
        "FATAL: server login has been failing, cached error: " + reason + " (server_login_retry)");
  }

  private void configure(Settings settings) {
    servers.addCapacity(settings.defaultPoolSize() - size);
    size = settings.defaultPoolSize();
    minimum = Math.min(settings.minPoolSize(), size);
    reserve = settings.reservePoolSize();
    reserveTimeout = settings.reservePoolTimeout().toNanos();
    most = settings.maxDbConnections() == 0 ? Integer.MAX_VALUE : settings.maxDbConnections();
    queryWaitTimeout = settings.queryWaitTimeout().toNanos();
    loginRetry = settings.serverLoginRetry().toNanos();
    connectTimeout = settings.serverConnectTimeout().toNanos();
  }

  /** RELOAD: servers too many are closed, idle ones at once. */
  void reconfigure(Settings settings) {
    configure(settings);
    idle.configure(settings);
    while (opened > size + reserve && idle.size() > 0) {
      discard(idle.take());
    }
    grow();
    wakeJanitor();
    maintain();
  }

  // ---- lending

  /** Lends an idle server to a client at once, or lets it wait for one, or sends it away. */
  boolean assign(Execution execution) {
    if (idle.size() > 0 && waiting.isEmpty()) {
      servers.served();
      lend(idle.take(), execution);
      return true;
    }
    if (failing && opened == (loggingIn ? 1 : 0)) {
      sentAway.in(0, execution);
      open();
      return false;
    }
    waiting.join(execution);
    execution.withdrawable();
    wakeJanitor();
    grow();
    return false;
  }

  private void lend(Connection server, Execution execution) {
    servers.seized();
    bouncer.link(execution, server);
  }

  /** A client is done with its server. */
  void takeBack(Connection server) {
    servers.released();
    server.user(null);
    if (reset >= 0) {
      server.forget();
    }
    if (reset > 0) {
      resetDone.in(reset, server);
    } else {
      release(server);
    }
  }

  private void release(Connection server) {
    if (server.broken()) {
      return;
    }
    if (opened > size + reserve || idle.lifeOver(server)) {
      discard(server);
      grow();
    } else {
      hand(server);
    }
  }

  /** A server is lost, in the middle of a transaction that its client has left or by itself. */
  void lose(Connection server) {
    servers.released();
    discard(server);
    grow();
  }

  /**
   * Postgres has closed a server: one that is idle is thrown away, and with one that works its
   * client.
   */
  @Override
  public void lost(Connection server) {
    Connection client = server.client();
    if (client == null) {
      idle.remove(server);
    } else {
      servers.released();
      bouncer.lose(client);
    }
    opened--;
    grow();
  }

  /** A server is free: it goes to the client that has waited longest, or is idle. */
  private void hand(Connection server) {
    Execution next = waiting.next();
    if (next != null) {
      lend(server, next);
      next.resume();
      return;
    }
    idle.add(server);
    maintain();
  }

  private void discard(Connection server) {
    opened--;
    server.close();
  }

  // ---- logging in

  /** Opens a server while clients wait and the pool may grow. */
  private void grow() {
    Execution oldest = waiting.first();
    if (oldest != null && (opened < size || mayUseReserve(oldest))) {
      open();
    }
  }

  private boolean mayUseReserve(Execution oldest) {
    return reserveTimeout > 0
        && opened < size + reserve
        && simulation.now() - oldest.joined() >= reserveTimeout;
  }

  /** Begins a login, unless one is under way or the last one has failed a moment ago. */
  private void open() {
    long now = simulation.now();
    if (loggingIn || opened >= most || failing && now - attempted < loginRetry) {
      return;
    }
    loggingIn = true;
    attempted = now;
    opened++;
    postgres.open(new Connection(postgres), this);
  }

  @Override
  public long patience() {
    return connectTimeout;
  }

  @Override
  public void opened(Connection server) {
    loggingIn = false;
    failing = false;
    if (opened > size + reserve) {
      discard(server);
    } else {
      hand(server);
    }
    grow();
  }

  /** Without any other server, all who wait are told and sent away (server.c, kill_pool_logins). */
  @Override
  public void refused(Connection server, int failure) {
    loggingIn = false;
    failed(cachedErrors[failure]);
    while (opened == 0 && !waiting.isEmpty()) {
      Execution client = waiting.first();
      client.withdraw();
      bouncer.disconnect(client, failure);
    }
  }

  /** Nobody answers: who waits goes on waiting, until {@code server_login_retry} and longer. */
  @Override
  public void unreachable(Connection server, int failure) {
    loggingIn = false;
    failed(connectFailed);
  }

  private void failed(int error) {
    failing = true;
    cachedError = error;
    opened--;
    retry.in(Math.max(0, attempted + loginRetry - simulation.now()), null);
  }

  /**
   * The login fails and there is no other server: a client that asks for one is told so at once.
   */
  private void onSentAway(Execution execution) {
    bouncer.disconnect(execution, cachedError);
  }

  private void onRetry(Void nobody) {
    grow();
  }

  // ---- the janitor

  /** How long until the janitor looks next. */
  private long untilJanitor() {
    return JANITOR - simulation.now() % JANITOR;
  }

  private void wakeJanitor() {
    boolean cares = queryWaitTimeout > 0 || reserve > 0;
    if (!janitorAwake && cares && !waiting.isEmpty()) {
      janitorAwake = true;
      janitor.in(untilJanitor(), null);
    }
  }

  private void onJanitor(Void nobody) {
    janitorAwake = false;
    long now = simulation.now();
    Execution oldest = waiting.first();
    while (queryWaitTimeout > 0 && oldest != null && now - oldest.joined() > queryWaitTimeout) {
      oldest.withdraw();
      bouncer.waitedTooLong(oldest);
      oldest = waiting.first();
    }
    grow();
    wakeJanitor();
  }

  /** Clients are there: {@code min_pool_size} holds from now on. */
  void inUse() {
    if (minimum > 0) {
      maintain();
    }
  }

  /** Sees to it that the janitor comes when a server is due, or as long as some are missing. */
  private void maintain() {
    if (maintained) {
      return;
    }
    long now = simulation.now();
    long due = missing() ? now : idle.nextDue(opened - minimum);
    if (due < IdleServers.NEVER) {
      maintained = true;
      long at = Math.max(now, due);
      maintenance.in(at - now + JANITOR - at % JANITOR, null);
    }
  }

  private boolean missing() {
    return opened < minimum && bouncer.hasClients();
  }

  private void onMaintenance(Void nobody) {
    maintained = false;
    for (Connection due = due(); due != null; due = due()) {
      discard(due);
    }
    if (missing()) {
      open();
    }
    maintain();
  }

  private Connection due() {
    return idle.takeDue(opened - minimum);
  }
}
