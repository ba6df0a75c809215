package tailback.experiment;

import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.component.Role;
import tailback.journal.State;

/**
 * What a request does in a place, told by its name: the last word says so, and of {@code wait} the
 * part that it belongs to.
 */
final class Places {

  private static final Map<String, State> WORDS =
      Map.ofEntries(
          Map.entry("backlog", State.WAITS),
          Map.entry("syn", State.WAITS),
          Map.entry("loop", State.WAITS),
          Map.entry("limit_req", State.WAITS),
          Map.entry("lb_try", State.WAITS),
          Map.entry("queue", State.WAITS),
          Map.entry("retry", State.WAITS),
          Map.entry("backoff", State.WAITS),
          Map.entry("collapsed", State.WAITS),
          Map.entry("unreachable", State.WAITS),
          Map.entry("threads", State.WAITS),
          Map.entry("threadpool", State.WAITS),
          Map.entry("greenlets", State.WAITS),
          Map.entry("workers", State.WAITS),
          Map.entry("gil", State.WAITS),
          Map.entry("hub", State.WAITS),
          Map.entry("executor", State.WAITS),
          Map.entry("messages", State.WAITS),
          Map.entry("prefetched", State.WAITS),
          Map.entry("lock", State.WAITS),
          Map.entry("eta", State.WAITS),
          Map.entry("scheduled", State.WAITS),
          Map.entry("cpu", State.COMPUTES),
          Map.entry("close", State.COMPUTES),
          Map.entry("gzip", State.COMPUTES),
          Map.entry("tls", State.COMPUTES),
          Map.entry("block", State.BLOCKED),
          Map.entry("wait", State.ON_IO),
          Map.entry("proxy", State.ON_IO),
          Map.entry("edge", State.ON_IO),
          Map.entry("origin", State.ON_IO),
          Map.entry("body", State.ON_IO),
          Map.entry("receive", State.ON_IO),
          Map.entry("parallel", State.ON_IO),
          Map.entry("send", State.ON_IO),
          Map.entry("connect", State.ON_IO),
          Map.entry("query", State.ON_IO),
          Map.entry("listen", State.ON_IO),
          Map.entry("command", State.ON_IO),
          Map.entry("call", State.ON_IO),
          Map.entry("put", State.ON_IO),
          Map.entry("get", State.ON_IO),
          Map.entry("publish", State.ON_IO),
          Map.entry("network", State.ON_IO),
          Map.entry("pool", State.WAITS_FOR_POOL));

  private Places() {}

  /** What a request does in each of these places. */
  static State[] states(List<String> names, Deployment deployment) {
    return names.stream().map(name -> state(name, deployment)).toArray(State[]::new);
  }

  /** Whether the name says what a request does there; where it does not, it waits. */
  static boolean isKnown(String name) {
    return WORDS.containsKey(word(name));
  }

  private static State state(String name, Deployment deployment) {
    String word = word(name);
    int dot = name.lastIndexOf('.');
    if (dot < 0 || !word.equals("wait")) {
      return WORDS.getOrDefault(word, State.WAITS);
    }
    String owner = name.substring(0, dot);
    boolean pool =
        deployment.stack().stream()
            .anyMatch(part -> part.name().equals(owner) && part.kind().role() == Role.POOL);
    return pool ? State.WAITS_FOR_POOL : State.WAITS;
  }

  /** The last word, without what stands in brackets. */
  private static String word(String name) {
    String plain = name.replaceFirst("\\(.*", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }
}
