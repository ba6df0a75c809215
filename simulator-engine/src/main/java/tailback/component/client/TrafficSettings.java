package tailback.component.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tailback.component.Bandwidth;
import tailback.program.Describe;
import tailback.program.Short;
import tailback.queueing.Distribution;

/** A group of clients: who they are, when their requests arrive and what they ask for. */
public record TrafficSettings(
    @Describe("when requests arrive: poisson 200/s, closed 50 users think exponential 1s, …")
        Arrivals arrivals,
    @Describe("share of each endpoint; a trace names its own") Map<String, Double> requests,
    @Describe("what a client asks for at once when an endpoint has answered: { save: page }")
        Map<String, String> then,
    @Describe("endpoints by the beginning of a path, for an access log: { /orders: order }")
        Map<String, String> paths,
    @Describe("points that the rate is multiplied by, linear between them") List<Point> profile,
    @Describe("a client gives up after this long; never when absent") Distribution timeout,
    @Describe("what clients do when no good answer comes; nothing when absent") Retries retries,
    @Describe("the network between the clients and the stack; none when absent") Network network,
    @Describe(
            value = "whether clients keep a connection for their next request: close or keepalive",
            absent = "close")
        Connection connection,
    @Describe(
            value =
                "whether clients offer their last TLS session on a new connection, as browsers do",
            absent = "false")
        boolean tlsResumption,
    @Describe(
            value = "how many distinct client addresses there are; one, or one a user, when absent",
            least = 1)
        Integer addresses,
    @Describe("clients who are known by a session; nobody is when absent") Session session,
    @Describe("clients that send messages over a connection each, instead of arrivals")
        WebSocket websocket) {

  /** The same group with these requests. */
  public TrafficSettings asking(Map<String, Double> mix) {
    return new TrafficSettings(
        arrivals,
        mix,
        then,
        paths,
        profile,
        timeout,
        retries,
        network,
        connection,
        tlsResumption,
        addresses,
        session,
        websocket);
  }

  /**
   * A point of a profile.
   *
   * @param at time since the end of the warm-up
   * @param x what the rate is multiplied by
   */
  public record Point(
      @Describe(value = "time since the end of the warm-up", required = true) Duration at,
      @Describe(value = "what the rate is multiplied by", required = true) double x) {}

  /** How clients try again. */
  @Short
  public record Retries(
      @Describe(
              value = "how often a request is sent at most, the first time included",
              required = true,
              least = 1)
          int attempts,
      @Describe("the wait before the next attempt; none when absent") Backoff backoff,
      @Describe(
              value =
                  "how much of the wait is drawn: none of it, all of it (full) or half of it (equal)",
              absent = "none")
          Jitter jitter,
      @Describe(
              value = "retries at most, as a share of the requests of the last ten seconds",
              share = true)
          Double budget,
      @Describe(
              "after what: timeout, refused, reset, statuses such as 503 or 5xx; all of the first"
                  + " three and 5xx when absent")
          List<String> when) {

    /** After what, as the default has it where the file says nothing. */
    public List<String> outcomes() {
      return when == null ? List.of("timeout", "refused", "reset", "5xx") : when;
    }
  }

  /** A wait that grows from attempt to attempt. */
  @Short
  public record Backoff(
      @Describe(value = "before the second attempt", required = true) Duration first,
      @Describe(value = "how many times as long before each further one", absent = "2")
          double factor,
      @Describe("the longest wait; without limit when absent") Duration max) {}

  /** How much of a wait is drawn. */
  public enum Jitter {
    NONE,
    FULL,
    EQUAL
  }

  /** What lies between the clients and the stack. */
  @Short
  public record Network(
      @Describe(value = "the round trip between a client and the stack", absent = "0ms")
          Distribution rtt,
      @Describe("what a client's link carries, each way; without limit when absent")
          Bandwidth bandwidth) {}

  /** What becomes of a client's connection after an answer. */
  public enum Connection {
    /** It is closed: the next request opens another one. */
    CLOSE,
    /** It is kept for the next request of the same client, as long as the server keeps it. */
    KEEPALIVE
  }

  /** The sessions that requests belong to. */
  public record Session(
      @Describe(
              value = "how many users there are; closed arrivals have users of their own",
              least = 1)
          Integer users,
      @Describe("how long a session lasts before its user begins another; for ever when absent")
          Duration length) {}

  /** Connections that stay open, and what comes over them. */
  public record WebSocket(
      @Describe(value = "how many clients there are", required = true, least = 1) int connections,
      @Describe(
              value = "by endpoint, when each of them sends a message: closed think exponential 1s",
              required = true)
          Map<String, Arrivals> messages,
      @Describe("how clients find out that nobody is there any more; they do not when absent")
          Heartbeat heartbeat,
      @Describe(
              value = "how long a client waits before it connects again",
              absent = "uniform 500ms to 1500ms")
          Distribution reconnect) {}

  /** Pings, and how long their pongs may take. */
  public record Heartbeat(
      @Describe(value = "from a pong to the next ping", required = true) Duration interval,
      @Describe(value = "how long a pong, or a new connection, may take", required = true)
          Duration timeout) {}
}
