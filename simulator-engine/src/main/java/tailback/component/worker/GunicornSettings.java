package tailback.component.worker;

import java.time.Duration;
import tailback.queueing.Distribution;

/** The settings of {@code gunicorn.conf.py} that this model honours. */
public record GunicornSettings(
    WorkerClassName workerClass,
    int workers,
    int threads,
    int workerConnections,
    int backlog,
    Bind bind,
    Duration timeout,
    Distribution boot) {

  /** What {@code worker_class} may name. */
  public enum WorkerClassName {
    SYNC,
    GTHREAD,
    GEVENT,
    EVENTLET,
    TORNADO,
    UVICORN
  }

  /** The family of the listening socket. */
  public enum Bind {
    TCP,
    UNIX
  }
}
