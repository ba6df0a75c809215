package tailback.journal;

/**
 * Takes down what stands in a stack at one instant. The parts tell it, front to back: each names
 * its units (a worker process, a database connection, a locked row) and who is in them.
 */
public interface Scene {

  /** Nobody. No request has this number. */
  long NOBODY = 0;

  /** A seat that has no number of its own. */
  int ANY_SEAT = -1;

  /** What a unit is. */
  enum Kind {
    /** A worker process of an application server; its seats are threads, greenlets or tasks. */
    WORKER("worker"),
    /** A process that runs background tasks. */
    TASK_WORKER("worker"),
    /** A server process of a database, and the connection that it serves. */
    CONNECTION("connection"),
    /** A server connection of a pool. */
    SERVER("server"),
    /** A row that a transaction has locked: the first seat is its owner's, the others wait. */
    ROW("row");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** What one is called, such as {@code worker}. */
    public String word() {
      return word;
    }
  }

  /** Where a unit is in its life, or what it is at. */
  enum Phase {
    UP("up"),
    BOOTING("booting"),
    LEAVING("leaving"),
    EXITING("exiting"),
    IDLE("idle"),
    STARTING("starting"),
    RUNNING("running"),
    IDLE_IN_TRANSACTION("idle in transaction"),
    WAITS_FOR_LOCK("waiting for a lock"),
    LOCKED("locked");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    /** The phase in words, such as {@code idle in transaction}. */
    public String words() {
      return words;
    }
  }

  /** What follows belongs to this replica of this part. */
  void part(String name, int replica);

  /**
   * A unit of the present part.
   *
   * @param name what it is, such as {@code gthread}; for a row its name
   * @param number tells units of a kind and a name apart, from 0
   * @param seats how many it has room for; 0 when there is no limit
   */
  void unit(Kind kind, String name, int number, Phase phase, int seats);

  /**
   * Who has the baton of the present unit: the GIL, the hub or the loop.
   *
   * @param request its number; negative when the acceptor has it
   * @param since when it got it, nanoseconds since the simulation began
   * @param blocked whether it keeps it in a C call, while everybody else stands still
   */
  void baton(long request, long since, boolean blocked);

  /**
   * Somebody is in the present unit.
   *
   * @param seat which thread it has; {@link #ANY_SEAT} when seats have no numbers
   * @param request its number
   * @param state what it does there
   * @param forNobody whether nobody waits for its answer any more
   */
  void seat(int seat, long request, State state, boolean forNobody);

  /**
   * The one in the last seat is a branch of that request.
   *
   * @param number which of its branches; positive, and not that of another one under way
   * @param place where it is, a number of the run's catalogue; -1: nowhere yet
   */
  void branch(int number, int place);

  /** What somebody does in that place, a number of the run's catalogue. */
  State in(int place);
}
