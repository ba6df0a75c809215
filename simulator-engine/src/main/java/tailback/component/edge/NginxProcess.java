package tailback.component.edge;

import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.worker.Programs;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;
import tailback.program.Payload;
import tailback.program.Request;
import tailback.queueing.Meter;

/**
 * A worker process of Nginx: takes a connection slot for the client and one for the upstream, and
 * passes the request to a server. One that refuses, resets or stays silent for too long costs a
 * try, and where {@code proxy_next_upstream} allows it another one is asked (nginx 1.31,
 * ngx_http_upstream.c).
 *
 * <p>When it gives up it closes its side; the upstream does not notice and does the work in full.
 *
 * <p>The file is long because a request's way is: from top to bottom, one method a phase.
 */
final class NginxProcess {

  private static final int OK = 200;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int SERVER_ERROR = 500;
  private static final double MEGABYTE = 1e6;

  private final Nginx nginx;
  private final Simulation simulation;
  private final Programs programs;
  private final EventLoop loop;
  private final Meter connections;
  private final IdleClients idle;
  private final KeptUpstreams upstreams;
  private final long keptCpu;
  private final Tls tls;
  private final int slots;
  private final long cpu;
  private final long acceptCpu;
  private final long returnCpu;
  private final long fileCpu;
  private final long megabyteCpu;
  private final long hop;
  private final long connection;
  private final int proxying;
  private final int inLine;
  private final int delayed;
  private final int reading;
  private final int writing;
  private final int compressing;
  private final Failures failures;
  private final Event<Proxied> passed;
  private final Event<Proxied> resumed;
  private final Event<Proxied> bodyRead;
  private final Event<Proxied> bodyMissing;
  private final Event<Proxied> timedOut;
  private final Event<Proxied> written;
  private final Event<Proxied> notWritten;

  private Upstream[] servers;
  private int used;

  NginxProcess(Nginx nginx, Nginx.Settings settings, EventLoop loop, Assembly assembly) {
    this.nginx = nginx;
    this.loop = loop;
    slots = settings.workerConnections();
    simulation = assembly.simulation();
    programs = assembly.programs();
    String name = assembly.part().name();
    connections = assembly.meter(name + ".connections");
    connections.addCapacity(slots);
    upstreams = new KeptUpstreams(this, assembly);
    keptCpu = assembly.cost("nginx.kept.cpu");
    idle = nginx.keepsClients() ? new IdleClients(this, assembly) : null;
    tls = settings.ssl() == null ? null : new Tls(nginx, settings, nginx.sessions, assembly);
    cpu = assembly.cost("nginx.cpu");
    acceptCpu = assembly.cost("nginx.accept.cpu");
    returnCpu = assembly.cost("nginx.return.cpu");
    fileCpu = assembly.cost("nginx.file.cpu");
    megabyteCpu = assembly.cost("nginx.megabyte.cpu");
    hop = assembly.cost("nginx.hop");
    connection = assembly.cost("client.connect");
    proxying = assembly.place(name + ".proxy");
    inLine = assembly.place(name + ".loop");
    delayed = assembly.place(name + ".limit_req");
    reading = assembly.place(name + ".body");
    writing = assembly.place(name + ".send");
    compressing = assembly.place(name + ".gzip");
    failures = new Failures(assembly);
    passed = assembly.event("passed", this::onPassed);
    resumed = assembly.event("limit_req", this::onResumed);
    bodyRead = assembly.event("body read", this::onBodyRead);
    bodyMissing = assembly.event("client_body_timeout", this::onBodyMissing);
    timedOut = assembly.event("upstream timed out", this::onTimedOut);
    written = assembly.event("answer written", this::finish);
    notWritten = assembly.event("send_timeout", this::onNotWritten);
  }

  /** From now on it passes requests to these servers, by endpoint. */
  void upstreams(Upstream[] byEndpoint) {
    servers = byEndpoint;
  }

  // ---- a request on its way through, top to bottom

  /** A request comes on a connection that was kept. */
  void again(Proxied proxied, IdleClient client) {
    idle.resume(client);
    proxied.process = this;
    proxied.held = 1;
    loop.run(proxied);
  }

  void waitsForLoop(Proxied proxied) {
    proxied.request.enter(inLine);
  }

  /** Its loop has come to it; returns the CPU time of what is to be done for it. */
  long begin(Proxied proxied) {
    return switch (proxied.task) {
      case ACCEPT -> accept(proxied);
      case HEADER -> readHeader(proxied);
      case GZIP -> compress(proxied);
    };
  }

  /** Accepts the connection: where it speaks TLS the handshake comes first, then the request. */
  private long accept(Proxied proxied) {
    if (proxied.held == 0 && !takeSlot(proxied)) {
      return 0;
    }
    if (tls != null && proxied.isNewConnection()) {
      proxied.request.enter(tls.place());
      return tls.cpu(proxied.request);
    }
    return readHeader(proxied);
  }

  private boolean takeSlot(Proxied proxied) {
    if (!hasSlot()) {
      connections.rejected();
      return false;
    }
    connections.served();
    hold(proxied);
    return true;
  }

  /** The phases up to the content: what the request is, and whether it may go on. */
  private long readHeader(Proxied proxied) {
    Request request = proxied.request;
    proxied.task = Proxied.Work.HEADER;
    request.enter(proxying);
    Payload payload = programs.endpoint(request.endpoint()).payload();
    proxied.payload = payload;
    proxied.rules = nginx.locations.of(request.endpoint());
    proxied.rules.admit(proxied, payload, nginx);
    if (proxied.status == 0 && payload.file() == 0) {
      return proxying();
    }
    long accepting = proxied.isNewConnection() ? acceptCpu : 0;
    return accepting + (proxied.status != 0 ? returnCpu : fileCpu + cpuOf(payload.file()));
  }

  /** Most likely over a connection that was kept, if there is one. */
  private long proxying() {
    return upstreams.isEmpty() ? cpu : keptCpu;
  }

  private long cpuOf(long bytes) {
    return (long) (bytes / MEGABYTE * megabyteCpu);
  }

  /** Its loop has done so; without a slot the connection is closed. */
  void ran(Proxied proxied, int place, long waited) {
    if (proxied.request == null) {
      close(proxied);
      return;
    }
    proxied.request.waited(place, waited);
    switch (proxied.task) {
      case ACCEPT -> {
        if (proxied.held == 0) {
          close(proxied).reset();
        } else {
          proxied.task = Proxied.Work.HEADER;
          proxied.timer = tls.helloes(proxied);
        }
      }
      case HEADER -> proxied.timer = passed.in(hop(proxied), proxied);
      case GZIP -> write(proxied, proxied.compressed);
    }
  }

  /** The way through; a connection that is there already need not be made. */
  private long hop(Proxied proxied) {
    long way = hop;
    if (idle != null && !proxied.isNewConnection()) {
      way -= connection;
    }
    if (!upstreams.isEmpty() && proxied.status == 0 && proxied.payload.file() == 0) {
      way -= connection;
    }
    return Math.max(0, way);
  }

  /** The client's part of the handshake is done, and the request is there. */
  void handshaken(Proxied proxied) {
    proxied.timer = -1;
    loop.run(proxied);
  }

  private void onPassed(Proxied proxied) {
    proxied.timer = -1;
    if (proxied.status != 0) {
      refuse(proxied);
    } else if (proxied.delay > 0) {
      proxied.request.enter(delayed);
      proxied.timer = resumed.in(proxied.delay, proxied);
    } else {
      content(proxied);
    }
  }

  private void refuse(Proxied proxied) {
    if (proxied.status >= SERVER_ERROR) {
      proxied.request.failed(failures.of(proxied.status));
    }
    finish(proxied);
  }

  private void onResumed(Proxied proxied) {
    proxied.timer = -1;
    proxied.request.enter(proxying);
    content(proxied);
  }

  private void content(Proxied proxied) {
    Payload payload = proxied.payload;
    if (payload.file() > 0) {
      proxied.request.answers(payload.file());
      proxied.status = OK;
      write(proxied, payload.file());
    } else if (payload.body() > 0 && proxied.rules.buffersRequests) {
      readBody(proxied, payload.body());
    } else {
      proxy(proxied);
    }
  }

  /** The whole body is read first: a slow upload costs a slot here, and nothing behind. */
  private void readBody(Proxied proxied, long bytes) {
    Request request = proxied.request;
    long wait = request.untilUploaded(bytes);
    if (wait == 0) {
      proxy(proxied);
      return;
    }
    request.enter(reading);
    long silence = request.betweenPackets(bytes);
    proxied.timer =
        silence > proxied.rules.bodyTimeout
            ? bodyMissing.in(proxied.rules.bodyTimeout, proxied)
            : bodyRead.in(wait, proxied);
  }

  private void onBodyRead(Proxied proxied) {
    proxied.timer = -1;
    proxied.request.enter(proxying);
    proxy(proxied);
  }

  private void onBodyMissing(Proxied proxied) {
    proxied.timer = -1;
    proxied.status = REQUEST_TIMEOUT;
    finish(proxied);
  }

  private void proxy(Proxied proxied) {
    if (!hasSlot()) {
      answer(proxied, SERVER_ERROR);
      return;
    }
    hold(proxied);
    proxied.started = simulation.now();
    Upstream upstream = servers[proxied.request.endpoint()];
    proxied.upstream = upstream;
    proxied.tries = proxied.rules.nextUpstream.tries(upstream.servers());
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
      if (proxied.rules.keepalive > 0) {
        overKept(proxied, peer);
      }
      Exchange exchange = peer.server().receive(proxied.request, proxied);
      if (exchange != null) {
        proxied.exchange = exchange;
        proxied.sent = exchange.isConnected();
        proxied.timer =
            timedOut.in(
                proxied.sent ? proxied.rules.readTimeout : proxied.rules.connectTimeout, proxied);
        return;
      }
      proxied.sent = false;
      proxied.request.enter(proxying);
    } while (mayTryAnother(proxied, NextUpstream.ERROR));
    answer(proxied, BAD_GATEWAY);
  }

  /** Takes a connection that was kept, or one that may be. */
  private void overKept(Proxied proxied, Peer peer) {
    ClientConnection connection = upstreams.take(peer);
    proxied.cached = connection != null;
    if (connection == null) {
      connection = upstreams.open();
    } else {
      slotFreed(); // it has one of its own
    }
    connection.whenServerCloses(null);
    connection.carry();
    proxied.upstreamConnection = connection;
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
    proxied.timer = timedOut.in(proxied.rules.readTimeout, proxied);
  }

  private void onTimedOut(Proxied proxied) {
    proxied.timer = -1;
    if (proxied.request.isTunnel()) {
      return;
    }
    proxied.exchange.abandon();
    tryAnother(proxied, NextUpstream.TIMEOUT, GATEWAY_TIMEOUT);
  }

  /** The upstream refused or reset the connection. */
  void failed(Proxied proxied) {
    stopTimer(proxied);
    if (proxied.request.isTunnel()) {
      close(proxied).reset();
      return;
    }
    tryAnother(proxied, NextUpstream.ERROR, BAD_GATEWAY);
  }

  private void tryAnother(Proxied proxied, int failure, int status) {
    proxied.exchange = null;
    proxied.request.enter(proxying);
    if (mayTryAnother(proxied, failure)) {
      proxied.request.servedAnew();
      connect(proxied);
    } else {
      answer(proxied, status);
    }
  }

  private boolean mayTryAnother(Proxied proxied, int failure) {
    leave(proxied, !NextUpstream.harmless(failure));
    if (proxied.cached && failure == NextUpstream.ERROR) {
      proxied.tries++; // the server may have closed it just then
    }
    proxied.cached = false;
    proxied.upstreamConnection = null;
    return proxied.tries > 0 && allowed(proxied, failure);
  }

  /** A request with a body is a POST: once it was sent, it is not repeated unless that is said. */
  private boolean allowed(Proxied proxied, int failure) {
    boolean posted = proxied.sent && proxied.payload.body() > 0;
    return !(posted && !proxied.rules.buffersRequests)
        && proxied.rules.nextUpstream.allows(
            posted ? failure | NextUpstream.NON_IDEMPOTENT : failure,
            simulation.now() - proxied.started);
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
    stopTimer(proxied);
    NextUpstream rules = proxied.rules.nextUpstream;
    if (rules.looksAtStatuses() && proxied.tries > 1) {
      int failure = rules.ofStatus(status);
      if (failure != 0 && allowed(proxied, failure)) {
        tryAnother(proxied, failure, status);
        return;
      }
    }
    Peer peer = proxied.peer;
    leave(proxied, false);
    proxied.exchange = null;
    proxied.status = status;
    keepUpstream(proxied, peer);
    long bytes = proxied.request.answerSize();
    if (bytes == 0) {
      finish(proxied);
    } else {
      while (proxied.held > 1) {
        freeSlot(proxied);
      }
      filter(proxied, bytes);
    }
  }

  private void keepUpstream(Proxied proxied, Peer peer) {
    ClientConnection connection = proxied.upstreamConnection;
    if (connection == null) {
      return;
    }
    proxied.upstreamConnection = null;
    if (upstreams.keep(connection, peer, proxied.rules.keepalive)) {
      proxied.held--;
    }
  }

  // ---- the answer

  /** Passes the answer through the filters; with buffering nobody else is held by it any more. */
  private void filter(Proxied proxied, long bytes) {
    Gzip gzip = proxied.rules.gzip;
    if (gzip != null && gzip.covers(bytes)) {
      proxied.compressed = bytes;
      proxied.task = Proxied.Work.GZIP;
      loop.run(proxied);
    } else if (proxied.buffersAnswer()) {
      write(proxied, bytes);
    } else {
      finish(proxied);
    }
  }

  private long compress(Proxied proxied) {
    Gzip gzip = proxied.rules.gzip;
    proxied.request.enter(compressing);
    if (gzip == null) {
      return 0; // a reload has switched it off
    }
    long bytes = proxied.compressed;
    proxied.compressed = gzip.size(bytes);
    return gzip.cpu(bytes);
  }

  /** The client takes the answer at its own pace, and costs a slot until it has. */
  private void write(Proxied proxied, long bytes) {
    Request request = proxied.request;
    long wait = request.transmit(bytes);
    if (wait == 0) {
      finish(proxied);
      return;
    }
    request.enter(writing);
    long silence = request.betweenWrites();
    proxied.timer =
        silence > proxied.rules.sendTimeout
            ? notWritten.in(proxied.rules.sendTimeout, proxied)
            : written.in(wait, proxied);
  }

  private void onNotWritten(Proxied proxied) {
    proxied.timer = -1;
    close(proxied).reset();
  }

  /** Answers by itself. */
  private void answer(Proxied proxied, int status) {
    proxied.request.failed(failures.of(status));
    proxied.status = status;
    finish(proxied);
  }

  /** The answer is written: the connection is kept for the client's next request, or closed. */
  private void finish(Proxied proxied) {
    proxied.timer = -1;
    int status = proxied.status;
    ClientConnection connection = idle == null ? null : proxied.client.connection();
    if (connection != null
        && proxied.request.webSocket() == null
        && proxied.rules.keeps(connection)) {
      idle.keep(connection, proxied.rules.keepaliveTimeout);
      proxied.held--;
    }
    close(proxied).answered(status);
  }

  // ---- the end

  /** The client has left while nothing was computed for it. */
  void clientLeft(Proxied proxied) {
    if (proxied.exchange != null) {
      proxied.exchange.abandon();
    }
    close(proxied);
  }

  /** A client has closed a connection that was kept for it. */
  void closed(IdleClient client) {
    idle.closed(client);
    slotFreed();
  }

  /** Whether there is a slot; connections that are idle make room. */
  private boolean hasSlot() {
    if (used >= slots && idle != null) {
      idle.drain();
    }
    return used < slots;
  }

  private void hold(Proxied proxied) {
    used++;
    proxied.held++;
    connections.seized();
  }

  private void freeSlot(Proxied proxied) {
    proxied.held--;
    slotFreed();
  }

  /** A slot that no request holds any more is free. */
  void slotFreed() {
    used--;
    connections.released();
  }

  private void stopTimer(Proxied proxied) {
    if (proxied.timer >= 0) {
      simulation.cancel(proxied.timer);
      proxied.timer = -1;
    }
  }

  /**
   * Gives its slots back, and the proxied request itself; returns the client, null when it left.
   */
  private HttpClient close(Proxied proxied) {
    HttpClient client = proxied.client;
    stopTimer(proxied);
    if (proxied.peer != null) {
      leave(proxied, false);
    }
    if (proxied.counted != null) {
      proxied.counted.leave(proxied.countedKey);
      proxied.counted = null;
    }
    if (proxied.held > 0) {
      used -= proxied.held;
      connections.released(proxied.held);
      proxied.held = 0;
    }
    proxied.upstreamConnection = null;
    proxied.client = null;
    proxied.request = null;
    proxied.exchange = null;
    nginx.giveBack(proxied);
    return client;
  }
}
