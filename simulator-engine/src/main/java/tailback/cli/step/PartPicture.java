package tailback.cli.step;

import java.util.Set;
import tailback.journal.Frame;

/** One part in full: everybody in it, a line each. */
final class PartPicture {

  private static final int MOST = 200;

  private final Naming naming;
  private final Occupancy occupancy;
  private final Frame frame;
  private final StringBuilder text = new StringBuilder();
  private int lines;

  PartPicture(Naming naming, Occupancy occupancy) {
    this.naming = naming;
    this.occupancy = occupancy;
    frame = occupancy.frame();
  }

  /** Who waits for the part or is served by it, and who is in its workers and connections. */
  String of(String part) {
    Set<Integer> inside = occupancy.inside(part);
    for (int i = 0; i < frame.requests; i++) {
      if (naming.place(frame.place[i]).startsWith(part + ".") && !inside.contains(i)) {
        line("  " + who(i));
      }
    }
    for (int unit : occupancy.units(part)) {
      line("  " + title(unit));
      for (int seat : occupancy.seats(unit)) {
        line("    " + seat(seat));
      }
    }
    if (lines > MOST) {
      text.append("  and ").append(lines - MOST).append(" lines more\n");
    }
    return text.toString();
  }

  private void line(String line) {
    if (lines++ < MOST) {
      text.append(line.stripTrailing()).append('\n');
    }
  }

  private String title(int unit) {
    String name = frame.name[unit].isEmpty() ? "" : frame.name[unit] + " ";
    String replica = frame.replica[unit] > 0 ? " of replica " + (frame.replica[unit] + 1) : "";
    return name
        + frame.kindOf(unit).word()
        + " "
        + (frame.number[unit] + 1)
        + replica
        + ": "
        + frame.phaseOf(unit).words()
        + Baton.of(unit, frame, naming);
  }

  private String seat(int seat) {
    String thread = frame.seat[seat] >= 0 ? String.format("%2d ", frame.seat[seat] + 1) : "";
    int request = occupancy.whoIsIn(seat);
    if (request >= 0) {
      return thread + who(request);
    }
    return thread
        + Naming.glyph(frame.doingOf(seat))
        + " "
        + holder(seat)
        + "  "
        + frame.doingOf(seat).words()
        + ", for nobody";
  }

  private String holder(int seat) {
    long number = frame.holder[seat];
    return occupancy.runsTasks(frame.unit[seat]) ? Naming.task(number) : naming.request(number);
  }

  private String who(int request) {
    return String.format(
        "%s %-10s %-24s since %-9s %s",
        Naming.glyph(frame.stateOf(request)),
        naming.who(frame, request),
        naming.place(frame.place[request]),
        naming.since(frame.since[request]),
        naming.endpoint(frame.endpoint[request]));
  }
}
