package tailback.component.queue;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Program;
import tailback.component.worker.TaskWorkers;

/**
 * RQ: a queue in Redis and workers that fork a work-horse for every job (RQ 2.10, worker.py), so
 * even an empty job costs a fork.
 */
public final class Rq implements TaskQueue {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND = new Kind<>("rq", Role.QUEUE, Settings.class, Rq::new);

  /** How many RQ workers there are. */
  public record Settings(int workers, String broker) {}

  private final TaskWorkers workers;
  private final long publish;

  Rq(Settings settings, Assembly assembly) {
    publish = assembly.cost("rq.publish");
    workers = assembly.shared(assembly.part().name(), () -> new TaskWorkers(assembly));
    workers.add(assembly, settings.workers(), "rq");
  }

  @Override
  public void enqueue(Program task, long number) {
    workers.enqueue(task, number);
  }

  @Override
  public long publish() {
    return publish;
  }
}
