package tailback.component.queue;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Program;
import tailback.component.worker.TaskWorkers;

/**
 * Celery: a queue in a broker and prefork workers, {@code worker_concurrency} child processes a
 * replica. Database connections are closed before and after each task (Celery 5.6,
 * fixups/django.py).
 */
public final class Celery implements TaskQueue {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("celery", Role.QUEUE, Settings.class, Celery::new);

  /** The settings of a Celery worker that this model honours. */
  public record Settings(int workerConcurrency, String broker) {}

  private final TaskWorkers workers;
  private final long publish;

  Celery(Settings settings, Assembly assembly) {
    publish = assembly.cost("celery.publish");
    workers = assembly.shared(assembly.part().name(), () -> new TaskWorkers(assembly));
    workers.add(assembly, settings.workerConcurrency(), "celery");
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
