package tailback.component.edge;

import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;

/**
 * TLS 1.3 with each client: the handshake is computed by the worker process, which does nothing
 * else meanwhile, and costs the client a round trip and work of its own. One that resumes a session
 * is spared the signature, and not the round trip.
 */
final class Tls {

  /** The server's certificate. */
  enum Certificate {
    RSA2048,
    P256
  }

  /** Who keeps sessions at the server. */
  enum SessionCache {
    NONE,
    BUILTIN,
    SHARED
  }

  private final Nginx nginx;
  private final Simulation simulation;
  private final TlsSessions sessions;
  private final long full;
  private final long resumed;
  private final long client;
  private final int place;
  private final Event<Proxied> done;

  /**
   * That of one worker process.
   *
   * @param shared the sessions that all processes know; null when there are none
   */
  Tls(Nginx nginx, Nginx.Settings settings, TlsSessions shared, Assembly assembly) {
    this.nginx = nginx;
    simulation = assembly.simulation();
    boolean builtin = settings.sslSessionCache() == SessionCache.BUILTIN;
    sessions =
        shared == null && builtin
            ? new TlsSessions(settings.sslSessionTimeout().toNanos())
            : shared;
    String certificate = settings.ssl() == Certificate.P256 ? "p256" : "rsa2048";
    full = assembly.cost("tls." + certificate + ".cpu");
    resumed = assembly.cost("tls.resumed.cpu");
    client = assembly.cost("tls.client");
    place = assembly.place(assembly.part().name() + ".tls");
    done = assembly.event("handshake done", proxied -> proxied.process.handshaken(proxied));
  }

  /** Where a request is meanwhile. */
  int place() {
    return place;
  }

  /** What the handshake of a request's connection costs the worker process, nanoseconds. */
  long cpu(Request request) {
    boolean resumes =
        sessions != null
            && request.resumesTls()
            && sessions.resume(request.address(), simulation.now());
    nginx.handshake(resumes);
    return resumes ? resumed : full;
  }

  /** The server's part is sent; returns the timer of the client's, which ends with its request. */
  long helloes(Proxied proxied) {
    return done.in(proxied.request.roundTrip() + client, proxied);
  }
}
