package tailback.component.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.HttpServer;
import tailback.program.Describe;

/**
 * An {@code upstream { }} block as one worker process sees it, or all of them when it has a {@code
 * zone}: the servers, what is known of them, and how one is chosen.
 *
 * @param balancer chooses a server
 * @param single the only server, which is never taken for dead; null when there are several
 * @param servers how many there are, those that are down apart
 */
record Upstream(Balancer balancer, Peer single, int servers) {

  /** What a {@code server} line says beyond the address. */
  record Server(
      @Describe(value = "share of the requests, relative to the others", absent = "1") int weight,
      @Describe(value = "connections it is given at once, 0 for no limit", absent = "0")
          int maxConns,
      @Describe(value = "failures until it is left alone, 0 for never", absent = "1") int maxFails,
      @Describe(value = "for how long, whole seconds", absent = "10s") Duration failTimeout,
      @Describe(value = "whether it is only asked when no other is available", absent = "false")
          boolean backup,
      @Describe(value = "whether it is never asked", absent = "false") boolean down) {

    static final Server PLAIN = new Server(1, 0, 1, Duration.ofSeconds(10), false, false);

    Server {
      if (weight < 1) {
        throw new IllegalArgumentException("weight must be at least 1");
      }
    }
  }

  /** How a server is chosen. */
  enum Balance {
    ROUND_ROBIN,
    LEAST_CONN,
    IP_HASH,
    STICKY
  }

  /**
   * The block of these settings.
   *
   * @param names the parts behind it
   * @param cookies of the clients, the same for all processes
   */
  static Upstream of(
      List<String> names, Nginx.Settings settings, Assembly assembly, Sticky.Cookies cookies) {
    List<Peer> primary = peers(names, settings, assembly, false, 0);
    List<Peer> backup = peers(names, settings, assembly, true, primary.size());
    boolean alone = primary.size() == 1 && backup.isEmpty() && primary.get(0).unlimited();
    return new Upstream(
        balancer(settings.balance(), primary, backup, cookies),
        alone ? primary.get(0) : null,
        primary.size() + backup.size());
  }

  /** Where a request has been that begins now: nowhere; the one given is used again if it fits. */
  Tried fresh(Tried used) {
    if (used == null || !used.fits(servers)) {
      return new Tried(servers);
    }
    used.clear();
    return used;
  }

  private static List<Peer> peers(
      List<String> names, Nginx.Settings settings, Assembly assembly, boolean backup, int first) {
    List<Peer> peers = new ArrayList<>();
    Map<String, Server> said = settings.server() == null ? Map.of() : settings.server();
    for (String name : names) {
      Server server = said.getOrDefault(name, Server.PLAIN);
      if (server.down() || server.backup() != backup) {
        continue;
      }
      for (Component replica : assembly.require(name)) {
        peers.add(
            new Peer(
                (HttpServer) replica,
                first + peers.size(),
                server.weight(),
                server.maxConns(),
                new FailTimeout(server.maxFails(), server.failTimeout().toSeconds())));
      }
    }
    return peers;
  }

  private static Balancer balancer(
      Balance balance, List<Peer> primary, List<Peer> backup, Sticky.Cookies cookies) {
    Peer[] peers = primary.toArray(new Peer[0]);
    Balancer chosen =
        switch (balance) {
          case ROUND_ROBIN -> new RoundRobin(peers);
          case LEAST_CONN -> new LeastConn(peers);
          case IP_HASH -> new IpHash(peers);
          case STICKY -> new Sticky(peers, new RoundRobin(peers), cookies);
        };
    return backup.isEmpty()
        ? chosen
        : new Backup(chosen, new RoundRobin(backup.toArray(new Peer[0])));
  }
}
