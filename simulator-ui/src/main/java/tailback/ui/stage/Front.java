package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Part;
import tailback.component.client.TrafficSettings;
import tailback.ui.stage.Box.Family;
import tailback.ui.stage.Box.Foot;

/** Lays out what stands in front of the application: the clients, and the edge. */
final class Front {

  /** What became of requests takes so much of the clients' height, pixels. */
  private static final double TOLD = 186;

  /** The line above those who wait in front of the stack, pixels. */
  private static final double CAPTION = 14;

  /** The two lines above clients who are on the network, or wait, pixels. */
  private static final double CAPTIONS = 26;

  private final Draft draft;
  private final Map<String, TrafficSettings> traffic;

  Front(Draft draft, Map<String, TrafficSettings> traffic) {
    this.draft = draft;
    this.traffic = traffic;
  }

  double clients(Area area) {
    draft.boxes.add(new Box("", "clients", arrivals(), Family.CLIENTS, area, Foot.NONE));
    Area inside = draft.inside(area);
    double told = draft.compact ? 30 : Math.min(TOLD, inside.height() * 0.5);
    double captions = draft.compact ? 4 : CAPTIONS;
    Area places = inside.trim(told + captions, 0);
    int retries = draft.peaks.in("retry.backoff"::equals, 40);
    double lower = retries == 0 ? 0 : places.height() * 0.5;
    draft.queue(
        "",
        "network",
        places.trim(0, lower + (retries == 0 ? 0 : captions)),
        draft.peaks.in(Whereabouts::isOnTheNetwork, 20));
    draft.queue("", "retry.backoff", places.trim(places.height() - lower, 0), retries);
    return area.right();
  }

  private List<String> arrivals() {
    List<String> groups = List.copyOf(traffic.keySet());
    return List.of(String.join(", ", groups), groups.size() + " groups");
  }

  void edge(Part part, Area column) {
    Area area =
        new Area(
            column.x(),
            column.y() + column.height() * (draft.compact ? 0.08 : 0.18),
            column.width(),
            column.height() * (draft.compact ? 0.84 : 0.64));
    Directives set = new Directives(part);
    int connections = set.count("worker_connections", 0);
    List<String> subtitles = new ArrayList<>();
    if (connections > 0) {
      subtitles.add(Draft.replicas(part) + "worker_connections " + connections);
    }
    boolean namedForIt = part.name().equals(part.kind().name());
    subtitles.add(
        connections > 0 && namedForIt
            ? connections + " connections"
            : Draft.replicas(part) + (namedForIt ? "" : part.kind().name()));
    draft.boxes.add(
        new Box(
            part.name(),
            part.name(),
            subtitles,
            Family.EDGE,
            area,
            part.kind().name().equals("nginx")
                ? new Foot(part.name() + ".connections", false, "connections", "open")
                : new Foot("", false, "here", "")));
    Area inside = draft.inside(area);
    double upper = inside.height() * 0.6;
    double caption = draft.compact ? 0 : CAPTION;
    draft.queue(
        part.name(),
        "queue",
        new Area(inside.x(), inside.y(), inside.width(), upper).trim(Math.max(0, caption - 6), 0),
        Math.max(
            draft.most(part, "backlog", "queue"),
            draft.peaks.in(place -> Whereabouts.waitsAt(place, part.name()), 0)));
    draft.queue(
        part.name(),
        "",
        inside.trim(upper + caption + 2, 0),
        draft.peaks.in(
            place ->
                place.startsWith(part.name() + ".") && !Whereabouts.waitsAt(place, part.name()),
            20));
  }
}
