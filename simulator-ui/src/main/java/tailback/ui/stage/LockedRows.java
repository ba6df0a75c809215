package tailback.ui.stage;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.program.Step;

/** How many rows of each kind the programs of a deployment lock. */
final class LockedRows {

  private final Map<String, Integer> keys = new HashMap<>();

  LockedRows(Deployment deployment) {
    look(List.copyOf(deployment.endpoints().values()));
    look(List.copyOf(deployment.tasks().values()));
  }

  /** Rows of a kind; one where no step says. */
  int of(String row) {
    return keys.getOrDefault(row, 1);
  }

  private void look(Object in) {
    if (in instanceof Collection<?> all) {
      all.forEach(this::look);
      return;
    }
    if (!in.getClass().isRecord()) {
      return; // a condition, or a word
    }
    if (in instanceof Step.Lock lock) {
      keys.merge(lock.row(), lock.keys(), Math::max);
    } else if (in instanceof Step.Query query && query.row() != null) {
      keys.merge(query.row(), query.keys(), Math::max);
    } else if (in instanceof Step.AdvisoryLock lock) {
      keys.merge(lock.key(), lock.keys(), Math::max);
    }
    for (RecordComponent part : in.getClass().getRecordComponents()) {
      if (Collection.class.isAssignableFrom(part.getType()) && read(in, part) != null) {
        look(read(in, part));
      }
    }
  }

  private static Object read(Object from, RecordComponent part) {
    try {
      return part.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      return null; // not public: nothing to look at
    }
  }
}
