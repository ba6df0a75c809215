package tailback.component.edge;

import java.util.Arrays;

/**
 * The TLS sessions of clients that come back: a ticket that the client keeps, or an entry of {@code
 * ssl_session_cache}. Each handshake makes a new one (nginx 1.31, ngx_event_openssl.c).
 */
final class TlsSessions {

  private final long timeout;
  private final Zone clients = new Zone(Integer.MAX_VALUE / 2);
  private long[] since = new long[16];

  /**
   * No sessions yet.
   *
   * @param timeout {@code ssl_session_timeout}, nanoseconds
   */
  TlsSessions(long timeout) {
    this.timeout = timeout;
  }

  /** Those that all processes resume: of tickets or of a shared cache; null when there are none. */
  static TlsSessions shared(Nginx.Settings settings) {
    boolean there =
        settings.sslSessionTickets() || settings.sslSessionCache() == Tls.SessionCache.SHARED;
    return there ? new TlsSessions(settings.sslSessionTimeout().toNanos()) : null;
  }

  /** A client that offers its session makes a handshake; returns whether it is resumed. */
  boolean resume(int client, long now) {
    int slot = clients.find(client);
    boolean resumes = slot != Zone.NONE && now - since[slot] <= timeout;
    if (slot == Zone.NONE) {
      slot = clients.add(client);
      if (since.length < clients.slots()) {
        since = Arrays.copyOf(since, clients.slots());
      }
    }
    since[slot] = now;
    return resumes;
  }
}
