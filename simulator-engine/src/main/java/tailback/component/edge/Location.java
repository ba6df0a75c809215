package tailback.component.edge;

import java.time.Duration;
import java.util.List;
import tailback.program.Bytes;
import tailback.program.Describe;
import tailback.program.Short;

/**
 * A {@code location { }} block: what holds for one endpoint instead of what the server says. What
 * it does not mention it inherits.
 */
@Short
record Location(
    @Describe("the servers behind; those of the server when absent") List<String> proxyPass,
    @Describe("at most so many requests a second from one address") LimitReq.Settings limitReq,
    @Describe("at most so many requests in the making at once") LimitConn.Settings limitConn,
    @Describe("larger bodies are refused") Bytes clientMaxBodySize,
    @Describe(value = "how long the upstream may take to accept a connection", unit = "s")
        Duration proxyConnectTimeout,
    @Describe(value = "how long the upstream may stay silent", unit = "s")
        Duration proxyReadTimeout,
    @Describe("whether the whole body is read before the upstream is asked")
        Boolean proxyRequestBuffering,
    @Describe("whether the whole answer is taken from the upstream as fast as it comes")
        Boolean proxyBuffering,
    @Describe("after which failures another server is asked")
        List<NextUpstream.Condition> proxyNextUpstream) {

  /** The server itself, where no location says anything. */
  static final Location SERVER = new Location(null, null, null, null, null, null, null, null, null);

  /** What a location says, or else what it inherits. */
  static <T> T or(T own, T inherited) {
    return own == null ? inherited : own;
  }
}
