package tailback.cli.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.cli.report.Quantity;
import tailback.experiment.Playback;
import tailback.journal.Frame;

/** What is different between two stops: who came, went and moved, and which levels changed. */
final class Changes {

  private static final int FEW = 5;

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
    Map<String, List<String>> came = new LinkedHashMap<>();
    Map<String, List<String>> moved = new LinkedHashMap<>();
    Map<String, List<String>> gone = new LinkedHashMap<>();
    here.forEach(
        (who, now) -> {
          Integer then = there.get(who);
          String to = naming.place(after.place[now]);
          if (then == null) {
            group(came, "to " + to, who);
          } else if (before.place[then] != after.place[now]) {
            group(moved, naming.place(before.place[then]) + " → " + to, who);
          }
        });
    there.forEach(
        (who, then) -> {
          if (!here.containsKey(who)) {
            group(gone, "from " + naming.place(before.place[then]), who);
          }
        });
    list("came", came);
    list("moved", moved);
    list("gone", gone);
    levels(before, after);
    return text.toString();
  }

  private Map<String, Integer> index(Frame frame) {
    Map<String, Integer> index = new LinkedHashMap<>();
    for (int i = 0; i < frame.requests; i++) {
      index.put(naming.who(frame, i), i);
    }
    return index;
  }

  private static void group(Map<String, List<String>> groups, String key, String who) {
    groups.computeIfAbsent(key, unknown -> new ArrayList<>()).add(who);
  }

  private void list(String what, Map<String, List<String>> groups) {
    String first = what;
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      List<String> who = group.getValue();
      String named = String.join(" ", who.subList(0, Math.min(FEW, who.size())));
      String more = who.size() > FEW ? " … " + Quantity.count(who.size()) + " in all" : "";
      text.append(String.format("  %-6s %s: %s%s%n", first, group.getKey(), named, more));
      first = "";
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
