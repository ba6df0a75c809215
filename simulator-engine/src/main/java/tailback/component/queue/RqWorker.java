package tailback.component.queue;

import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.component.worker.TaskProcess;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Stream;

/**
 * A worker of RQ: takes a job, has a work-horse run it, takes the next. Without Redis it tries to
 * connect again, after 1, 2, 4 … 60 s (RQ 2.10, worker.py, dequeue_job_and_maintain_ttl); a
 * work-horse that runs goes on.
 */
final class RqWorker implements Broker.Consumer, TaskProcess.Owner {

  private static final int LONGEST_WAIT = 60;
  private static final int DOUBLINGS = 6;

  private final Broker broker;
  private final Reconnection reconnection;
  private final TaskProcess horse;
  private final long spread;
  private final int abandoned;
  private final Stream starts;
  private final Event<Void> started;
  private final Boot boot;
  private boolean there;
  private boolean stopping;
  private boolean connected;
  private boolean busy;
  private long jobs;

  RqWorker(Rq.Settings settings, Assembly assembly, Broker broker, int number) {
    this.broker = broker;
    spread = assembly.cost("rq.start");
    boot = new Boot(assembly, settings.boot(), settings.stopTimeout(), this::onUp, this::end);
    starts = assembly.stream("start " + number);
    started = assembly.event("job starts", nobody -> begin());
    abandoned = assembly.failure("rq.exceptions.AbandonedJobError");
    reconnection = new Reconnection(assembly, broker, RqWorker::reconnects, this::ask);
    horse = new TaskProcess(assembly, "rq", this, number, 0);
    horse.before(settings.jobImport().toNanos());
    horse.limit(
        settings.defaultTimeout().toNanos(), assembly.failure("rq.timeouts.JobTimeoutException"));
    broker.add(this);
    there = assembly.startsUp();
    if (there) {
      ask();
    } else {
      horse.unborn();
    }
  }

  /** Tells what its work-horse is at. */
  void show(Scene scene) {
    horse.show(scene);
  }

  static long reconnects(int attempts) {
    return Math.min(1L << Math.min(attempts - 1, DOUBLINGS), LONGEST_WAIT);
  }

  // ---- jobs

  /** Takes the next job, or tries to connect. */
  private void ask() {
    if (!there || stopping || busy) {
      return;
    }
    connected = broker.isUp();
    if (connected) {
      broker.pop(this);
    } else {
      reconnection.begin();
    }
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  /** BLMOVE or BLPOP for 405 s (RQ 2.10, worker.py, dequeue_timeout). */
  @Override
  public boolean asksEverySecond() {
    return false;
  }

  @Override
  public void disconnected() {
    if (connected) {
      connected = false;
      if (!busy) {
        reconnection.begin();
      }
    }
  }

  @Override
  public void delivered(Task job) {
    busy = true;
    horse.give(job);
    started.in(starts.of(jobs++).nextExponential(spread), null);
  }

  private void begin() {
    horse.run();
  }

  @Override
  public void over(TaskProcess same) {
    if (!same.replaced()) {
      free();
    }
  }

  @Override
  public void forked(TaskProcess same) {
    free();
  }

  private void free() {
    busy = false;
    if (stopping) {
      end();
    } else {
      ask();
    }
  }

  // ---- its life

  /** SIGTERM: it ends with the job that it runs; SIGKILL when that takes too long. */
  void stop() {
    boot.cancel();
    if (!there || stopping) {
      return;
    }
    stopping = true;
    connected = false;
    broker.leave(this);
    if (busy) {
      boot.stops();
    } else {
      end();
    }
  }

  private void end() {
    boot.stopped();
    there = false;
    stopping = false;
    busy = false;
    Task had = horse.crash();
    if (had != null) {
      had.fail(abandoned);
    }
  }

  /** It is to be there, in a while. */
  void start() {
    if (!there) {
      boot.start();
    }
  }

  private void onUp() {
    there = true;
    busy = true; // until its process is there
    horse.fork();
  }

  /** Whether it takes jobs. */
  boolean isUp() {
    return there && !stopping;
  }
}
