package tailback.component.edge;

import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.program.Request;

/**
 * A request on its way through Nginx: the client's exchange, the upstream's client, and what its
 * worker process keeps about it meanwhile.
 */
final class Proxied extends EventLoop.Task implements Exchange, HttpClient {

  private final Nginx nginx;

  Request request;
  HttpClient client;
  NginxProcess process;

  // Connection slots held, and the timer that is running: of a delay, a body or the upstream.
  int held;
  long timer = -1;

  // What the access phases said: the status to answer at once (0: none), how long to wait first.
  int status;
  long delay;

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
    status = 0;
    delay = 0;
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
    return process.accept(this);
  }

  @Override
  void ran(int place, long waited) {
    process.accepted(this, place, waited);
  }

  // ---- the client

  @Override
  public boolean isConnected() {
    return true;
  }

  /** The client has left: {@code proxy_ignore_client_abort off} closes the upstream side too. */
  @Override
  public void abandon() {
    nginx.left++;
    request = null;
    client = null;
    if (waiting()) {
      withdraw();
      nginx.giveBack(this);
    } else if (!onProcessor()) {
      process.clientLeft(this);
    }
  }

  // ---- the upstream

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
