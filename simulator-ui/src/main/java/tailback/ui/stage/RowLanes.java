package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import tailback.journal.Frame;
import tailback.journal.Scene;

/**
 * Which row that is waited for has which lane. A row keeps its lane as long as somebody waits for
 * it, so that nobody is seen moving meanwhile.
 */
final class RowLanes {

  private final Plan plan;
  private final List<Lane> lanes = new ArrayList<>();
  private final LongIndex regionOf = new LongIndex();
  private final List<Row> contested = new ArrayList<>();
  private long round;

  /** Two regions of the stage: who has the row, and who waits for it. */
  private record Lane(String part, Region owner, Region waiting) {}

  /** A row that is waited for, and its lane; -1: it has none of its own. */
  private static final class Row {
    private final String part;
    private final String name;
    private final int number;
    private final int lane;
    private long seen;

    private Row(String part, String name, int number, int lane) {
      this.part = part;
      this.name = name;
      this.number = number;
      this.lane = lane;
    }
  }

  RowLanes(Plan plan) {
    this.plan = plan;
    for (Region region : plan.regions()) {
      if (region.thing().equals("owner")) {
        Region waiting = plan.regions().get(region.id() + 1);
        lanes.add(new Lane(region.part(), region, waiting));
      }
    }
  }

  /** Reads who has which row and who waits for it; tells the picture how many there are. */
  void read(Frame frame, Picture picture) {
    regionOf.clear();
    picture.rows(plan.regions().size());
    if (plan.regions().stream().noneMatch(region -> region.thing().equals("lock"))) {
      return;
    }
    round++;
    int first = 0;
    for (int u = 0; u < frame.units; u++) {
      if (frame.kindOf(u) != Scene.Kind.ROW) {
        continue;
      }
      while (first < frame.seats && frame.unit[first] < u) {
        first++;
      }
      int end = first;
      while (end < frame.seats && frame.unit[end] == u) {
        end++;
      }
      row(frame, u, first, end, picture);
    }
    contested.removeIf(row -> row.seen != round);
  }

  private void row(Frame frame, int u, int first, int end, Picture picture) {
    Region all = plan.region(frame.part[u], "lock");
    if (all == null) {
      return;
    }
    picture.rowsHeld[all.id()]++;
    int waiting = 0;
    for (int s = first; s < end; s++) {
      waiting += frame.seat[s] > 0 ? 1 : 0;
    }
    if (waiting == 0) {
      return;
    }
    Row row = find(frame, u);
    row.seen = round;
    if (row.lane < 0) {
      return;
    }
    Lane lane = lanes.get(row.lane);
    picture.rowName[lane.waiting.id()] = row.name + (row.number > 0 ? " " + row.number : "");
    picture.rowWaiting[lane.waiting.id()] = waiting;
    for (int s = first; s < end; s++) {
      if (frame.seat[s] > 0) {
        regionOf.put(Who.in(frame, s), lane.waiting.id());
      } else {
        picture.owns(Who.in(frame, s), lane.owner.id());
      }
    }
  }

  private Row find(Frame frame, int u) {
    boolean[] taken = new boolean[lanes.size()];
    for (Row row : contested) {
      if (row.number == frame.number[u]
          && row.name.equals(frame.name[u])
          && row.part.equals(frame.part[u])) {
        return row;
      }
      if (row.lane >= 0) {
        taken[row.lane] = true;
      }
    }
    int free = -1;
    for (int i = lanes.size() - 1; i >= 0; i--) {
      free = !taken[i] && lanes.get(i).part.equals(frame.part[u]) ? i : free;
    }
    Row row = new Row(frame.part[u], frame.name[u], frame.number[u], free);
    contested.add(row);
    return row;
  }

  /** The region of the lane in which somebody waits; -1: in none. */
  int of(long who) {
    return regionOf.get(who);
  }
}
