package tailback.component.edge;

import tailback.component.Assembly;
import tailback.program.ClientConnection;
import tailback.program.Payload;
import tailback.program.Request;

/** What a reload of Nginx changes: whom it refuses, how long it waits, what it tries again. */
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
   * The rules of these settings.
   *
   * @param before the rules until then, whose zones are kept; null at the start
   */
  Rules(Nginx.Settings settings, Assembly assembly, Rules before) {
    connectTimeout = settings.proxyConnectTimeout().toNanos();
    readTimeout = settings.proxyReadTimeout().toNanos();
    bodyTimeout = settings.clientBodyTimeout().toNanos();
    sendTimeout = settings.sendTimeout().toNanos();
    keepaliveTimeout = settings.keepaliveTimeout().toNanos();
    keepaliveRequests = settings.keepaliveRequests();
    keepalive = keepalive(settings);
    buffersRequests = settings.proxyRequestBuffering();
    buffersAnswers = settings.proxyBuffering();
    nextUpstream =
        new NextUpstream(
            settings.proxyNextUpstream(),
            settings.proxyNextUpstreamTries(),
            settings.proxyNextUpstreamTimeout().toNanos());
    gzip = settings.gzip() ? new Gzip(settings.gzipMinLength().count(), assembly) : null;
    limitReq = limitReq(settings, before);
    limitReqStatus = settings.limitReqStatus();
    limitConn = limitConn(settings, before);
    limitConnStatus = settings.limitConnStatus();
    deny = settings.deny() == null ? null : new Deny(settings.deny(), assembly);
    maxBody = settings.clientMaxBodySize().count();
    admitsAll = limitReq == null && limitConn == null && deny == null;
  }

  /** From 1.29.7 on connections to servers are kept without being told. */
  private static int keepalive(Nginx.Settings settings) {
    if (settings.keepalive() != null) {
      return settings.keepalive();
    }
    return Version.of(settings.version()).atLeast(1, 29, 7) ? KEPT_BY_DEFAULT : 0;
  }

  private static LimitReq limitReq(Nginx.Settings settings, Rules before) {
    if (settings.limitReq() == null || before == null || before.limitReq == null) {
      return settings.limitReq() == null ? null : new LimitReq(settings.limitReq());
    }
    before.limitReq.change(settings.limitReq());
    return before.limitReq;
  }

  private static LimitConn limitConn(Nginx.Settings settings, Rules before) {
    if (settings.limitConn() == null || before == null || before.limitConn == null) {
      return settings.limitConn() == null ? null : new LimitConn(settings.limitConn());
    }
    before.limitConn.change(settings.limitConn());
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
