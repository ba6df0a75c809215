package tailback.component.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Framework;
import tailback.component.host.Footprint;
import tailback.component.worker.Gunicorn.Settings.WorkerClassName;
import tailback.component.worker.Life.Cause;
import tailback.journal.Scene;
import tailback.program.Request;
import tailback.program.Spelled;
import tailback.queueing.Distribution;

/**
 * Gunicorn: an arbiter that never touches a request, and worker processes that accept from one
 * listening socket which they share.
 *
 * <p>There is no queue in the arbiter. What the workers have not accepted waits in the socket,
 * where every worker may take it, and survives the death of a worker; what they have accepted waits
 * inside one of them, where no other can.
 */
public final class Gunicorn implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>(
          "gunicorn",
          Role.APP_SERVER,
          Settings.class,
          List.of("reload", "restart", "stop", "quit", "start", "kill-worker"),
          Gunicorn::new);

  /** The settings of {@code gunicorn.conf.py} that this model honours. */
  public record Settings(
      WorkerClassName workerClass,
      int workers,
      int threads,
      int workerConnections,
      int backlog,
      Bind bind,
      Duration timeout,
      Duration gracefulTimeout,
      Duration keepalive,
      int maxRequests,
      int maxRequestsJitter,
      boolean preloadApp,
      Distribution boot,
      Distribution bootWait,
      WorkerMemory memory,
      boolean running,
      double version) {

    /** The first release without the eventlet worker. */
    private static final double WITHOUT_EVENTLET = 26.0;

    /** Refuses what that release does not have. */
    public Settings {
      if (workerClass == WorkerClassName.EVENTLET && version >= WITHOUT_EVENTLET) {
        throw new IllegalArgumentException(
            "version " + version + " has no eventlet worker: it was removed in 26.0");
      }
    }

    /** What {@code worker_class} may name. */
    public enum WorkerClassName implements Spelled {
      SYNC("gunicorn.workers.sync.SyncWorker"),
      GTHREAD("gunicorn.workers.gthread.ThreadWorker"),
      GEVENT("gunicorn.workers.ggevent.GeventWorker"),
      EVENTLET("gunicorn.workers.geventlet.EventletWorker"),
      TORNADO("gunicorn.workers.gtornado.TornadoWorker"),
      UVICORN("uvicorn.workers.UvicornWorker", "uvicorn_worker.UvicornWorker");

      private final List<String> spellings;

      WorkerClassName(String... paths) {
        spellings = List.of(paths);
      }

      @Override
      public List<String> spellings() {
        return spellings;
      }
    }

    /** The family of the listening socket. */
    public enum Bind {
      TCP,
      UNIX
    }
  }

  /**
   * From this release on a sync worker answers 500 when a signal ends it, and the arbiter leaves a
   * worker alone until its first beat (Gunicorn 22.0, workers/sync.py, workers/workertmp.py).
   */
  private static final double ABORT_ANSWERED = 22.0;

  private final int connections;
  private final SharedSocket socket;
  private final Arbiter arbiter;
  private final List<WorkerProcess> processes = new ArrayList<>();
  private final Stalls stalls;
  private final Footprint footprint;
  private final boolean accounts;
  private final String part;

  Gunicorn(Settings settings, Assembly assembly) {
    part = assembly.part().name();
    stalls = new Stalls(part);
    accounts = settings.memory() != null;
    footprint = new Footprint(part, assembly.simulation(), assembly.host().memory());
    Framework framework = assembly.framework();
    WorkerClass row = WorkerClass.of(settings.workerClass(), framework, settings.version());
    int threads = row.threads(settings);
    connections = row.connections(settings);
    int workers = settings.workers();
    socket =
        new SharedSocket(assembly, row, connections, workers, settings.backlog(), settings.bind());
    boolean answersAborted =
        settings.version() >= ABORT_ANSWERED && settings.workerClass() == WorkerClassName.SYNC;
    int aborted = assembly.failure("500 Internal Server Error");
    Supplier<WorkerProcess> another =
        assembly.later(
            () -> {
              WorkerProcess process =
                  new WorkerProcess(assembly, part, row, threads, framework, arbiter(), stalls);
              process.keepalive(settings.keepalive().toNanos(), assembly);
              process.life().immuneWhileBooting(settings.version() >= ABORT_ANSWERED);
              if (answersAborted) {
                process.answersInterrupted(aborted);
              }
              if (settings.memory() != null) {
                process.heap(heap(process, settings, assembly));
              }
              processes.add(process);
              return process;
            });
    arbiter = new Arbiter(settings, assembly, socket, footprint, another);
    if (settings.running() && assembly.startsUp()) {
      arbiter.beUp(assembly.stream("arbiter"));
    } else {
      arbiter.beDown();
    }
  }

  private Heap heap(WorkerProcess process, Settings settings, Assembly assembly) {
    return new Heap(
        settings.memory(),
        settings.preloadApp(),
        assembly.endpoints(),
        footprint,
        () -> process.life().kill(Cause.OUT_OF_MEMORY));
  }

  private Master arbiter() {
    return arbiter;
  }

  @Override
  public Exchange receive(Request request, HttpClient client) {
    return socket.receive(request, client);
  }

  @Override
  public boolean isUp() {
    for (WorkerProcess process : processes) {
      if (process.life().accepts()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void perform(String action) {
    switch (action) {
      case "reload" -> arbiter.reload();
      case "restart" -> {
        arbiter.stop(true);
        arbiter.start();
      }
      case "stop" -> arbiter.stop(true);
      case "quit" -> arbiter.stop(false);
      case "start" -> arbiter.start();
      case "kill-worker" -> arbiter.killWorker();
      default -> throw new IllegalArgumentException(action);
    }
  }

  @Override
  public void show(Scene scene) {
    arbiter.show(scene, connections);
  }

  @Override
  public void reset() {
    arbiter.reset();
    socket.reset();
    stalls.reset();
    footprint.reset();
    for (WorkerProcess process : processes) {
      process.reset();
    }
  }

  @Override
  public void count(Tally tally) {
    tally.add(part + ".kills", arbiter.kills());
    if (arbiter.kills() > 0) {
      tally.first(part + ".kills", arbiter.firstKill());
    }
    arbiter.count(tally);
    socket.count(tally);
    for (WorkerProcess process : processes) {
      process.count(tally, part);
    }
    stalls.count(tally);
    if (accounts) {
      footprint.count(tally);
    }
  }
}
