package tailback.journal;

/** What a request is doing: the six states that a learner tells apart. */
public enum State {
  /** Stands in a queue: a backlog, for a thread, for the baton, for a row. */
  WAITS("waiting"),
  /** Runs Python, or whatever its server computes, on a core. */
  COMPUTES("on CPU"),
  /** Is in a C call that does not cooperate. */
  BLOCKED("blocked in a C call"),
  /** Waits for something outside: a query, another service, the network. */
  ON_IO("waiting for I/O"),
  /** Waits for a connection of a pool. */
  WAITS_FOR_POOL("waiting for a pool"),
  /** Has failed, and is on its way back to its client. */
  FAILED("failed");

  private final String words;

  State(String words) {
    this.words = words;
  }

  /** The state in words, such as {@code waiting for I/O}. */
  public String words() {
    return words;
  }
}
