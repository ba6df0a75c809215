package tailback.component.worker;

/** Whoever gives a worker process its work: Gunicorn's listening socket, or a task queue. */
public interface Master {

  /** A process has room for more. */
  void freed(WorkerProcess process);

  /** A process has been killed. */
  void died(WorkerProcess process);
}
