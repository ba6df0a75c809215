package tailback.component.worker;

import tailback.component.HttpClient;
import tailback.program.Request;
import tailback.queueing.Customer;

/** A background task: a message in a broker, then in the hands of a worker that runs it. */
public final class Task extends Customer implements HttpClient {

  private static final int SERVER_ERROR = 500;

  final Request request;
  Program program;
  boolean open;
  Failed failed;
  private int list;
  private long notBefore;
  private long fetched;
  private int generation;
  private boolean handedOutAgain;

  private final Tasks tasks;

  /** Whoever says what becomes of a task that failed. */
  public interface Failed {

    /**
     * Has it run again, now or later; it is in nobody's hands.
     *
     * @param failure the error of this attempt
     * @return false when it stays a failure
     */
    boolean retries(Task task, int failure);
  }

  Task(Tasks tasks, Request request) {
    this.tasks = tasks;
    this.request = request;
  }

  void begin(int whichList, long time) {
    list = whichList;
    notBefore = time;
    handedOutAgain = false;
  }

  /** Which list of its queue it belongs to, from 0: the first one is served first. */
  public int list() {
    return list;
  }

  /** What it does. */
  public Program program() {
    return program;
  }

  /** When it may begin at the earliest, nanoseconds. */
  public long notBefore() {
    return notBefore;
  }

  /** How often it was run, the present or last time included. */
  public int attempts() {
    return request.attempts();
  }

  /** What the random numbers of this attempt derive from. */
  public long attempt() {
    return request.attempt();
  }

  /** Is now in another wait. */
  public void enter(int place) {
    request.enter(place);
  }

  /**
   * A worker has fetched it.
   *
   * @param now the time, nanoseconds
   * @param dataset which of the broker's: it has another one each time it loses all it has
   */
  public void fetched(long now, int dataset) {
    fetched = now;
    generation = dataset;
  }

  /** When a worker has last fetched it, nanoseconds. */
  public long fetched() {
    return fetched;
  }

  /** From which of the broker's data sets it was fetched. */
  public int dataset() {
    return generation;
  }

  /** Its message is to be handed out again while it is still in the hands of a worker. */
  public void handOutAgain() {
    handedOutAgain = true;
  }

  /** Whether its message was handed out again since it was fetched. */
  public boolean isHandedOutAgain() {
    return handedOutAgain;
  }

  /** It is to run again, but not before that time, nanoseconds. */
  public void again(long time) {
    notBefore = time;
    handedOutAgain = false;
    tasks.again(this);
  }

  /** Fails, of this error, before it is run or while it is. */
  public void fail(int failure) {
    request.failed(failure);
    answered(SERVER_ERROR);
  }

  /** It has been run to its end. */
  @Override
  public void answered(int status) {
    if (status < SERVER_ERROR || !failed.retries(this, request.failureOfAttempt())) {
      tasks.ended(this, status);
    }
  }

  @Override
  public void connected() {}

  @Override
  public void refused() {
    throw new IllegalStateException("a task is not sent over a socket");
  }

  /** The process that ran it has died; its master says what becomes of the task. */
  @Override
  public void reset() {}
}
