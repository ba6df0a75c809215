package tailback.cli.step;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tailback.cli.report.Ink;
import tailback.cli.report.Quantity;
import tailback.component.Part;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.journal.Scene;
import tailback.journal.State;

/**
 * The stack as text: front to back each part with its queues, its workers and who is in them, its
 * connections and locked rows. Where there are many they are counted.
 */
final class StackPicture {

  /** So many are named one by one. */
  private static final int FEW = 24;

  private static final int NAMES = 16;

  private final Playback playback;
  private final Naming naming;
  private final Ink ink;
  private final int width;
  private final Frame frame;
  private final Occupancy occupancy;
  private final StringBuilder text = new StringBuilder();

  StackPicture(Playback playback, Naming naming, Ink ink, int width) {
    this.playback = playback;
    this.naming = naming;
    this.ink = ink;
    this.width = width;
    frame = playback.frame();
    occupancy = new Occupancy(frame, naming);
  }

  /** All of it. */
  String whole() {
    Map<State, Integer> states = new EnumMap<>(State.class);
    for (int i = 0; i < frame.requests; i++) {
      states.merge(frame.stateOf(i), 1, Integer::sum);
    }
    text.append(frame.requests).append(" under way").append(frame.requests > 0 ? ": " : "");
    text.append(counts(states)).append('\n');
    header("clients", "");
    places(place -> place.startsWith("network") || place.startsWith("retry."), Set.of());
    for (Part part : playback.scenario().deployment().stack()) {
      part(part.name(), part.replicas() > 1 || part.autoscale() != null);
    }
    return text.toString();
  }

  /** One part or host in full. */
  String part(String name) {
    header(name, levels(name));
    return text + new PartPicture(naming, occupancy).of(name);
  }

  private void part(String name, boolean replicas) {
    header(name, levels(name));
    places(place -> place.startsWith(name + "."), occupancy.inside(name));
    List<Integer> units = occupancy.units(name);
    workers(units, replicas);
    connections(units, Scene.Kind.SERVER);
    connections(units, Scene.Kind.CONNECTION);
    units.stream().filter(unit -> frame.kindOf(unit) == Scene.Kind.ROW).forEach(this::row);
  }

  private void header(String name, String about) {
    int used = name.length() + about.length() + (about.isEmpty() ? 1 : 3);
    text.append(ink.bold(name)).append(' ').append(ink.dim("─".repeat(Math.max(2, width - used))));
    text.append(about.isEmpty() ? "" : "  " + about).append('\n');
  }

  /** What is in use of the part's resources, as far as anything is; as much as there is room. */
  private String levels(String part) {
    StringBuilder shown = new StringBuilder();
    List<String> names = playback.resources();
    for (int i = 0; i < frame.resources; i++) {
      String name = names.get(i);
      boolean own = name.startsWith(part + ".") && !name.contains("(");
      if (own && (frame.busy[i] > 0 || frame.waiting[i] > 0)) {
        String level = (shown.isEmpty() ? "" : " · ") + level(i, name.substring(part.length() + 1));
        shown.append(shown.length() + level.length() + part.length() + 5 > width ? "" : level);
      }
    }
    return shown.toString();
  }

  private String level(int resource, String name) {
    int capacity = frame.capacity[resource];
    int busy = frame.busy[resource];
    int waiting = frame.waiting[resource];
    String used = capacity > 0 ? busy + "/" + Quantity.count(capacity) : busy > 0 ? "" + busy : "";
    return (name + " " + used + (waiting > 0 ? " +" + waiting + " waiting" : ""))
        .replace("  ", " ");
  }

  // ---- queues and services

  private void places(Predicate<String> wanted, Set<Integer> but) {
    Map<Integer, List<Integer>> there = new TreeMap<>();
    for (int i = 0; i < frame.requests; i++) {
      if (!but.contains(i) && wanted.test(naming.place(frame.place[i]))) {
        there.computeIfAbsent(frame.place[i], place -> new ArrayList<>()).add(i);
      }
    }
    there.forEach(this::place);
  }

  private void place(int place, List<Integer> here) {
    here.sort((one, other) -> Long.compare(frame.since[one], frame.since[other]));
    List<String> words = new ArrayList<>();
    for (int i : here) {
      words.add(Naming.glyph(frame.stateOf(i)) + naming.who(frame, i));
    }
    String name = naming.place(place);
    String longest = ", the first for " + naming.since(frame.since[here.get(0)]);
    line(
        name.substring(name.indexOf('.') + 1),
        Quantity.count(here.size()) + (here.size() > 1 ? longest : ""),
        words);
  }

  // ---- workers

  /** Those that have one request at a time on one line together, any other on its own. */
  private void workers(List<Integer> units, boolean replicas) {
    Map<Integer, List<String>> single = new TreeMap<>();
    Map<Integer, Integer> busy = new TreeMap<>();
    for (int unit : units) {
      if (occupancy.isWorker(unit) && frame.room[unit] == 1) {
        List<Integer> seats = occupancy.seats(unit);
        busy.merge(frame.replica[unit], seats.size(), Integer::sum);
        single
            .computeIfAbsent(frame.replica[unit], replica -> new ArrayList<>())
            .add(
                (frame.number[unit] + 1) + (seats.isEmpty() ? idle(unit) : occupant(seats.get(0))));
      } else if (occupancy.isWorker(unit)) {
        worker(unit, replicas);
      }
    }
    single.forEach(
        (replica, words) ->
            line(
                (replicas ? "[" + (replica + 1) + "] " : "") + "workers",
                busy.get(replica) + " of " + words.size(),
                words));
  }

  private String idle(int unit) {
    return frame.phaseOf(unit) == Scene.Phase.UP ? "·" : "(" + frame.phaseOf(unit).words() + ")";
  }

  private void worker(int unit, boolean replicas) {
    Map<State, Integer> states = new EnumMap<>(State.class);
    List<String> words = new ArrayList<>();
    for (int seat : occupancy.seats(unit)) {
      states.merge(frame.doingOf(seat), 1, Integer::sum);
      words.add(occupant(seat));
    }
    String replica = replicas ? "[" + (frame.replica[unit] + 1) + "] " : "";
    String phase = frame.phaseOf(unit) == Scene.Phase.UP ? "" : frame.phaseOf(unit).words() + ", ";
    String about = phase + taken(words.size(), frame.room[unit]) + Baton.of(unit, frame, naming);
    boolean many = words.size() > FEW;
    line(replica + "worker " + (frame.number[unit] + 1), about, many ? List.of() : words);
    if (many) {
      line("", counts(states), List.of());
    }
  }

  /** Whoever is in a worker beyond its threads waits for one. */
  private static String taken(int number, int room) {
    if (room == 0) {
      return Quantity.count(number);
    }
    return Math.min(number, room)
        + " of "
        + Quantity.count(room)
        + (number > room ? " +" + (number - room) + " waiting" : "");
  }

  private String occupant(int seat) {
    long number = frame.holder[seat];
    return Naming.glyph(frame.doingOf(seat))
        + (occupancy.runsTasks(frame.unit[seat]) ? Naming.task(number) : naming.request(number))
        + (frame.forNobody[seat] ? "†" : "");
  }

  // ---- connections and rows

  private void connections(List<Integer> units, Scene.Kind kind) {
    Map<Scene.Phase, Integer> counts = new EnumMap<>(Scene.Phase.class);
    Map<Scene.Phase, List<String>> phases = new EnumMap<>(Scene.Phase.class);
    for (int unit : units) {
      if (frame.kindOf(unit) == kind) {
        counts.merge(frame.phaseOf(unit), 1, Integer::sum);
        List<String> of = phases.computeIfAbsent(frame.phaseOf(unit), key -> new ArrayList<>());
        occupancy.seats(unit).forEach(seat -> of.add(occupant(seat)));
      }
    }
    phases.forEach(
        (phase, of) -> line(kind.word() + "s", counts.get(phase) + " " + phase.words(), of));
  }

  private void row(int unit) {
    List<String> waiting = new ArrayList<>();
    String owner = "nobody";
    for (int seat : occupancy.seats(unit)) {
      if (frame.seat[seat] == 0) {
        owner = naming.request(frame.holder[seat]);
      } else {
        waiting.add(occupant(seat));
      }
    }
    String about = "locked by " + owner + (waiting.isEmpty() ? "" : ", waiting: " + waiting.size());
    line(frame.name[unit] + "[" + frame.number[unit] + "]", about, waiting);
  }

  // ---- lines

  /** A name, what is to be said, and those meant: all, or the first of many. */
  private void line(String name, String about, List<String> words) {
    String head = String.format("  %-" + NAMES + "s ", name) + about;
    text.append(head);
    int column = head.length();
    for (int i = 0; i < Math.min(FEW, words.size()); i++) {
      String word = (i == 0 ? "  " : " ") + words.get(i);
      if (column + word.length() > width - 2) {
        text.append('\n').append(" ".repeat(NAMES + 2));
        column = NAMES + 2;
        word = " " + words.get(i);
      }
      text.append(word);
      column += word.length();
    }
    text.append(words.size() > FEW ? " …\n" : "\n");
  }

  private static String counts(Map<State, Integer> states) {
    List<String> shown = new ArrayList<>();
    states.forEach(
        (state, count) ->
            shown.add(Naming.glyph(state) + " " + Quantity.count(count) + " " + state.words()));
    return String.join("  ", shown);
  }
}
