package tailback.component.worker;

import java.util.Arrays;
import tailback.journal.Scene;
import tailback.journal.State;

/** The executions that live in a process: running, waiting inside, closing; in no order. */
final class LiveExecutions {

  private Execution[] live = new Execution[8];
  private int count;
  private int branches;

  void add(Execution execution) {
    if (count == live.length) {
      live = Arrays.copyOf(live, 2 * count);
    }
    execution.liveIndex = count;
    live[count++] = execution;
  }

  void remove(Execution execution) {
    Execution last = live[--count];
    live[count] = null;
    if (last != execution) {
      live[execution.liveIndex] = last;
      last.liveIndex = execution.liveIndex;
    }
  }

  /** The one that came last, or has taken the place of one that is gone. */
  Execution last() {
    return live[count - 1];
  }

  int count() {
    return count;
  }

  /** So many more of them are branches of others. */
  void branches(int more) {
    branches += more;
  }

  /** All branches are gone. */
  void noBranches() {
    branches = 0;
  }

  /** How many of them came over a connection: all but the branches. */
  int connections() {
    return count - branches;
  }

  /** Tells where each of them sits, and what it does. */
  void show(Scene scene) {
    for (int i = 0; i < count; i++) {
      Execution each = live[i];
      each.sit(scene, each.slot, doing(each, scene));
    }
  }

  private static State doing(Execution execution, Scene scene) {
    return switch (execution.state) {
      case QUEUED, WAITS_FOR_THREAD, READY -> State.WAITS;
      case GRANTED, COMPUTES, CLOSING -> State.COMPUTES;
      case COMPUTES_OUTSIDE -> State.BLOCKED;
      case FORKED, IDLE -> State.ON_IO;
      case ELSEWHERE -> elsewhere(execution, scene);
    };
  }

  private static State elsewhere(Execution execution, Scene scene) {
    if (execution.blockedSince >= 0) {
      return State.BLOCKED;
    }
    if (execution.request != null) {
      return scene.in(execution.request.place());
    }
    if (execution.branches().parent() != null && execution.unwritten() >= 0) {
      return scene.in(execution.unwritten());
    }
    return execution.waiting() ? State.WAITS : State.ON_IO;
  }
}
