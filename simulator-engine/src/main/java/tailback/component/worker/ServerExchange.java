package tailback.component.worker;

import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.program.ClientConnection;
import tailback.program.Request;

/**
 * A request as the server holds it: who asked, over which connection, and what they hear of it.
 *
 * <p>When nobody waits for the answer any more it tells nobody, and nothing is written. So does a
 * task or a branch, for which nobody has asked.
 */
public abstract class ServerExchange extends Contender implements Exchange {

  /** What it works for; null: nobody waits for the answer. */
  Request request;

  // What the listening socket keeps about it: whether the handshake is done, and how many SYNs
  // went.
  boolean connected;
  int attempts;

  // Where it is while nobody waits for the answer: that is written nowhere else.
  private int unwritten;

  private HttpClient client;
  private ClientConnection connection;
  private boolean forRequest;
  private boolean overKept;
  private int endpoint;

  ServerExchange() {}

  /** Begins with a request: the connection stands at once. */
  void asks(HttpClient forClient, Request served) {
    begin(forClient.connection());
    request = served;
    client = forClient;
    endpoint = served.endpoint();
    forRequest = true;
  }

  /** Begins without one. */
  void nobodyAsks() {
    begin(null);
    forRequest = false;
  }

  private void begin(ClientConnection over) {
    connection = over;
    overKept = false;
    connected = true;
    attempts = 0;
    unwritten = -1;
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public void abandon() {
    request = null;
    client = null;
  }

  // ---- towards the client

  /** The connection that its request came over, if that can be kept; else null. */
  ClientConnection clientConnection() {
    return client == null ? null : connection;
  }

  /** Its request came over a connection that was kept. */
  void overKept() {
    overKept = true;
  }

  boolean isOverKept() {
    return overKept;
  }

  /** The handshake is done, after a while. */
  void connect() {
    connected = true;
    if (client != null) {
      client.connected();
    }
  }

  /** The connection could not be made. */
  void refuse() {
    HttpClient waiting = forget();
    if (waiting != null) {
      waiting.refused();
    }
  }

  /** The connection breaks. */
  void reset() {
    HttpClient waiting = forget();
    if (waiting != null) {
      waiting.reset();
    }
  }

  /** The answer is sent, with this status. */
  void answer(int status) {
    HttpClient waiting = forget();
    if (waiting != null) {
      waiting.answered(status);
    }
  }

  private HttpClient forget() {
    HttpClient waiting = client;
    request = null;
    client = null;
    return waiting;
  }

  boolean nobodyWaits() {
    return client == null;
  }

  /** Whether it began for a request whose answer nobody waits for any more. */
  public boolean isForNobody() {
    return forRequest && client == null;
  }

  /**
   * How long it takes from now until the request's body of so many bytes has been read,
   * nanoseconds.
   */
  public long untilReceived(long bytes) {
    return request == null || client == null || client.hasBody() ? 0 : request.read(bytes);
  }

  /**
   * Writes so many bytes of the answer; returns how long that takes, nanoseconds: until what the
   * kernel's buffer does not hold is on its way.
   */
  public long untilSent(long bytes) {
    if (request == null || client == null) {
      return 0;
    }
    request.answers(bytes);
    return client.buffersAnswer() ? 0 : request.transmit(bytes);
  }

  // ---- what is noted about the request

  /** Is now in another wait or service. */
  public void enter(int place) {
    if (request != null) {
      request.enter(place);
    } else {
      unwritten = place;
    }
  }

  /** Where it is, when that is written nowhere; -1: nowhere yet. */
  int unwritten() {
    return unwritten;
  }

  /** Of the service it is in, so much was waiting. */
  public void waited(int place, long nanos) {
    if (request != null) {
      request.waited(place, nanos);
    }
  }

  /** A worker process of this number has accepted it. */
  void accepted(int worker) {
    if (request != null) {
      request.worker(worker);
    }
  }

  /** Notes an SQL statement. */
  public void statement() {
    if (request != null) {
      request.statement();
    }
  }

  /** It has read something that has changed since. */
  public void readStale() {
    if (request != null) {
      request.readStale();
    }
  }

  /** An exception that nothing caught. */
  void failed(int failure) {
    if (request != null) {
      request.failed(failure);
    }
  }

  // ---- what it is about

  /** What the request that it serves asks for, by number. */
  int endpoint() {
    return endpoint;
  }

  /** The session of its user; -1 when it has none. */
  public long userSession() {
    return request == null ? -1 : request.session();
  }

  /** Works for a message of its WebSocket, or (null) for nobody. */
  void worksFor(Request message) {
    request = message;
  }
}
