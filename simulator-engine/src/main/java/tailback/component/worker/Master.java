package tailback.component.worker;

/** Whoever gives a worker process its work: Gunicorn's arbiter, or a task queue. */
public interface Master {

  /** A process has room for more. */
  void freed(WorkerProcess process);

  /** A process has imported its application, and takes requests. */
  void up(WorkerProcess process);

  /** A process has closed its copy of the listening socket. */
  void closed(WorkerProcess process);

  /** A process has begun the last request that it may, its {@code max_requests}. */
  void spent(WorkerProcess process);

  /** A process is gone, for the reason that its {@link WorkerProcess#life} knows. */
  void died(WorkerProcess process);
}
