package tailback.component.edge;

import tailback.component.Assembly;
import tailback.kernel.Event;

/**
 * TLS 1.3 with each client: the handshake's signature is computed by the worker process, which does
 * nothing else meanwhile, and costs the client a round trip and work of its own. Every new
 * connection makes a full one.
 */
final class Tls {

  /** The server's certificate. */
  enum Certificate {
    RSA2048,
    P256
  }

  private final long cpu;
  private final long client;
  private final int place;
  private final Event<Proxied> done;

  Tls(Certificate certificate, Assembly assembly) {
    cpu = assembly.cost("tls." + (certificate == Certificate.P256 ? "p256" : "rsa2048") + ".cpu");
    client = assembly.cost("tls.client");
    place = assembly.place(assembly.part().name() + ".tls");
    done = assembly.event("handshake done", proxied -> proxied.process.handshaken(proxied));
  }

  /** Where a request is meanwhile. */
  int place() {
    return place;
  }

  /** What a handshake costs the worker process, nanoseconds. */
  long cpu() {
    return cpu;
  }

  /** The server's part is sent; returns the timer of the client's, which ends with its request. */
  long helloes(Proxied proxied) {
    return done.in(proxied.request.roundTrip() + client, proxied);
  }
}
