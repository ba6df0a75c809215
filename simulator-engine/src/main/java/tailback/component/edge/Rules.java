package tailback.component.edge;

/** What a reload of Nginx changes: how long it waits, whom it refuses, what it tries again. */
final class Rules {

  final long connectTimeout;
  final long readTimeout;
  final NextUpstream nextUpstream;
  final LimitReq limitReq;
  final int limitReqStatus;

  /**
   * The rules of these settings.
   *
   * @param before the rules until then, whose zones are kept; null at the start
   */
  Rules(Nginx.Settings settings, Rules before) {
    connectTimeout = settings.proxyConnectTimeout().toNanos();
    readTimeout = settings.proxyReadTimeout().toNanos();
    nextUpstream =
        new NextUpstream(
            NextUpstream.conditions(settings.proxyNextUpstream()),
            settings.proxyNextUpstreamTries(),
            settings.proxyNextUpstreamTimeout().toNanos());
    limitReq = limitReq(settings, before == null ? null : before.limitReq);
    limitReqStatus = settings.limitReqStatus();
  }

  /** Says whether a request is refused, or has to wait. */
  void admit(Proxied proxied, Nginx nginx) {
    if (limitReq != null) {
      long delay = limitReq.delay(proxied.request, nginx.milliseconds());
      if (delay == LimitReq.REFUSED) {
        proxied.status = limitReqStatus;
      } else {
        proxied.delay = delay;
      }
    }
  }

  private static LimitReq limitReq(Nginx.Settings settings, LimitReq before) {
    if (settings.limitReq() == null) {
      return null;
    }
    if (before == null) {
      return new LimitReq(settings.limitReq());
    }
    before.change(settings.limitReq());
    return before;
  }
}
