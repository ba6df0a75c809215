package tailback.queueing;

/** Somebody to serve in a test. */
final class Job extends Customer {

  final String name;

  Job(String name) {
    this.name = name;
  }

  void giveUp() {
    leaveAll();
  }

  @Override
  public String toString() {
    return name;
  }
}
