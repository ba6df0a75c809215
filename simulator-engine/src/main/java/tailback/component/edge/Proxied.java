package tailback.component.edge;

import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.program.ClientConnection;
import tailback.program.Payload;
import tailback.program.Request;

/**
 * A request on its way through Nginx: the client's exchange, the upstream's client, and what its
 * worker process keeps about it meanwhile.
 */
final class Proxied extends EventLoop.Task implements Exchange, HttpClient {

  /** What its loop is to do for it next. */
  enum Work {
    ACCEPT,
    HEADER,
    GZIP
  }

  private final Nginx nginx;

  Request request;
  HttpClient client;
  NginxProcess process;
  Work task;
  Payload payload;

  /** What holds for it; known once its header has been read. */
  Rules rules;

  /** How many SYNs met a full listening socket. */
  int retries;

  // Connection slots held, and the timer that is running: of a delay, a body or the upstream.
  int held;
  long timer = -1;

  // The status of the answer (0: none yet), and how long it has to wait before it goes on.
  int status;
  long delay;

  // Where it was counted by limit_conn; null when it was not.
  LimitConn counted;
  int countedKey;

  // The connection to the upstream, where those are kept, and whether it was used before.
  ClientConnection upstreamConnection;
  boolean cached;

  // The size of its answer, before or after it was compressed.
  long compressed;

  // The upstream: its servers, where it is, where it has been, how many tries are left, since when
  // it tries,
  // and whether the request was sent to the present one.
  Upstream upstream;
  Peer peer;
  Exchange exchange;
  Tried tried;
  int tries;
  long started;
  boolean sent;

  Proxied(Nginx nginx) {
    this.nginx = nginx;
  }

  void arrive(Request arrived, HttpClient from) {
    request = arrived;
    client = from;
    process = null;
    retries = 0;
    task = Work.ACCEPT;
    status = 0;
    delay = 0;
    cached = false;
  }

  /** Whether it is the first request on its client's connection. */
  boolean isNewConnection() {
    ClientConnection connection = client.connection();
    return connection == null || connection.requests() == 1;
  }

  // ---- its loop

  @Override
  void waits() {
    if (request != null) {
      process.waitsForLoop(this);
    }
  }

  @Override
  long begin() {
    process = nginx.process(loop.number());
    return process.begin(this);
  }

  @Override
  void ran(int place, long waited) {
    process.ran(this, place, waited);
  }

  // ---- the client

  @Override
  public boolean isConnected() {
    return retries == 0;
  }

  /** The client has left: {@code proxy_ignore_client_abort off} closes the upstream side too. */
  @Override
  public void abandon() {
    nginx.left++;
    request = null;
    client = null;
    withdraw();
    if (process == null) {
      nginx.leftBeforeAccept(this);
    } else if (!onProcessor()) {
      process.clientLeft(this);
    }
  }

  // ---- the upstream

  @Override
  public ClientConnection connection() {
    return upstreamConnection;
  }

  @Override
  public boolean hasBody() {
    return rules.buffersRequests && payload.body() > 0;
  }

  /** An answer that is compressed on the way is not the one that the client gets. */
  @Override
  public boolean buffersAnswer() {
    return rules.buffersAnswers || rules.gzip != null;
  }

  @Override
  public void connected() {
    process.connected(this);
  }

  @Override
  public void answered(int answer) {
    process.answered(this, answer);
  }

  @Override
  public void refused() {
    process.failed(this);
  }

  @Override
  public void reset() {
    process.failed(this);
  }
}
