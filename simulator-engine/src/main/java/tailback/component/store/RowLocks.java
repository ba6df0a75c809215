package tailback.component.store;

import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.queueing.Lock;
import tailback.queueing.Meter;

/** The locks of one kind of row, such as the stock of each article. */
public final class RowLocks {

  private final Lock<Connection, Execution>[] locks;
  private final int place;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  RowLocks(Meter meter, int keys, int place, Event<Execution> granted) {
    this.place = place;
    locks = new Lock[keys];
    for (int i = 0; i < keys; i++) {
      locks[i] = new Lock<>(meter, granted);
    }
    meter.addCapacity(keys);
  }

  /** The lock of one row. */
  Lock<Connection, Execution> get(int key) {
    return locks[key];
  }

  /** How many such rows there are. */
  public int keys() {
    return locks.length;
  }

  /** The place of an execution that waits for one of them. */
  int place() {
    return place;
  }
}
