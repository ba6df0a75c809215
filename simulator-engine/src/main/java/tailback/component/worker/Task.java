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
  private long fetched;

  private final Tasks tasks;

  Task(Tasks tasks, Request request) {
    this.tasks = tasks;
    this.request = request;
  }

  /** Is now in another wait. */
  public void enter(int place) {
    request.enter(place);
  }

  /** A worker has fetched it, at this time, nanoseconds. */
  public void fetched(long now) {
    fetched = now;
  }

  /** When a worker has last fetched it, nanoseconds. */
  public long fetched() {
    return fetched;
  }

  /** Fails, of this error, before it is run or while it is. */
  public void fail(int failure) {
    request.failed(failure);
    tasks.ended(this, SERVER_ERROR);
  }

  /** It has been run to its end. */
  @Override
  public void answered(int status) {
    tasks.ended(this, status);
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
