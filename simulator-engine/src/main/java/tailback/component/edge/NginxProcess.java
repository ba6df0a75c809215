package tailback.component.edge;

import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;

/**
 * A worker process of Nginx: takes a connection slot for the client and one for the upstream, and
 * passes the request to a server. One that refuses, resets or stays silent for too long costs a
 * try, and where {@code proxy_next_upstream} allows it another one is asked (nginx 1.31,
 * ngx_http_upstream.c).
 *
 * <p>When it gives up it closes its side; the upstream does not notice and does the work in full.
 */
final class NginxProcess {

  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int SERVER_ERROR = 500;

  private final Nginx nginx;
  private final Simulation simulation;
  private final Meter connections;
  private final int slots;
  private final long cpu;
  private final long refusing;
  private final long hop;
  private final int proxying;
  private final int inLine;
  private final int delayed;
  private final Failures failures;
  private final Event<Proxied> passed;
  private final Event<Proxied> resumed;
  private final Event<Proxied> timedOut;

  private Upstream upstream;
  private int used;

  NginxProcess(Nginx nginx, int slots, Assembly assembly) {
    this.nginx = nginx;
    this.slots = slots;
    simulation = assembly.simulation();
    String name = assembly.part().name();
    connections = assembly.meter(name + ".connections");
    connections.addCapacity(slots);
    cpu = assembly.cost("nginx.cpu");
    refusing = assembly.cost("nginx.return.cpu");
    hop = assembly.cost("nginx.hop");
    proxying = assembly.place(name + ".proxy");
    inLine = assembly.place(name + ".loop");
    delayed = assembly.place(name + ".limit_req");
    failures = new Failures(assembly);
    passed = assembly.event("passed", this::onPassed);
    resumed = assembly.event("limit_req", this::onResumed);
    timedOut = assembly.event("upstream timed out", this::onTimedOut);
  }

  /** From now on it passes requests to these servers. */
  void upstream(Upstream servers) {
    upstream = servers;
  }

  // ---- a request on its way through, top to bottom

  void waitsForLoop(Proxied proxied) {
    proxied.request.enter(inLine);
  }

  /** Accepts the connection and reads the header; returns the CPU time that takes. */
  long accept(Proxied proxied) {
    if (used >= slots) {
      connections.rejected();
      return 0;
    }
    connections.served();
    hold(proxied);
    proxied.request.enter(proxying);
    nginx.rules.admit(proxied, nginx);
    return proxied.status == 0 ? cpu : refusing;
  }

  /** Has done so; without a slot it closes the connection. */
  void accepted(Proxied proxied, int place, long waited) {
    if (proxied.held == 0) {
      HttpClient client = close(proxied);
      if (client != null) {
        client.reset();
      }
    } else if (proxied.request == null) {
      close(proxied);
    } else {
      proxied.request.waited(place, waited);
      proxied.timer = passed.in(hop, proxied);
    }
  }

  private void onPassed(Proxied proxied) {
    proxied.timer = -1;
    if (proxied.status != 0) {
      refuse(proxied);
    } else if (proxied.delay > 0) {
      proxied.request.enter(delayed);
      proxied.timer = resumed.in(proxied.delay, proxied);
    } else {
      proxy(proxied);
    }
  }

  private void refuse(Proxied proxied) {
    if (proxied.status >= SERVER_ERROR) {
      proxied.request.failed(failures.of(proxied.status));
    }
    int status = proxied.status;
    close(proxied).answered(status);
  }

  private void onResumed(Proxied proxied) {
    proxied.timer = -1;
    proxied.request.enter(proxying);
    proxy(proxied);
  }

  private void proxy(Proxied proxied) {
    if (used >= slots) {
      answer(proxied, SERVER_ERROR);
      return;
    }
    hold(proxied);
    proxied.started = simulation.now();
    proxied.upstream = upstream;
    proxied.tries = nginx.rules.nextUpstream.tries(upstream.servers());
    if (upstream.single() == null) {
      proxied.tried = upstream.fresh(proxied.tried);
    }
    connect(proxied);
  }

  /** Asks a server; one that refuses at once costs a try. */
  private void connect(Proxied proxied) {
    do {
      Peer peer = choose(proxied);
      if (peer == null) {
        nginx.noLiveUpstreams++;
        answer(proxied, BAD_GATEWAY);
        return;
      }
      proxied.peer = peer;
      peer.begin();
      Exchange exchange = peer.server().receive(proxied.request, proxied);
      if (exchange != null) {
        proxied.exchange = exchange;
        proxied.sent = exchange.isConnected();
        proxied.timer =
            timedOut.in(
                proxied.sent ? nginx.rules.readTimeout : nginx.rules.connectTimeout, proxied);
        return;
      }
      proxied.sent = false;
      proxied.request.enter(proxying);
    } while (mayTryAnother(proxied, NextUpstream.ERROR));
    answer(proxied, BAD_GATEWAY);
  }

  private Peer choose(Proxied proxied) {
    Peer only = proxied.upstream.single();
    return only != null
        ? only
        : proxied.upstream.balancer().choose(proxied.request, proxied.tried, nginx.seconds());
  }

  void connected(Proxied proxied) {
    proxied.sent = true;
    simulation.cancel(proxied.timer);
    proxied.timer = timedOut.in(nginx.rules.readTimeout, proxied);
  }

  /** An open WebSocket: heartbeats see to it that nobody is silent for too long. */
  private static boolean isTunnel(Proxied proxied) {
    return proxied.request.webSocket() != null && proxied.request.webSocket().isOpen();
  }

  private void onTimedOut(Proxied proxied) {
    proxied.timer = -1;
    if (isTunnel(proxied)) {
      return;
    }
    proxied.exchange.abandon();
    tryAnother(proxied, NextUpstream.TIMEOUT, GATEWAY_TIMEOUT);
  }

  /** The upstream refused or reset the connection. */
  void failed(Proxied proxied) {
    simulation.cancel(proxied.timer);
    proxied.timer = -1;
    if (isTunnel(proxied)) {
      close(proxied).reset();
      return;
    }
    tryAnother(proxied, NextUpstream.ERROR, BAD_GATEWAY);
  }

  private void tryAnother(Proxied proxied, int failure, int status) {
    proxied.exchange = null;
    proxied.request.enter(proxying);
    if (mayTryAnother(proxied, failure)) {
      connect(proxied);
    } else {
      answer(proxied, status);
    }
  }

  private boolean mayTryAnother(Proxied proxied, int failure) {
    leave(proxied, !NextUpstream.harmless(failure));
    return proxied.tries > 0 && nginx.rules.nextUpstream.allows(failure, elapsed(proxied));
  }

  private long elapsed(Proxied proxied) {
    return simulation.now() - proxied.started;
  }

  /** Is done with the server. The only one there is takes no harm, and is not asked again. */
  private void leave(Proxied proxied, boolean failed) {
    Peer peer = proxied.peer;
    proxied.peer = null;
    peer.end();
    if (peer == proxied.upstream.single()) {
      proxied.tries = 0;
      return;
    }
    proxied.tries--;
    if (failed) {
      peer.failed(nginx.seconds());
    } else {
      peer.health().succeeded(nginx.seconds());
    }
  }

  /** The upstream has answered; some answers are failures that another server may not have. */
  void answered(Proxied proxied, int status) {
    NextUpstream rules = nginx.rules.nextUpstream;
    if (rules.looksAtStatuses() && proxied.tries > 1) {
      int failure = rules.ofStatus(status);
      if (failure != 0 && rules.allows(failure, elapsed(proxied))) {
        simulation.cancel(proxied.timer);
        proxied.timer = -1;
        tryAnother(proxied, failure, status);
        return;
      }
    }
    close(proxied).answered(status);
  }

  // ---- the end

  /** Answers by itself. */
  private void answer(Proxied proxied, int status) {
    proxied.request.failed(failures.of(status));
    close(proxied).answered(status);
  }

  /** The client has left while nothing was computed for it. */
  void clientLeft(Proxied proxied) {
    if (proxied.exchange != null) {
      proxied.exchange.abandon();
    }
    close(proxied);
  }

  private void hold(Proxied proxied) {
    used++;
    proxied.held++;
    connections.seized();
  }

  /**
   * Gives its slots back, and the proxied request itself; returns the client, null when it left.
   */
  private HttpClient close(Proxied proxied) {
    HttpClient client = proxied.client;
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
    if (proxied.peer != null) {
      leave(proxied, false);
    }
    for (; proxied.held > 0; proxied.held--) {
      used--;
      connections.released();
    }
    proxied.client = null;
    proxied.request = null;
    proxied.exchange = null;
    nginx.giveBack(proxied);
    return client;
  }
}
