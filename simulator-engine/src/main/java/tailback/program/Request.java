package tailback.program;

import tailback.kernel.Observer;
import tailback.kernel.Simulation;
import tailback.queueing.Customer;

/**
 * A request as its client sees it: when it arrived, where its time went, how it ended.
 *
 * <p>It is always in exactly one named wait or service, its <em>place</em>; entering the next one
 * closes the account of the last. So the times in its ledger add up to its latency, to the
 * nanosecond. What a worker does for it is an execution of its own, which may go on after the
 * client has given up.
 */
public final class Request extends Customer {

  /** No error on its way so far. */
  public static final int NO_FAILURE = -1;

  /** Requests are numbered within their group, which has the bits from here on, counted from 1. */
  public static final int GROUP_SHIFT = 44;

  /** Numbers of requests are shorter than this many bits. */
  private static final int ATTEMPT_SHIFT = 56;

  /** The number of a request without that of the attempt. */
  public static long number(long attempt) {
    return attempt & (1L << ATTEMPT_SHIFT) - 1;
  }

  private final Simulation simulation;
  private final Observer observer;
  private final long[] spent;

  private long number;
  private int endpoint;
  private int row;
  private long arrived;
  private int place;
  private long since;
  private int failure;
  private int failureOfAttempt;
  private int unanswered;
  private int statements;
  private boolean stale;
  private int attempts;
  private int worker;
  private int address;
  private long session;
  private long roundTrip;
  private double bandwidth;
  private boolean keepsAlive;
  private boolean resumesTls;
  private ClientConnection connection;
  private long reachedAt;
  private long bodyRead;
  private long answerSize;
  private long arrivesAt;
  private WebSocket.Client webSocket;

  /**
   * A request to be used, and used again.
   *
   * @param observer who watches; null when nobody does
   * @param places how many named waits and services there are
   */
  public Request(Simulation simulation, Observer observer, int places) {
    this.simulation = simulation;
    this.observer = observer;
    spent = new long[places];
  }

  /**
   * Arrives, in a place.
   *
   * @param number unique in the run; its random numbers derive from it
   * @param endpoint what it asks for
   * @param row its row in the recording that drives the traffic; -1 when there is none
   */
  public void arrive(long number, int endpoint, int row, int place) {
    this.number = number;
    this.endpoint = endpoint;
    this.row = row;
    this.place = place;
    arrived = simulation.now();
    since = arrived;
    failure = NO_FAILURE;
    failureOfAttempt = NO_FAILURE;
    unanswered = NO_FAILURE;
    statements = 0;
    stale = false;
    attempts = 1;
    worker = -1;
    address = 0;
    session = -1;
    roundTrip = 0;
    bandwidth = 0;
    keepsAlive = false;
    resumesTls = false;
    connection = null;
    reachedAt = arrived;
    bodyRead = 0;
    answerSize = 0;
    arrivesAt = 0;
    webSocket = null;
    java.util.Arrays.fill(spent, 0);
    if (observer != null) {
      observer.moved(arrived, number, place);
    }
  }

  /**
   * Says who sends it; to be called once it has arrived.
   *
   * @param fromAddress which of the distinct client addresses, from 0
   * @param inSession which of the sessions; -1 when it belongs to none
   */
  public void from(int fromAddress, long inSession) {
    address = fromAddress;
    session = inSession;
  }

  /**
   * Says what lies between its client and the stack; to be called once it has arrived.
   *
   * @param rtt the round trip, nanoseconds
   * @param bytesPerSecond what the client's link carries; 0: without limit
   * @param keepAlive whether its client keeps the connection for the next request
   */
  public void over(long rtt, double bytesPerSecond, boolean keepAlive) {
    roundTrip = rtt;
    bandwidth = bytesPerSecond;
    keepsAlive = keepAlive;
  }

  /** Is sent again: another attempt of the same request. */
  public void again() {
    attempts++;
    failureOfAttempt = NO_FAILURE;
    unanswered = NO_FAILURE;
    worker = -1;
  }

  /** How often it was sent, this time included. */
  public int attempts() {
    return attempts;
  }

  /**
   * What the random numbers of this attempt derive from: the request's number, for the first one.
   */
  public long attempt() {
    return number ^ (long) (attempts - 1) << ATTEMPT_SHIFT;
  }

  /** Says which connection it comes on; null when its client opens one for this request alone. */
  public void on(ClientConnection kept) {
    connection = kept;
  }

  /**
   * The connection that it comes on, for a server that keeps connections; null when its client
   * opened one for this request alone, and closes it after the answer.
   */
  public ClientConnection connection() {
    return connection;
  }

  /**
   * Whether it is the first on its connection: the server accepts the connection, with a TLS
   * handshake where it speaks TLS. The three-way handshake is the client's, and over by then.
   */
  public boolean newConnection() {
    return connection == null || connection.requests() == 1;
  }

  // ---- bytes between its client and the stack

  /**
   * What the kernel takes of a body that nobody reads: the first window of a TCP connection, which
   * grows only as the application reads (Linux, {@code tcp_rmem} 131072, half of it for payload).
   */
  private static final double RECEIVE_BUFFER = 65_536;

  /**
   * What the kernel takes of an answer beyond what is on its way: what it gives a new connection, 2
   * × 10 segments and their overhead (Linux, tcp_sndbuf_expand, seen as {@code SO_SNDBUF} 87040).
   */
  private static final double SEND_BUFFER = 87_040;

  /** What a packet carries over Ethernet. */
  private static final double SEGMENT = 1_448;

  private static final double SECOND = 1e9;

  /** Has come to the stack, perhaps not for the first time: its client uploads the body. */
  public void reached() {
    reachedAt = simulation.now();
    arrivesAt = 0;
    servedAnew();
  }

  /**
   * Somebody reads the next so many bytes of its body.
   *
   * @return how long it takes until they are there, nanoseconds
   */
  public long read(long bytes) {
    if (bandwidth == 0) {
      return 0;
    }
    double sent = bandwidth * (simulation.now() - reachedAt) / SECOND;
    double uploaded = Math.min(sent, bodyRead + RECEIVE_BUFFER);
    bodyRead += bytes;
    return Math.max(0, nanos(bodyRead - uploaded));
  }

  /**
   * How long it takes from now until a body of so many bytes is there, when all that comes is read
   * at once, nanoseconds.
   */
  public long untilUploaded(long bytes) {
    return bandwidth == 0 ? 0 : Math.max(0, reachedAt + nanos(bytes) - simulation.now());
  }

  /** How long its client is silent between two packets of a body of so many bytes, nanoseconds. */
  public long betweenPackets(long bytes) {
    return bandwidth == 0 ? 0 : nanos(Math.min(bytes, SEGMENT));
  }

  /**
   * How long a sender waits between two writes, nanoseconds: until a third of the kernel's buffer
   * is free (Linux, sk_stream_write_space).
   */
  public long betweenWrites() {
    return bandwidth == 0 ? 0 : nanos(SEND_BUFFER / 3);
  }

  /** Its answer has so many bytes more. */
  public void answers(long bytes) {
    answerSize += bytes;
  }

  /** Somebody else is to answer it, from the start. */
  public void servedAnew() {
    answerSize = 0;
    bodyRead = 0;
  }

  /** The size of its answer so far. */
  public long answerSize() {
    return answerSize;
  }

  /**
   * So many bytes are written to its client.
   *
   * @return how long it takes until the kernel has taken them all, nanoseconds
   */
  public long transmit(long bytes) {
    if (bandwidth == 0) {
      return 0;
    }
    long now = simulation.now();
    arrivesAt = Math.max(now, arrivesAt) + nanos(bytes);
    return Math.max(0, arrivesAt - now - nanos(SEND_BUFFER));
  }

  /** How long it takes from now until all that was written has left the stack, nanoseconds. */
  public long untilTransmitted() {
    return Math.max(0, arrivesAt - simulation.now());
  }

  private long nanos(double bytes) {
    return (long) (bytes / bandwidth * SECOND);
  }

  /** Asks for a WebSocket, which that client will speak over. */
  public void upgrade(WebSocket.Client to) {
    webSocket = to;
  }

  /**
   * Who asks for a WebSocket with it; null when it is a plain request. It is not answered before
   * the WebSocket is closed, and whoever passes it on lets it take its time once it is open:
   * heartbeats keep timeouts of silence from firing.
   */
  public WebSocket.Client webSocket() {
    return webSocket;
  }

  /**
   * Whether it has become an open WebSocket: whoever stands in between passes on what comes, waits
   * as long as it takes, and tries no other server.
   */
  public boolean isTunnel() {
    return webSocket != null && webSocket.isOpen();
  }

  /** Is now in another wait or service. */
  public void enter(int next) {
    long now = simulation.now();
    int before = place;
    spent[before] += now - since;
    since = now;
    place = next;
    if (observer != null) {
      observer.left(now, number, before);
      observer.moved(now, number, next);
    }
  }

  /** Of the service it is in, {@code nanos} were waiting, and are booked there. */
  public void waited(int where, long nanos) {
    if (nanos > 0) {
      spent[place] -= nanos;
      spent[where] += nanos;
    }
  }

  /** Ends: closes the last account. The status is 0 when there was no answer. */
  public void end(int status) {
    enter(place);
    if (observer != null) {
      observer.ended(simulation.now(), number, status);
    }
  }

  /** Notes the first error on its way; later ones do not change it. */
  public void failed(int why) {
    if (failure == NO_FAILURE) {
      failure = why;
    }
    if (failureOfAttempt == NO_FAILURE) {
      failureOfAttempt = why;
    }
  }

  /**
   * Its client gets no answer to this attempt: it is refused, its connection is reset, or its
   * client has waited long enough.
   *
   * @param why the number of that error text
   */
  public void unanswered(int why) {
    failed(why);
    unanswered = why;
  }

  /**
   * Why its client got no answer to the last attempt, whatever else had failed before; {@link
   * #NO_FAILURE} when there was one.
   */
  public int unanswered() {
    return unanswered;
  }

  /** The first error of the present attempt, or {@link #NO_FAILURE}. */
  public int failureOfAttempt() {
    return failureOfAttempt;
  }

  /** Notes an SQL statement. */
  public void statement() {
    statements++;
  }

  /** Unique in the run. */
  public long number() {
    return number;
  }

  /** The number of the group of clients that sent it, from 0. */
  public int group() {
    return (int) (number >>> GROUP_SHIFT) - 1;
  }

  /** What it asks for. */
  public int endpoint() {
    return endpoint;
  }

  /** Its row in the recording; -1 when there is none. */
  public int row() {
    return row;
  }

  /** When it arrived, nanoseconds since the simulation began. */
  public long arrived() {
    return arrived;
  }

  /** Where it is. */
  public int place() {
    return place;
  }

  /** Since when it has been there, nanoseconds since the simulation began. */
  public long since() {
    return since;
  }

  /** The first error on its way, or {@link #NO_FAILURE}. */
  public int failure() {
    return failure;
  }

  /** Notes that it has read something that has changed since, in a cache or a replica. */
  public void readStale() {
    stale = true;
  }

  /** Whether it has read something stale. */
  public boolean stale() {
    return stale;
  }

  /** How many SQL statements were run for it. */
  public int statements() {
    return statements;
  }

  /** Which of the distinct client addresses it comes from, from 0. */
  public int address() {
    return address;
  }

  /** Which session it belongs to; -1 when it belongs to none. */
  public long session() {
    return session;
  }

  /** The round trip between its client and the stack, nanoseconds. */
  public long roundTrip() {
    return roundTrip;
  }

  /** What its client's link carries, bytes per second; 0 when it has no limit. */
  public double bandwidth() {
    return bandwidth;
  }

  /** Whether its client keeps the connection for the next request. */
  public boolean keepsAlive() {
    return keepsAlive;
  }

  /** Its client offers the TLS session that it has from before, should it need a new connection. */
  public void resumesTls(boolean offers) {
    resumesTls = offers;
  }

  /** Whether its client offers a TLS session that it has from before. */
  public boolean resumesTls() {
    return resumesTls;
  }

  /** Was accepted by a worker process of this number. */
  public void worker(int accepted) {
    worker = accepted;
  }

  /** The number of the worker process that accepted it; -1 while none has. */
  public int worker() {
    return worker;
  }

  /** Time spent in all places together so far, nanoseconds. */
  public long accounted() {
    long sum = 0;
    for (long each : spent) {
      sum += each;
    }
    return sum;
  }

  /** Adds the time spent in each place so far to these totals, nanoseconds. */
  public void addTo(long[] totals) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += spent[i];
    }
  }

  /** Time spent in a place so far, nanoseconds. */
  public long spent(int where) {
    return spent[where];
  }
}
