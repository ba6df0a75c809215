package tailback.component.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs of all endpoints and tasks of a run, and the executions that run them. */
public final class Programs {

  private final Program[] endpoints;
  private final Map<String, Program> tasks = new LinkedHashMap<>();
  private final ExecutionPool executions;
  private final List<Runnable> executors = new ArrayList<>();
  private boolean needExecutors;
  private final Tasks running;

  /**
   * Programs yet to be linked.
   *
   * @param endpoints names of endpoints, by number
   * @param tasks names of tasks
   * @param running the tasks of the run
   */
  public Programs(
      Iterable<String> endpoints, Iterable<String> tasks, ExecutionPool executions, Tasks running) {
    this.executions = executions;
    executions.programs(this);
    this.running = running;
    List<Program> list = new ArrayList<>();
    endpoints.forEach(name -> list.add(new Program(name, list.size())));
    this.endpoints = list.toArray(new Program[0]);
    tasks.forEach(name -> this.tasks.put(name, new Program(name, list.size() + this.tasks.size())));
  }

  /** What an endpoint does, by its number. */
  public Program endpoint(int number) {
    return endpoints[number];
  }

  /** What a task does. */
  public Program task(String name) {
    return tasks.get(name);
  }

  /** How a worker process makes its executor, should a program hand anything to it. */
  void executor(Runnable make) {
    if (needExecutors) {
      make.run();
    } else {
      executors.add(make);
    }
  }

  /** A program hands something to the executor of its process: each process has one. */
  public void needExecutors() {
    needExecutors = true;
    executors.forEach(Runnable::run);
    executors.clear();
  }

  /** The tasks of the run. */
  public Tasks running() {
    return running;
  }

  /** The executions of the run. */
  public ExecutionPool executions() {
    return executions;
  }
}
