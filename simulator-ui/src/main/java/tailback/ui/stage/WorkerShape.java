package tailback.ui.stage;

import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;

/**
 * What a worker process looks like: its furniture depends on the worker class.
 *
 * @param name of the worker class
 * @param processes worker processes in one replica
 * @param seats threads, or how many requests its room takes
 * @param room whether requests share a room, rather than having a seat each
 * @param baton what the right to run Python is called there; empty where nobody shares it
 */
record WorkerShape(String name, int processes, int seats, boolean room, String baton) {

  static WorkerShape of(Part part, Deployment deployment) {
    Directives set = new Directives(part);
    return switch (part.kind().name()) {
      case "uvicorn" -> uvicorn(set.count("workers", 1), deployment);
      case "node" ->
          new WorkerShape("node", Math.max(1, set.count("cluster", 1)), 4000, true, "loop");
      default -> gunicorn(set, deployment);
    };
  }

  private static WorkerShape gunicorn(Directives set, Deployment deployment) {
    int workers = Math.max(1, set.count("workers", 1));
    int threads = Math.max(1, set.count("threads", 1));
    int connections = set.count("worker_connections", 1000);
    String name = set.word("worker_class");
    return switch (name) {
      case "sync" ->
          threads > 1 // Gunicorn, config.py: more than one thread makes it gthread
              ? new WorkerShape("gthread", workers, threads, false, "GIL")
              : new WorkerShape("sync", workers, 1, false, "");
      case "gthread" -> new WorkerShape(name, workers, threads, false, "GIL");
      case "gevent", "eventlet" -> new WorkerShape(name, workers, connections, true, "hub");
      case "tornado" -> new WorkerShape(name, workers, connections, true, "loop");
      default -> uvicorn(workers, deployment);
    };
  }

  private static WorkerShape uvicorn(int workers, Deployment deployment) {
    for (Part part : deployment.stack()) {
      if (part.kind().role() == Role.FRAMEWORK) {
        String views = new Directives(part).word("views");
        int threads = new Directives(part).count("threadpool", 40);
        if (views.startsWith("sync")) {
          return new WorkerShape("uvicorn, def views", workers, threads, false, "GIL");
        }
      }
    }
    return new WorkerShape("uvicorn", workers, 4000, true, "loop");
  }

  /** How wide a worker is, in its heights. */
  double aspect() {
    return room ? 1.1 : seats == 1 ? 1.6 : 1.3;
  }

  String caption(int replicas) {
    String processesWords =
        (replicas > 1 ? replicas + " × " : "")
            + processes
            + (processes > 1 ? " workers" : " worker");
    String seatsWords = room || seats == 1 ? "" : " × " + seats + " threads";
    return name + " · " + processesWords + seatsWords;
  }
}
