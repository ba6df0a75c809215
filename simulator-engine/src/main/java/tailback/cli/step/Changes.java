package tailback.cli.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tailback.cli.report.Quantity;
import tailback.experiment.Playback;
import tailback.journal.Frame;

/** What is different between two stops: who came, went and moved, and which levels changed. */
final class Changes {

  private static final int FEW = 8;

  private final Playback playback;
  private final Naming naming;
  private final StringBuilder text = new StringBuilder();

  Changes(Playback playback, Naming naming) {
    this.playback = playback;
    this.naming = naming;
  }

  /** From the one moment to the other, which may lie before it. */
  String between(Frame before, Frame after) {
    long events = after.event - before.event;
    text.append("since ").append(naming.time(before.time));
    text.append(": ").append(Quantity.nanos(after.time - before.time));
    text.append(", ").append(Quantity.count(events)).append(events == 1 ? " event" : " events");
    text.append('\n');
    Map<String, Integer> there = index(before);
    Map<String, Integer> here = index(after);
    List<String> came = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    here.forEach(
        (who, now) -> {
          Integer then = there.get(who);
          if (then == null) {
            came.add(who + " at " + naming.place(after.place[now]));
          } else if (before.place[then] != after.place[now]) {
            moved.add(
                who
                    + "  "
                    + naming.place(before.place[then])
                    + " → "
                    + naming.place(after.place[now]));
          }
        });
    List<String> went = there.keySet().stream().filter(who -> !here.containsKey(who)).toList();
    list("came", came);
    list("moved", moved);
    list("gone", went);
    levels(before, after);
    return text.toString();
  }

  private Map<String, Integer> index(Frame frame) {
    Map<String, Integer> index = new java.util.LinkedHashMap<>();
    for (int i = 0; i < frame.requests; i++) {
      index.put(naming.who(frame, i), i);
    }
    return index;
  }

  private void list(String what, List<String> all) {
    for (int i = 0; i < all.size() && i < FEW; i++) {
      text.append(String.format("  %-6s %s%n", i == 0 ? what : "", all.get(i)));
    }
    if (all.size() > FEW) {
      text.append("         and ").append(all.size() - FEW).append(" more\n");
    }
  }

  private void levels(Frame before, Frame after) {
    List<String> names = playback.resources();
    Map<String, String> changed = new HashMap<>();
    int shared = Math.min(before.resources, after.resources);
    for (int i = 0; i < shared; i++) {
      String line =
          change("in use", before.busy[i], after.busy[i])
              + change("waiting", before.waiting[i], after.waiting[i])
              + change("capacity", before.capacity[i], after.capacity[i])
              + change("refused", before.rejected[i], after.rejected[i]);
      if (!line.isEmpty()) {
        changed.put(names.get(i), line);
      }
    }
    for (String name : names) {
      if (changed.containsKey(name)) {
        text.append(String.format("  %-24s%s%n", name, changed.get(name)));
      }
    }
  }

  private static String change(String what, long before, long after) {
    return before == after
        ? ""
        : "  " + what + " " + Quantity.count(before) + " → " + Quantity.count(after);
  }
}
