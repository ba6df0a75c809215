package tailback.component.step;

import java.util.ArrayList;
import java.util.List;
import tailback.component.worker.Operation;

/** The operations of a program, as they are being linked. */
final class Code {

  private final List<Operation> operations = new ArrayList<>();

  /** Adds the next operation. */
  void add(Operation operation) {
    operations.add(operation);
  }

  /** The number of the operation that comes next. */
  int here() {
    return operations.size();
  }

  /** Keeps the place of an operation that needs to know what comes later. */
  int reserve() {
    operations.add(null);
    return operations.size() - 1;
  }

  /** Fills a place that was kept. */
  void set(int place, Operation operation) {
    operations.set(place, operation);
  }

  /** The end of a loop's body, which began at {@code start}. */
  void turn(int depth, int start) {
    add(
        execution -> {
          if (execution.loops().turn(depth)) {
            execution.jump(start);
          }
          return true;
        });
  }

  Operation[] toArray() {
    return operations.toArray(new Operation[0]);
  }
}
