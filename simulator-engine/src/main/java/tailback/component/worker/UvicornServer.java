package tailback.component.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Framework;
import tailback.component.host.Footprint;
import tailback.component.worker.Gunicorn.Settings.Bind;
import tailback.component.worker.Life.Cause;
import tailback.journal.Scene;
import tailback.program.Request;
import tailback.queueing.Distribution;

/**
 * Uvicorn by itself: asyncio loops that accept whatever comes and make a task of each request, so
 * overload slows all of them; only {@code limit_concurrency} sends requests away. Nobody kills a
 * worker whose loop is blocked.
 */
public final class UvicornServer implements HttpServer {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>(
          "uvicorn",
          Role.APP_SERVER,
          Settings.class,
          List.of("reload", "restart", "stop", "start", "kill-worker"),
          UvicornServer::new);

  /** The options of the command that this model honours. */
  public record Settings(
      int workers,
      int backlog,
      Bind bind,
      int limitConcurrency,
      int limitMaxRequests,
      Duration timeoutKeepAlive,
      Duration timeoutGracefulShutdown,
      Distribution boot,
      Distribution bootWait,
      WorkerMemory memory,
      boolean running) {

    /** What a worker that leaves has to finish its tasks, nanoseconds. */
    long patience() {
      return timeoutGracefulShutdown == null ? Long.MAX_VALUE : timeoutGracefulShutdown.toNanos();
    }
  }

  private final SharedSocket socket;
  private final Supervisor supervisor;
  private final List<WorkerProcess> processes = new ArrayList<>();
  private final Stalls stalls;
  private final Footprint footprint;
  private final boolean accounts;
  private final String part;

  UvicornServer(Settings settings, Assembly assembly) {
    part = assembly.part().name();
    stalls = new Stalls(part);
    accounts = settings.memory() != null;
    footprint = new Footprint(part, assembly.simulation(), assembly.host().memory());
    Framework framework = assembly.framework();
    WorkerClass row = WorkerClass.uvicorn(framework);
    Drain drain = new Drain(false, false, settings.timeoutGracefulShutdown() != null, false, false);
    int unavailable = assembly.failure("503 Service Unavailable");
    assembly.meter(part + ".hub"); // one of the two is idle: it depends on the views
    assembly.meter(assembly.host().name() + ".gil");
    socket =
        new SharedSocket(
            assembly,
            row,
            WorkerClass.UNLIMITED,
            settings.workers(),
            settings.backlog(),
            settings.bind());
    Function<Master, WorkerProcess> another =
        master -> {
          WorkerProcess process =
              new WorkerProcess(assembly, part, row, row.threads(null), framework, master, stalls);
          process.keepalive(settings.timeoutKeepAlive().toNanos(), assembly);
          process.life().drain(drain);
          if (settings.limitConcurrency() > 0) {
            process.limitConcurrency(settings.limitConcurrency(), unavailable);
          }
          if (accounts) {
            process.heap(
                new Heap(
                    settings.memory(),
                    false,
                    assembly.endpoints(),
                    footprint,
                    () -> process.life().kill(Cause.OUT_OF_MEMORY)));
          }
          processes.add(process);
          return process;
        };
    supervisor = new Supervisor(settings, assembly, socket, footprint, another);
  }

  @Override
  public Exchange receive(Request request, HttpClient client) {
    return socket.receive(request, client);
  }

  @Override
  public boolean isUp() {
    return processes.stream().anyMatch(process -> process.life().accepts());
  }

  @Override
  public void perform(String action) {
    switch (action) {
      case "reload" -> supervisor.reload();
      case "restart" -> {
        supervisor.stop();
        supervisor.start();
      }
      case "stop" -> supervisor.stop();
      case "start" -> supervisor.start();
      case "kill-worker" -> supervisor.killWorker();
      default -> throw new IllegalArgumentException(action);
    }
  }

  @Override
  public void show(Scene scene) {
    processes.forEach(each -> each.show(scene, Scene.Kind.WORKER, each.place(), 0));
  }

  @Override
  public void reset() {
    stalls.reset();
    socket.reset();
    footprint.reset();
    processes.forEach(WorkerProcess::reset);
  }

  @Override
  public void count(Tally tally) {
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
