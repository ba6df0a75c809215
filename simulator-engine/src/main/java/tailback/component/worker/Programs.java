package tailback.component.worker;

import java.util.LinkedHashMap;
import java.util.Map;

/** The programs of all endpoints and tasks of a run, and the executions that run them. */
public final class Programs {

  private final Program[] endpoints;
  private final Map<String, Program> tasks = new LinkedHashMap<>();
  private final ExecutionPool executions;
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
    this.running = running;
    java.util.ArrayList<Program> list = new java.util.ArrayList<>();
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

  /** The tasks of the run. */
  public Tasks running() {
    return running;
  }

  /** The executions of the run. */
  public ExecutionPool executions() {
    return executions;
  }
}
