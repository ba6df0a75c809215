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

  private final Draft draft;
  private final Map<String, TrafficSettings> traffic;

  Front(Draft draft, Map<String, TrafficSettings> traffic) {
    this.draft = draft;
    this.traffic = traffic;
  }

  double clients(Area area) {
    draft.boxes.add(new Box("", "clients", List.of(arrivals()), Family.CLIENTS, area, Foot.NONE));
    Area inside = draft.inside(area);
    double half = inside.height() / 2 - 10;
    draft.queue("", "network", new Area(inside.x(), inside.y(), inside.width(), half), 20);
    draft.queue(
        "",
        "retry.backoff",
        new Area(inside.x(), inside.bottom() - half, inside.width(), half),
        draft.peaks.waiting("retry.backoff", 40));
    return area.right();
  }

  private String arrivals() {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, TrafficSettings> group : traffic.entrySet()) {
      words.add(group.getKey());
    }
    return String.join(", ", words);
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
    double upper = inside.height() * 0.66;
    draft.queue(
        part.name(),
        "queue",
        new Area(inside.x(), inside.y(), inside.width(), upper),
        draft.most(part, "backlog", "queue"));
    draft.queue(
        part.name(),
        "",
        new Area(inside.x(), inside.y() + upper + 8, inside.width(), inside.height() - upper - 8),
        20);
  }
}
