package tailback.component.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import tailback.component.pool.PgBouncer.Settings;
import tailback.component.store.Connection;
import tailback.kernel.Simulation;

/**
 * The server connections of a pool that nobody uses, and when they have been idle, or there, for
 * too long (PgBouncer 1.25, janitor.c, check_unused_servers). The one used last is lent first,
 * unless {@code server_round_robin}.
 */
final class IdleServers {

  /** Nothing is due. */
  static final long NEVER = Long.MAX_VALUE;

  private final Simulation simulation;
  private final ArrayDeque<Connection> servers = new ArrayDeque<>();
  private final boolean roundRobin;
  private long idleTimeout;
  private long lifetime;
  private long gap;
  private long lastClose;

  IdleServers(Simulation simulation, Settings settings) {
    this.simulation = simulation;
    roundRobin = settings.serverRoundRobin();
    configure(settings);
  }

  void configure(Settings settings) {
    Duration idle = settings.serverIdleTimeout();
    idleTimeout = idle.isZero() ? NEVER : idle.toNanos();
    lifetime = settings.serverLifetime().toNanos();
    gap = lifetime / settings.defaultPoolSize();
  }

  void add(Connection server) {
    server.idleSince(simulation.now());
    if (roundRobin) {
      servers.add(server);
    } else {
      servers.push(server);
    }
  }

  /** The server to be lent next; null when there is none. */
  Connection take() {
    return servers.poll();
  }

  /** This one is gone, if it is among them. */
  void remove(Connection server) {
    servers.remove(server);
  }

  int size() {
    return servers.size();
  }

  /**
   * Whether a server that is free must be closed for its age; such closes are spaced {@code
   * server_lifetime} / {@code default_pool_size} apart (objects.c, life_over).
   */
  boolean lifeOver(Connection server) {
    if (simulation.now() < endOfLife(server)) {
      return false;
    }
    lastClose = simulation.now();
    return true;
  }

  private long endOfLife(Connection server) {
    return Math.max(server.openedAt() + lifetime, lastClose + gap);
  }

  /**
   * Takes the first one out that has been idle, or there, for too long.
   *
   * @param spare how many may go although they are merely idle
   * @return null when there is none
   */
  Connection takeDue(int spare) {
    Connection due = null;
    for (int left = servers.size(); left > 0; left--) {
      Connection server = servers.poll();
      boolean idle = spare > 0 && simulation.now() - server.idleSince() > idleTimeout;
      if (due == null && (idle || lifeOver(server))) {
        due = server;
      } else {
        servers.add(server);
      }
    }
    return due;
  }

  /**
   * When the next one is due, nanoseconds.
   *
   * @param spare how many may go although they are merely idle
   */
  long nextDue(int spare) {
    long due = NEVER;
    for (Connection server : servers) {
      due = Math.min(due, endOfLife(server));
      if (spare > 0 && idleTimeout < NEVER) {
        due = Math.min(due, server.idleSince() + idleTimeout);
      }
    }
    return due;
  }
}
