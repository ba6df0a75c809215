package tailback.component.store;

import java.util.ArrayList;
import java.util.List;
import tailback.component.store.Connection.Login;
import tailback.component.store.Connection.Statement;
import tailback.component.worker.Execution;
import tailback.journal.Scene;
import tailback.journal.State;
import tailback.program.Step;
import tailback.queueing.Customer;

/**
 * A server process and what it keeps about the session that it works for. It is a customer of its
 * own because it needs a CPU to start and to end, whoever waits for it.
 */
final class Backend extends Customer {

  /** No such event is to come. */
  static final long NONE = -1;

  final Connection connection;

  /** Who waits for it to start. */
  final Login login;

  /** Where a process is in its life. */
  enum Life {
    /** Was forked in vain: there is no slot for it. */
    REFUSED,
    /** Is forked, authenticates, reads its catalogues. */
    STARTS,
    SERVES,
    ENDS
  }

  Life life = Life.REFUSED;

  /** Whether it has a slot for ordinary roles. */
  boolean admitted;

  /** What is to come while it starts. */
  long timer = NONE;

  /** The row locks of its transaction, in the order in which they were taken. */
  final List<RowLock> locks = new ArrayList<>(2);

  /** What it runs or waits to run; null when it waits for its client. */
  Statement statement;

  /** Whether it is idle in a transaction. */
  boolean idle;

  /** Whether its transaction has written anything. */
  boolean wrote;

  /** The CPU time of a statement that waits for a row, nanoseconds. */
  long work;

  /** The error that the statement is going to end with; {@code NO_FAILURE} when it is not. */
  int failure;

  /** The answer that is to come when the statement leaves the CPU. */
  long answer = NONE;

  /** The row that it waits for; null when it does not. */
  RowLock wanted;

  /** It was woken and is on its way to the row, at the version that it waited for or the next. */
  long wakeUp = NONE;

  /** Whether that is the next version, where it will wait behind those who got there first. */
  boolean follows;

  /** Where it stands among the processes of its server. */
  int number;

  /** The memory that the sort of its statement has, bytes. */
  long sorting;

  /** What its session may SET. */
  Parameters parameters;

  /** The advisory locks of its session; null when it has never had any. */
  List<RowLock> advisory;

  /** What its transaction tells on which channels, once it has committed; null: nothing so far. */
  List<Channel> notifies;

  private final Statements statements;
  private final Parameters configured;

  /** What the parameters are after a COMMIT and a ROLLBACK; null when they stay as they are. */
  private Parameters committed;

  private Parameters undone;

  final Timeout.Clock deadlockTimeout;
  final Timeout.Clock idleInTransaction;
  final Timeout.Clock clientCheck;

  Backend(Connection connection, Login login, Statements statements) {
    this.connection = connection;
    this.login = login;
    connection.backend = this;
    this.statements = statements;
    configured = statements.parameters(this);
    parameters = configured;
    deadlockTimeout = statements.locks().deadlockTimeout(this);
    idleInTransaction = statements.idleInTransaction(this);
    clientCheck = statements.clientCheck(this);
  }

  /** SET, or SET LOCAL: inside a transaction its end decides what becomes of it. */
  void set(Step.Set set) {
    if (connection.inTransaction()) {
      undone = undone == null ? parameters : undone;
      if (set.local()) {
        committed = committed == null ? parameters : committed;
      } else if (committed != null) {
        committed = committed.with(set, this, statements);
      }
    }
    parameters = parameters.with(set, this, statements);
  }

  /** Its transaction has ended. */
  void settle(boolean commits) {
    if (undone != null) {
      parameters = !commits ? undone : committed != null ? committed : parameters;
      undone = null;
      committed = null;
    }
    if (notifies != null && !notifies.isEmpty()) {
      if (commits) {
        notifies.forEach(Channel::announce);
      }
      notifies.clear();
    }
  }

  /** NOTIFY. */
  void tell(Channel channel) {
    if (notifies == null) {
      notifies = new ArrayList<>(1);
    }
    notifies.add(channel);
  }

  /** Gives an advisory lock back, if its session has it. */
  void unlock(RowLocks locks, int key) {
    statements.locks().unlock(this, locks.get(key));
  }

  /** DISCARD ALL. */
  void discard() {
    parameters = configured;
    statements.locks().releaseAdvisory(this);
  }

  /** Tells what it is at, and whom it serves. */
  void show(Scene scene, Scene.Kind kind, int among) {
    scene.unit(kind, "", among, phase(), 1);
    Execution served = served();
    if (served != null) {
      State state =
          switch (phase()) {
            case RUNNING -> State.COMPUTES;
            case WAITS_FOR_LOCK -> State.WAITS;
            default -> State.ON_IO;
          };
      served.sit(scene, 0, state);
    }
  }

  private Scene.Phase phase() {
    return switch (life) {
      case REFUSED, STARTS -> Scene.Phase.STARTING;
      case ENDS -> Scene.Phase.EXITING;
      case SERVES ->
          wanted != null
              ? Scene.Phase.WAITS_FOR_LOCK
              : statement != null
                  ? Scene.Phase.RUNNING
                  : idle ? Scene.Phase.IDLE_IN_TRANSACTION : Scene.Phase.IDLE;
    };
  }

  /** For whom it runs a statement, or holds a transaction, or waits; null when nobody has it. */
  Execution served() {
    Connection client = connection.client();
    return client != null ? client.user() : connection.user();
  }
}
