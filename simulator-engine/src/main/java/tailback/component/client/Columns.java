package tailback.component.client;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The columns of all recordings that drive the traffic, one recording after the other, so that a
 * request needs one row number to find its values.
 */
public final class Columns {

  private final Map<String, long[]> byName = new LinkedHashMap<>();
  private final Map<String, Integer> offsets = new LinkedHashMap<>();

  /** The columns of the recordings of these groups of clients. */
  public Columns(Map<String, TrafficSettings> traffic) {
    int rows = 0;
    for (Map.Entry<String, TrafficSettings> group : traffic.entrySet()) {
      if (group.getValue().arrivals() instanceof Arrivals.Trace trace) {
        offsets.put(group.getKey(), rows);
        Recording recording = trace.recording();
        rows += recording.at().length;
        for (int c = 0; c < recording.columns().size(); c++) {
          append(recording.columns().get(c), recording.values()[c], rows);
        }
      }
    }
  }

  private void append(String name, long[] values, int rows) {
    long[] known = byName.get(name);
    long[] longer = new long[rows];
    Arrays.fill(longer, -1);
    if (known != null) {
      System.arraycopy(known, 0, longer, 0, known.length);
    }
    System.arraycopy(values, 0, longer, rows - values.length, values.length);
    byName.put(name, longer);
  }

  /** Columns by name, nanoseconds; -1 where a recording has no value. */
  public Map<String, long[]> byName() {
    return byName;
  }

  /** Where the rows of a group's recording begin; 0 for a group without one. */
  public int offset(String group) {
    return offsets.getOrDefault(group, 0);
  }
}
