package tailback.component.worker;

import tailback.program.Payload;

/** What an endpoint or a background task does: a flat list of operations, the last one ends it. */
public final class Program {

  private final String name;
  private final int number;
  private Operation[] operations = {};
  private Payload payload = Payload.NONE;

  /**
   * A program that is yet to be linked.
   *
   * @param number of the endpoint or task; tasks are numbered after the endpoints
   */
  public Program(String name, int number) {
    this.name = name;
    this.number = number;
  }

  /** The number of the endpoint or task. */
  public int number() {
    return number;
  }

  /** The endpoint or the task. */
  public String name() {
    return name;
  }

  /** Replaces what it does; executions under way go on as they began. */
  public void replace(Operation[] linked, Payload about) {
    operations = linked;
    payload = about;
  }

  /** The bytes that it is about. */
  public Payload payload() {
    return payload;
  }

  Operation[] operations() {
    return operations;
  }
}
