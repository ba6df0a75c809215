package tailback.component.scaling;

import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Scalable;
import tailback.component.host.Host;
import tailback.program.Request;
import tailback.queueing.Customer;

/** One replica of an autoscaled part: its server, its machine, and what it was measured to do. */
public final class Replica extends Customer {

  /** Where it is in its life. */
  enum State {
    /** There is no such machine. */
    ABSENT,
    /** It was launched, and its software is not up yet. */
    BOOTING,
    /** It gets requests. */
    IN_SERVICE,
    /** It was told to stop, and gets requests until the word has spread. */
    LEAVING,
    /** It gets no new requests. */
    DRAINING
  }

  private final Scalable server;
  private final Host host;
  private State state = State.ABSENT;
  private long servesSince;
  private long received;

  /** What it waits for next, while it boots. */
  long timer = -1;

  private double usedAtMark;
  private long receivedAtMark;
  private long markedAt;

  /** A replica that does not exist yet. */
  public Replica(Scalable server, Host host) {
    this.server = server;
    this.host = host;
  }

  Scalable server() {
    return server;
  }

  State state() {
    return state;
  }

  boolean inService() {
    return state == State.IN_SERVICE || state == State.LEAVING;
  }

  Exchange receive(Request request, HttpClient client) {
    received++;
    return ((HttpServer) server).receive(request, client);
  }

  // ---- its life

  void rent() {
    state = State.BOOTING;
    host.rent();
  }

  void start() {
    server.perform("start");
  }

  boolean isUp() {
    return server.isUp();
  }

  void serve(long now) {
    state = State.IN_SERVICE;
    servesSince = now;
    mark(now);
  }

  void leaving() {
    state = State.LEAVING;
  }

  void drain() {
    state = State.DRAINING;
  }

  void stop() {
    server.perform("stop");
  }

  void giveBack() {
    state = State.ABSENT;
    host.giveBack();
  }

  // ---- its figures

  /** Since when it has been in service, nanoseconds. */
  long servesSince() {
    return servesSince;
  }

  /** The share of its CPU that it used since the last mark. */
  double utilisation(long now) {
    return now == markedAt ? 0 : (host.cpu().used() - usedAtMark) / (now - markedAt) / host.cores();
  }

  /** How many requests a minute it got since the last mark. */
  double requestsPerMinute(long now) {
    return now == markedAt ? 0 : (received - receivedAtMark) * 60e9 / (now - markedAt);
  }

  /** From now on its figures are those of the next period. */
  void mark(long now) {
    usedAtMark = host.cpu().used();
    receivedAtMark = received;
    markedAt = now;
  }
}
