package tailback.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tailback.component.client.Recording;

/**
 * The table of a recorded run: column {@code at} in seconds, ascending; column {@code request} with
 * the endpoint; any further columns in seconds, blank where there is nothing.
 */
final class TraceTable {

  private final Path file;
  private final Source source;
  private final Map<String, String> endpoints = new HashMap<>();
  private final Recordings.Growing at = new Recordings.Growing();
  private final List<String> request = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<Recordings.Growing> values = new ArrayList<>();
  private List<String> header;

  TraceTable(Path file) {
    this.file = file;
    source = Source.file(file);
  }

  /** Takes the next line. */
  void line(int number, String text) {
    Place place = new Place(source, number, 0);
    List<String> cells = cells(text, place);
    if (header == null) {
      header(cells, place);
      return;
    }
    if (cells.size() != header.size()) {
      throw new Problem(place, "has " + cells.size() + " cells, and the header " + header.size());
    }
    int column = 0;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      switch (header.get(i)) {
        case "at" -> arrival(cell, place);
        case "request" -> request(cell, place);
        default -> values.get(column++).add(cell.isEmpty() ? -1 : Recordings.nanos(cell, place));
      }
    }
  }

  private void header(List<String> cells, Place place) {
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (cell.isEmpty()) {
        throw new Problem(place, "the header has a column without a name");
      }
      if (!seen.add(cell)) {
        throw new Problem(place, "the header has the column " + Words.quote(cell) + " twice");
      }
      if (!cell.equals("at") && !cell.equals("request")) {
        columns.add(cell);
        values.add(new Recordings.Growing());
      }
    }
    for (String needed : List.of("at", "request")) {
      if (!seen.contains(needed)) {
        throw new Problem(
            place,
            "the header has no column " + Words.quote(needed),
            "it has " + Words.list(cells));
      }
    }
    header = cells;
  }

  private void arrival(String cell, Place place) {
    long nanos = Recordings.nanos(cell, place);
    if (at.count() > 0 && nanos < at.last()) {
      throw new Problem(place, "arrives at " + cell + " s, before the line above it");
    }
    at.add(nanos);
  }

  private void request(String cell, Place place) {
    if (cell.isEmpty()) {
      throw new Problem(place, "names no endpoint under 'request'");
    }
    request.add(endpoints.computeIfAbsent(cell, name -> name));
  }

  private List<String> cells(String line, Place place) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    while (from <= line.length()) {
      int to;
      if (from < line.length() && line.charAt(from) == '"') {
        int quote = line.indexOf('"', from + 1);
        to = quote < 0 ? -1 : quote + 1;
        if (to < 0 || to < line.length() && line.charAt(to) != ',') {
          throw new Problem(place, "a quote that is never closed");
        }
        cells.add(line.substring(from + 1, quote).strip());
      } else {
        to = line.indexOf(',', from);
        to = to < 0 ? line.length() : to;
        cells.add(line.substring(from, to).strip());
      }
      from = to + 1;
    }
    return cells;
  }

  /** The recording, once all lines are in. */
  Recording recording() {
    if (header == null) {
      throw new Problem(Place.whole(source), "is empty; it needs a header with 'at' and 'request'");
    }
    if (at.count() == 0) {
      throw new Problem(Place.whole(source), "holds no arrivals");
    }
    return new Recording(
        file.toString(),
        at.toArray(),
        request.toArray(new String[0]),
        List.copyOf(columns),
        values.stream().map(Recordings.Growing::toArray).toArray(long[][]::new));
  }
}
