package tailback.component.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.network.Link;
import tailback.component.pool.PgBouncer.Settings.PoolMode;
import tailback.component.store.Channel;
import tailback.component.store.Connection;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.store.Database;
import tailback.component.store.Postgres;
import tailback.component.store.Replication;
import tailback.component.store.RowAccess;
import tailback.component.store.RowLocks;
import tailback.component.worker.Execution;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;

/**
 * PgBouncer: lends a few server connections to many clients.
 *
 * <p>Clients are accepted at once, up to {@code max_client_conn}. The first message of a
 * transaction takes a server of the {@link ServerPool}, or waits for one. It goes back at the end
 * of the transaction, of the statement, or of the client's session, as {@code pool_mode} says: and
 * whatever a client has left on it stays there, for the next one to find (PgBouncer 1.25,
 * objects.c).
 */
public final class PgBouncer implements Database {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("pgbouncer", Role.POOL, Settings.class, PgBouncer::new);

  /** The settings of {@code pgbouncer.ini} that this model honours. */
  public record Settings(
      PoolMode poolMode,
      int defaultPoolSize,
      int minPoolSize,
      int reservePoolSize,
      Duration reservePoolTimeout,
      int maxClientConn,
      int maxDbConnections,
      Duration queryWaitTimeout,
      Duration serverIdleTimeout,
      Duration serverLifetime,
      Duration serverLoginRetry,
      Duration serverConnectTimeout,
      boolean serverRoundRobin,
      String serverResetQuery,
      Integer maxPreparedStatements,
      double version,
      String server) {

    /** Older ones had other rules. */
    private static final double OLDEST = 1.1;

    /** Prepared statements of clients are followed since this version. */
    private static final double FOLLOWS_PREPARED = 1.21;

    /** And by default since this one. */
    private static final double FOLLOWS_BY_DEFAULT = 1.24;

    /** When a server connection returns to the pool. */
    public enum PoolMode {
      SESSION,
      TRANSACTION,
      STATEMENT
    }

    /** Checks what the directives say together. */
    public Settings {
      if (version < OLDEST || version >= 2) {
        throw new IllegalArgumentException("a version of PgBouncer is such as 1.18 or 1.25");
      }
      if (version < FOLLOWS_PREPARED && maxPreparedStatements != null) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "version %.2f has no max_prepared_statements", version)
                + ": it came with 1.21");
      }
    }

    /** Whether clients may prepare statements although their servers change. */
    boolean followsPrepared() {
      return maxPreparedStatements == null
          ? version >= FOLLOWS_BY_DEFAULT
          : maxPreparedStatements > 0;
    }
  }

  private final Assembly assembly;
  private final Simulation simulation;
  private final Link link;
  private final int timedOut;
  private final int hung;
  private final Postgres postgres;
  private final ServerPool pool;
  private final PoolMode mode;
  private final boolean followsPrepared;
  private final long clientConnect;
  private final long relay;
  private final Meter clients;
  private final ArrayDeque<Connection> closed = new ArrayDeque<>();
  private final int connecting;
  private final int assigning;
  private final int noMoreConnections;
  private final int cutOff;
  private final int noTransactions;
  private final Event<Execution> welcomed;
  private final Event<Execution> rejected;
  private final Event<Login> opened;
  private final Event<Login> refused;

  private int index;
  private int maxClients;
  private int connected;

  PgBouncer(Settings settings, Assembly assembly) {
    this.assembly = assembly;
    link = Link.of(assembly);
    timedOut = assembly.failure(Connection.TIMED_OUT);
    hung = assembly.failure(Connection.HUNG);
    simulation = assembly.simulation();
    String name = assembly.part().name();
    postgres = server(settings, assembly);
    pool = new ServerPool(this, settings, assembly, postgres);
    mode = settings.poolMode();
    followsPrepared = settings.followsPrepared();
    maxClients = settings.maxClientConn();
    clientConnect = assembly.cost("pgbouncer.connect");
    relay = assembly.cost("pgbouncer.relay");
    clients = assembly.meter(name + ".clients");
    clients.addCapacity(maxClients);
    connecting = assembly.place(name + ".connect");
    assigning = assembly.place(name + ".wait");
    noMoreConnections = assembly.failure("FATAL: no more connections allowed (max_client_conn)");
    cutOff = assembly.failure(Connection.CLOSED);
    noTransactions =
        assembly.failure("FATAL: transaction blocks not allowed in statement pooling mode");
    welcomed = assembly.event("welcomed", this::onWelcomed);
    rejected = assembly.event("rejected", this::onRejected);
    opened = assembly.event("opened", this::onOpened);
    refused = assembly.event("refused", this::onRefused);
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
    maxClients = changed.maxClientConn();
    pool.reconfigure(changed);
  }

  // ---- clients

  @Override
  public void connect(Execution execution) {
    if (link != null && link.isCut()) {
      execution.enter(link.place());
      link.connect(
          execution,
          assembly.framework().connectTimeout(),
          () -> connect(execution),
          () -> execution.fail(timedOut));
      return;
    }
    if (admit()) {
      welcomed.in(clientConnect, execution);
    } else {
      rejected.in(clientConnect, execution);
    }
  }

  @Override
  public void open(Login login) {
    if (link != null && link.isCut()) {
      link.connect(
          login,
          assembly.framework().connectTimeout(),
          () -> open(login),
          () -> login.unreachable(null, timedOut));
      return;
    }
    if (admit()) {
      opened.in(clientConnect, login);
    } else {
      refused.in(clientConnect, login);
    }
  }

  private boolean admit() {
    if (connected >= maxClients) {
      clients.rejected();
      return false;
    }
    connected++;
    clients.served();
    clients.seized();
    pool.inUse();
    return true;
  }

  private void onWelcomed(Execution execution) {
    Connection client = client();
    client.user(execution);
    execution.databases().connection(index, client);
    execution.resume();
  }

  private void onRejected(Execution execution) {
    execution.fail(noMoreConnections);
  }

  private void onOpened(Login login) {
    login.opened(client());
  }

  private void onRefused(Login login) {
    login.refused(null, noMoreConnections);
  }

  private Connection client() {
    Connection client = closed.isEmpty() ? new Connection(this) : closed.pop();
    client.openedAt(simulation.now());
    client.reused(false);
    return client;
  }

  /** Whether anybody is connected. */
  boolean hasClients() {
    return connected > 0;
  }

  @Override
  public void rollback(Connection client) {
    if (link != null && !link.isClear(client)) {
      link.carry(client, () -> rollback(client), () -> {});
      return;
    }
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
    if (link != null && !link.isClear(client)) {
      link.carry(client, () -> close(client), () -> {});
      return;
    }
    Connection server = client.server();
    leave(client);
    if (server != null) {
      postgres.rollback(server);
      pool.takeBack(server);
    }
  }

  /** A client connection ends, and may be used for the next client. */
  private void leave(Connection client) {
    client.link(null);
    client.forget();
    closed.push(client);
    connected--;
    clients.released();
  }

  /**
   * The client is gone. A server in the middle of its transaction is closed ("client disconnect
   * while server was not ready"), so the pool has one less until somebody needs it.
   */
  @Override
  public void sever(Connection client) {
    if (link != null && !link.isClear(client)) {
      link.carry(client, () -> sever(client), () -> {});
      return;
    }
    Connection server = client.server();
    if (server == null || !server.inTransaction()) {
      close(client);
    } else {
      leave(client);
      pool.lose(server);
    }
  }

  /** Postgres has closed the server of a client, which loses its connection with it. */
  void lose(Connection client) {
    client.link(null);
    client.breakOff();
    connected--;
    clients.released();
  }

  /** Tells a client what is wrong, and closes its connection. */
  void disconnect(Execution execution, int failure) {
    Connection client = execution.databases().connection(index);
    if (client != null) {
      execution.databases().connection(index, null);
      client.close();
    }
    execution.fail(failure);
  }

  /** The janitor cuts off a client that has waited for {@code query_wait_timeout}. */
  void waitedTooLong(Execution execution) {
    disconnect(execution, cutOff);
  }

  @Override
  public void show(Scene scene) {
    postgres.show(scene, pool);
  }

  // ---- lending servers

  @Override
  public boolean assigned(Execution execution) {
    return execution.databases().connection(index).server() != null;
  }

  @Override
  public boolean assign(Execution execution) {
    Connection client = execution.databases().connection(index);
    if (link == null || link.isClear(client)) {
      return pool.assign(execution);
    }
    hangs(
        execution,
        client,
        () -> {
          if (pool.assign(execution)) {
            execution.resume();
          } else {
            execution.enter(assigning);
          }
        });
    return false;
  }

  /** The network is cut, and what the client sends has to wait for it. */
  private void hangs(Execution execution, Connection client, Runnable arrives) {
    execution.enter(link.place());
    link.carry(
        client,
        () -> {
          if (execution.killed()) {
            execution.resume();
          } else if (client.broken()) {
            execution.fail(cutOff);
          } else {
            arrives.run();
          }
        },
        () -> {
          execution.databases().connection(index, null);
          execution.fail(hung);
        });
  }

  /** A server works for a client from now on. */
  void link(Execution execution, Connection server) {
    execution.databases().connection(index).link(server);
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
      Connection server = client.server();
      client.link(null);
      pool.takeBack(server);
    }
  }

  @Override
  public boolean lendsServers() {
    return true;
  }

  @Override
  public boolean followsPrepared() {
    return followsPrepared;
  }

  // ---- statements

  @Override
  public void execute(Execution execution, Statement statement, long cpu, long io) {
    Connection client = execution.databases().connection(index);
    if (link != null && !link.isClear(client)) {
      hangs(execution, client, () -> execute(execution, statement, cpu, io));
      return;
    }
    if (statement == Statement.BEGIN && mode == PoolMode.STATEMENT) {
      disconnect(execution, noTransactions);
      return;
    }
    Connection server = execution.databases().connection(index).server();
    if (server == null) { // lost since the last statement
      disconnect(execution, cutOff);
      return;
    }
    postgres.run(execution, server, statement, cpu, io + relay);
  }

  @Override
  public void execute(Execution execution, RowAccess access, int key, long cpu, long io) {
    Connection client = execution.databases().connection(index);
    if (link != null && !link.isClear(client)) {
      hangs(execution, client, () -> execute(execution, access, key, cpu, io));
      return;
    }
    Connection server = execution.databases().connection(index).server();
    if (server == null) {
      disconnect(execution, cutOff);
      return;
    }
    postgres.run(execution, server, access, key, cpu, io + relay);
  }

  @Override
  public Link link() {
    return link;
  }

  /** {@code partition} and {@code heal}: the network between it and its clients. */
  @Override
  public void perform(String action) {
    link.perform(action);
  }

  @Override
  public Replication replication() {
    return postgres.replication();
  }

  @Override
  public RowLocks rows(String name, int keys) {
    return postgres.rows(name, keys);
  }

  @Override
  public RowLocks advisoryLocks(String key, int keys) {
    return postgres.advisoryLocks(key, keys);
  }

  @Override
  public Channel channel(String channel) {
    return postgres.channel(channel);
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
