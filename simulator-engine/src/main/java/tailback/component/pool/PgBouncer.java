package tailback.component.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.pool.PgBouncer.Settings.PoolMode;
import tailback.component.store.Connection;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.store.Database;
import tailback.component.store.Postgres;
import tailback.component.store.RowAccess;
import tailback.component.store.RowLocks;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * PgBouncer: lends a few server connections to many clients.
 *
 * <p>Clients are accepted at once, up to {@code max_client_conn}. The first message of a
 * transaction takes the most recently used idle server; when there is none the client waits, first
 * come, first served, while servers are opened one login at a time up to {@code default_pool_size}
 * (PgBouncer 1.25, objects.c and janitor.c). A server goes back at the end of the transaction, of
 * the statement, or of the client's session, as {@code pool_mode} says.
 */
public final class PgBouncer implements Database, Login {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("pgbouncer", Role.POOL, Settings.class, PgBouncer::new);

  /** The settings of {@code pgbouncer.ini} that this model honours. */
  public record Settings(
      PoolMode poolMode,
      int defaultPoolSize,
      int maxClientConn,
      Duration queryWaitTimeout,
      Duration serverLoginRetry,
      String server) {

    /** When a server connection returns to the pool. */
    public enum PoolMode {
      SESSION,
      TRANSACTION,
      STATEMENT
    }
  }

  private static final long JANITOR = 333_000_000L;

  private final Simulation simulation;
  private final Postgres postgres;
  private final PoolMode mode;
  private final long loginRetry;
  private final long clientConnect;
  private final long relay;
  private final Meter clients;
  private final Meter servers;
  private final Line<Execution> waiting;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final int connecting;
  private final int assigning;
  private final int noMoreConnections;
  private final int waitTimeout;
  private final int noTransactions;
  private final Event<Execution> welcomed;
  private final Event<Execution> rejected;
  private final Event<Void> janitor;
  private final Event<Void> retry;

  private int index;
  private int poolSize;
  private int maxClients;
  private long queryWaitTimeout;
  private int connected;
  private int opened;
  private boolean loggingIn;
  private boolean janitorAwake;

  PgBouncer(Settings settings, Assembly assembly) {
    simulation = assembly.simulation();
    String name = assembly.part().name();
    postgres = server(settings, assembly);
    mode = settings.poolMode();
    poolSize = settings.defaultPoolSize();
    maxClients = settings.maxClientConn();
    queryWaitTimeout = settings.queryWaitTimeout().toNanos();
    loginRetry = settings.serverLoginRetry().toNanos();
    clientConnect = assembly.cost("pgbouncer.connect");
    relay = assembly.cost("pgbouncer.relay");
    clients = assembly.meter(name + ".clients");
    clients.addCapacity(maxClients);
    servers = assembly.meter(name + ".servers");
    servers.addCapacity(poolSize);
    waiting = new Line<>(servers, Integer.MAX_VALUE);
    connecting = assembly.place(name + ".connect");
    assigning = assembly.place(name + ".wait");
    noMoreConnections = assembly.failure("FATAL: no more connections allowed (max_client_conn)");
    waitTimeout =
        assembly.failure(
            "server closed the connection unexpectedly: This probably means the server terminated"
                + " abnormally before or while processing the request.");
    noTransactions =
        assembly.failure("FATAL: transaction blocks not allowed in statement pooling mode");
    welcomed = assembly.event("welcomed", this::onWelcomed);
    rejected = assembly.event("rejected", this::onRejected);
    janitor = assembly.event("janitor", this::onJanitor);
    retry = assembly.event("server_login_retry", this::onRetry);
  }

  private static Postgres server(Settings settings, Assembly assembly) {
    String server =
        settings.server() != null ? settings.server() : assembly.withRole(Role.DATABASE).get(0);
    List<Component> replicas = assembly.require(server);
    return (Postgres) replicas.get(0);
  }

  @Override
  public void number(int number) {
    index = number;
  }

  @Override
  public void reconfigure(Record settings) {
    Settings changed = (Settings) settings;
    clients.addCapacity(changed.maxClientConn() - maxClients);
    servers.addCapacity(changed.defaultPoolSize() - poolSize);
    maxClients = changed.maxClientConn();
    poolSize = changed.defaultPoolSize();
    queryWaitTimeout = changed.queryWaitTimeout().toNanos();
    while (opened > poolSize && !idle.isEmpty()) {
      discard(idle.removeLast());
    }
    grow();
    wakeJanitor();
  }

  // ---- clients

  @Override
  public void connect(Execution execution) {
    if (connected >= maxClients) {
      clients.rejected();
      rejected.in(clientConnect, execution);
    } else {
      connected++;
      clients.served();
      clients.seized();
      welcomed.in(clientConnect, execution);
    }
  }

  private void onWelcomed(Execution execution) {
    Connection client = new Connection(this);
    client.openedAt(simulation.now());
    client.user(execution);
    execution.connection(index, client);
    execution.resume();
  }

  private void onRejected(Execution execution) {
    execution.fail(noMoreConnections);
  }

  @Override
  public void rollback(Connection client) {
    if (client.server() != null) {
      postgres.rollback(client.server());
      settled(client);
    }
  }

  @Override
  public void close(Connection client) {
    if (client.broken()) {
      return;
    }
    connected--;
    clients.released();
    if (client.server() != null) {
      postgres.rollback(client.server());
      unlink(client);
    }
  }

  /**
   * The client is gone. A server in the middle of its transaction is closed ("client disconnect
   * while server was not ready"), so the pool has one less until somebody needs it.
   */
  @Override
  public void sever(Connection client) {
    Connection server = client.server();
    if (server == null || !server.inTransaction()) {
      close(client);
      return;
    }
    connected--;
    clients.released();
    client.link(null);
    servers.released();
    opened--;
    server.close();
    grow();
  }

  // ---- lending servers

  @Override
  public boolean assigned(Execution execution) {
    return execution.connection(index).server() != null;
  }

  @Override
  public boolean assign(Execution execution) {
    if (!idle.isEmpty() && waiting.isEmpty()) {
      servers.served();
      lend(idle.pop(), execution);
      return true;
    }
    waiting.join(execution);
    execution.withdrawable();
    wakeJanitor();
    grow();
    return false;
  }

  private void lend(Connection server, Execution execution) {
    servers.seized();
    execution.connection(index).link(server);
  }

  /** A statement has ended on the server behind this client; the pool mode says who keeps it. */
  @Override
  public void settled(Connection client) {
    boolean keeps =
        switch (mode) {
          case SESSION -> true;
          case TRANSACTION -> client.server().inTransaction();
          case STATEMENT -> false;
        };
    if (!keeps) {
      unlink(client);
    }
  }

  private void unlink(Connection client) {
    Connection server = client.server();
    client.link(null);
    servers.released();
    server.user(null);
    hand(server);
  }

  private void discard(Connection server) {
    opened--;
    server.close();
  }

  private void hand(Connection server) {
    if (opened > poolSize) {
      discard(server);
      return;
    }
    Execution next = waiting.next();
    if (next == null) {
      idle.push(server);
    } else {
      lend(server, next);
      next.resume();
    }
  }

  /** Opens servers while clients wait: one login at a time. */
  private void grow() {
    if (!loggingIn && !waiting.isEmpty() && opened < poolSize) {
      loggingIn = true;
      opened++;
      postgres.open(new Connection(postgres), this);
    }
  }

  @Override
  public void opened(Connection server) {
    loggingIn = false;
    hand(server);
    grow();
  }

  /**
   * A server's end is closed: one that is idle is thrown away, and with one that works its client.
   */
  @Override
  public void lost(Connection server) {
    Connection client = server.client();
    if (client == null) {
      idle.remove(server);
    } else {
      client.link(null);
      client.breakOff();
      connected--;
      clients.released();
      servers.released();
    }
    opened--;
    grow();
  }

  @Override
  public void refused(Connection server, int failure) {
    opened--;
    retry.in(loginRetry, null);
  }

  private void onRetry(Void nobody) {
    loggingIn = false;
    grow();
  }

  private void wakeJanitor() {
    if (!janitorAwake && queryWaitTimeout > 0 && !waiting.isEmpty()) {
      janitorAwake = true;
      janitor.in(JANITOR - simulation.now() % JANITOR, null);
    }
  }

  private void onJanitor(Void nobody) {
    janitorAwake = false;
    if (queryWaitTimeout == 0) {
      return;
    }
    Execution oldest = waiting.first();
    while (oldest != null && simulation.now() - oldest.joined() > queryWaitTimeout) {
      oldest.withdraw();
      disconnect(oldest, waitTimeout);
      oldest = waiting.first();
    }
    wakeJanitor();
  }

  /** Tells a client what is wrong, and closes its connection. */
  private void disconnect(Execution execution, int failure) {
    Connection client = execution.connection(index);
    execution.connection(index, null);
    client.close();
    execution.fail(failure);
  }

  // ---- statements

  @Override
  public void execute(Execution execution, Statement statement, long cpu, long io) {
    if (statement == Statement.BEGIN && mode == PoolMode.STATEMENT) {
      disconnect(execution, noTransactions);
      return;
    }
    Connection server = execution.connection(index).server();
    postgres.run(execution, server, statement, cpu, io + relay);
  }

  @Override
  public void execute(Execution execution, RowAccess access, int key, long cpu, long io) {
    Connection server = execution.connection(index).server();
    postgres.run(execution, server, access, key, cpu, io + relay);
  }

  @Override
  public RowLocks rows(String name, int keys) {
    return postgres.rows(name, keys);
  }

  // ---- places

  @Override
  public int connecting() {
    return connecting;
  }

  @Override
  public int assigning() {
    return assigning;
  }

  @Override
  public int executing() {
    return postgres.executing();
  }
}
