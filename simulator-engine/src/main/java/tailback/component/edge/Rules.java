package tailback.component.edge;

import tailback.component.Assembly;
import tailback.program.ClientConnection;
import tailback.program.Payload;
import tailback.program.Request;

/**
 * What a reload of Nginx changes: whom it refuses, how long it waits, what it tries again; of the
 * server, or of one of its locations.
 */
final class Rules {

  private static final int FORBIDDEN = 403;
  private static final int TOO_LARGE = 413;
  private static final int KEPT_BY_DEFAULT = 32;

  final long connectTimeout;
  final long readTimeout;
  final long bodyTimeout;
  final long sendTimeout;
  final long keepaliveTimeout;
  final int keepalive;
  final boolean buffersRequests;
  final boolean buffersAnswers;
  final NextUpstream nextUpstream;
  final Gzip gzip;

  private final LimitReq limitReq;
  private final int limitReqStatus;
  private final LimitConn limitConn;
  private final int limitConnStatus;
  private final Deny deny;
  private final long maxBody;
  private final boolean admitsAll;
  private final int keepaliveRequests;

  /**
   * The rules of a location.
   *
   * @param here the location, or {@link Location#SERVER}
   * @param server the rules of the server around it, whose limits it inherits; null for itself
   * @param before the rules until then, whose zones are kept; null at the start
   */
  Rules(Nginx.Settings settings, Location here, Rules server, Assembly assembly, Rules before) {
    connectTimeout =
        Location.or(here.proxyConnectTimeout(), settings.proxyConnectTimeout()).toNanos();
    readTimeout = Location.or(here.proxyReadTimeout(), settings.proxyReadTimeout()).toNanos();
    bodyTimeout = settings.clientBodyTimeout().toNanos();
    sendTimeout = settings.sendTimeout().toNanos();
    keepaliveTimeout = settings.keepaliveTimeout().toNanos();
    keepaliveRequests = settings.keepaliveRequests();
    keepalive = keepalive(settings);
    buffersRequests = Location.or(here.proxyRequestBuffering(), settings.proxyRequestBuffering());
    buffersAnswers = Location.or(here.proxyBuffering(), settings.proxyBuffering());
    nextUpstream =
        new NextUpstream(
            Location.or(here.proxyNextUpstream(), settings.proxyNextUpstream()),
            settings.proxyNextUpstreamTries(),
            settings.proxyNextUpstreamTimeout().toNanos());
    gzip = settings.gzip() ? new Gzip(settings.gzipMinLength().count(), assembly) : null;
    limitReq =
        server != null && here.limitReq() == null
            ? server.limitReq
            : limitReq(Location.or(here.limitReq(), settings.limitReq()), before);
    limitReqStatus = settings.limitReqStatus();
    limitConn =
        server != null && here.limitConn() == null
            ? server.limitConn
            : limitConn(Location.or(here.limitConn(), settings.limitConn()), before);
    limitConnStatus = settings.limitConnStatus();
    deny = settings.deny() == null ? null : new Deny(settings.deny(), assembly);
    maxBody = Location.or(here.clientMaxBodySize(), settings.clientMaxBodySize()).count();
    admitsAll = limitReq == null && limitConn == null && deny == null;
  }

  /** From 1.29.7 on connections to servers are kept without being told. */
  private static int keepalive(Nginx.Settings settings) {
    if (settings.keepalive() != null) {
      return settings.keepalive();
    }
    return Version.of(settings.version()).atLeast(1, 29, 7) ? KEPT_BY_DEFAULT : 0;
  }

  private static LimitReq limitReq(LimitReq.Settings settings, Rules before) {
    if (settings == null || before == null || before.limitReq == null) {
      return settings == null ? null : new LimitReq(settings);
    }
    before.limitReq.change(settings);
    return before.limitReq;
  }

  private static LimitConn limitConn(LimitConn.Settings settings, Rules before) {
    if (settings == null || before == null || before.limitConn == null) {
      return settings == null ? null : new LimitConn(settings);
    }
    before.limitConn.change(settings);
    return before.limitConn;
  }

  /** Whether a client's connection is kept after an answer. */
  boolean keeps(ClientConnection connection) {
    return keepaliveTimeout > 0 && connection.requests() < keepaliveRequests;
  }

  /** Says whether a request is refused or has to wait, in the order of Nginx's phases. */
  void admit(Proxied proxied, Payload payload, Nginx nginx) {
    if (admitsAll && payload == Payload.NONE) {
      return;
    }
    Request request = proxied.request;
    if (payload.body() > maxBody && maxBody > 0) {
      proxied.status = TOO_LARGE;
      return;
    }
    if (limitConn != null) {
      if (!limitConn.enter(request)) {
        proxied.status = limitConnStatus;
        return;
      }
      proxied.counted = limitConn;
      proxied.countedKey = limitConn.key(request);
    }
    if (limitReq != null) {
      long delay = limitReq.delay(request, nginx.milliseconds());
      if (delay == LimitReq.REFUSED) {
        proxied.status = limitReqStatus;
        return;
      }
      proxied.delay = delay;
    }
    if (deny != null && deny.covers(request)) {
      proxied.status = FORBIDDEN;
    }
  }
}
