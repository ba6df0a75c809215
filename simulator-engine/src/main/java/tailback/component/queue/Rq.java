package tailback.component.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Program;
import tailback.component.worker.Task;
import tailback.component.worker.TaskProcess;
import tailback.component.worker.Tasks;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Stream;

/**
 * RQ: a queue in Redis and workers that fork a work-horse for every job (RQ 2.10, worker.py), so
 * even an empty job costs a fork, and the import of whatever its module needs that the worker has
 * not imported.
 */
public final class Rq implements TaskQueue {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND = new Kind<>("rq", Role.QUEUE, Settings.class, Rq::new);

  /** How many RQ workers there are, and what a job may take. */
  public record Settings(int workers, Duration jobImport, Duration defaultTimeout, String broker) {}

  private final Tasks tasks;
  private final Broker broker;
  private final long publish;
  private final List<Worker> workers = new ArrayList<>();

  Rq(Settings settings, Assembly assembly) {
    tasks = assembly.programs().running();
    publish = assembly.cost("rq.publish");
    broker = assembly.shared(assembly.part().name(), () -> new Broker(assembly));
    int killed = assembly.failure("rq.timeouts.JobTimeoutException");
    for (int i = 0; i < settings.workers(); i++) {
      int number = assembly.replica() * settings.workers() + i;
      Worker worker = new Worker(settings, assembly, number, killed);
      workers.add(worker);
      worker.ask();
    }
  }

  /** A worker: takes a job, has a work-horse run it, takes the next. */
  private final class Worker implements Broker.Consumer, TaskProcess.Owner {
    private final TaskProcess horse;
    private final long spread;
    private final Stream starts;
    private final Event<Void> started;
    private long jobs;

    Worker(Settings settings, Assembly assembly, int number, int killed) {
      spread = assembly.cost("rq.start");
      starts = assembly.stream("start " + number);
      started = assembly.event("job starts", nobody -> begin());
      horse = new TaskProcess(assembly, "rq", this, number, 0);
      horse.before(settings.jobImport().toNanos());
      horse.limit(settings.defaultTimeout().toNanos(), killed);
    }

    void ask() {
      broker.pop(this);
    }

    @Override
    public void delivered(Task job) {
      horse.give(job);
      started.in(starts.of(jobs++).nextExponential(spread), null);
    }

    private void begin() {
      horse.run();
    }

    @Override
    public void over(TaskProcess same) {
      if (!same.replaced()) {
        ask();
      }
    }

    @Override
    public void forked(TaskProcess same) {
      ask();
    }
  }

  @Override
  public void enqueue(Program program, long number, int row) {
    broker.push(tasks.begin(program, number, row, broker.place()));
  }

  @Override
  public void show(Scene scene) {
    workers.forEach(worker -> worker.horse.show(scene));
  }

  @Override
  public boolean usesRedis() {
    return true;
  }

  @Override
  public long publish() {
    return publish;
  }
}
