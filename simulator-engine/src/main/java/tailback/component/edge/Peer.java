package tailback.component.edge;

import tailback.component.HttpServer;

/**
 * A server behind a balancer, as one balancing process sees it: its weight, its connections, and
 * what is known of its health.
 */
public final class Peer {

  private final HttpServer server;
  private final int index;
  private final int weight;
  private final int maxConns;
  private final Health health;

  /** What smooth weighted round robin keeps about it. */
  int effectiveWeight;

  int currentWeight;

  private int connections;

  /**
   * A peer that has done nothing yet.
   *
   * @param index its number among all peers of its balancer, backups included
   * @param weight its share of the requests, relative to the other peers' weights
   * @param maxConns how many connections it is given at once; 0: no limit
   * @param health what is known of its health
   */
  public Peer(HttpServer server, int index, int weight, int maxConns, Health health) {
    this.server = server;
    this.index = index;
    this.weight = weight;
    this.maxConns = maxConns;
    this.health = health;
    effectiveWeight = weight;
  }

  /** Whether it may be given a request at this time, seconds, by somebody who tried these. */
  boolean eligible(Tried tried, long now) {
    return !tried.contains(index)
        && health.available(now)
        && (maxConns == 0 || connections < maxConns);
  }

  /** Whether it is given any number of connections. */
  boolean unlimited() {
    return maxConns == 0;
  }

  /** A request goes to it. */
  public void begin() {
    connections++;
  }

  /** A request to it has ended, in whatever way. */
  public void end() {
    connections--;
  }

  /** A request to it failed at this time, seconds: it refused, reset, or was silent. */
  public void failed(long now) {
    health.failed(now);
    effectiveWeight = Math.max(0, effectiveWeight - health.weightLost(weight));
  }

  /** What it is. */
  public HttpServer server() {
    return server;
  }

  /** Its number among all peers. */
  public int index() {
    return index;
  }

  /** Its share of the requests, relative to the other peers' weights. */
  public int weight() {
    return weight;
  }

  /** How many requests it works on for this process. */
  public int connections() {
    return connections;
  }

  /** What is known of its health. */
  public Health health() {
    return health;
  }
}
