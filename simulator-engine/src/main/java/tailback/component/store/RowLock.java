package tailback.component.store;

import tailback.component.worker.Execution;
import tailback.journal.Scene;
import tailback.journal.State;
import tailback.queueing.Line;

/** One row that transactions lock: who has it, and who waits. */
final class RowLock {

  /** The rows of which it is one. */
  final RowLocks rows;

  /** Which of them. */
  final int key;

  /** Who waits, in order: those ahead of a new version first, then those who have reached it. */
  final Line<Execution> waiting;

  /** Whose transaction, or session, has it; null when it is free. */
  Backend owner;

  /** How often the session has it, and who took it first, of an advisory lock. */
  int held;

  long holder;

  /** Whether that transaction has written the row. */
  boolean changed;

  /** How many versions of it were committed. */
  long versions;

  RowLock(RowLocks rows, int key) {
    this.rows = rows;
    this.key = key;
    waiting = new Line<>(rows.meter(), Integer.MAX_VALUE);
  }

  /** Tells whose transaction has it, and who waits for it, in order. */
  void show(Scene scene) {
    scene.unit(Scene.Kind.ROW, rows.name(), key, Scene.Phase.LOCKED, 1);
    Execution holder = owner.served();
    if (holder != null) {
      holder.sit(scene, 0, State.ON_IO);
    }
    int seat = 1;
    for (Execution each = waiting.first(); each != null; each = waiting.after(each)) {
      each.sit(scene, seat++, State.WAITS);
    }
  }
}
