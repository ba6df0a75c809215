package tailback.ui.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.component.Part;
import tailback.experiment.result.Compared.Requests;
import tailback.scenario.Card;
import tailback.ui.Session;
import tailback.ui.inspector.Statistics;
import tailback.ui.inspector.Waterfall;
import tailback.ui.inspector.Way;
import tailback.ui.stage.Picture;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.Recording;
import tailback.ui.transport.Stops;

/** What was chosen, in both runs: a request's two ways, a part's figures, or the whole. */
public final class BothInspector extends VBox {

  private static final int MOST_ROWS = 8;

  private final Session session;
  private final Comparing comparing;
  private final Waterfall[] ways = new Waterfall[2];
  private final Label[] ends = {small(""), small("")};
  private final Label origin = small("");
  private final VBox differing = new VBox(3);
  private final VBox present = new VBox(3);
  private Palette palette;
  private String part;
  private long request = -1;
  private boolean asking;
  private long askedAt = -1;

  /** An inspector of the whole. */
  public BothInspector(Session session, Comparing comparing, Palette palette) {
    super(8);
    this.session = session;
    this.comparing = comparing;
    this.palette = palette;
    setId("inspector-both");
    origin.setId("origin");
    comparing.onChanged(this::whole);
    showWhole();
  }

  /** Other colours. */
  public void palette(Palette colours) {
    palette = colours;
    if (request >= 0) {
      showRequest(request);
    }
  }

  /** Whether a request or a part is chosen. */
  public boolean isChosen() {
    return request >= 0 || part != null;
  }

  // ---- the whole

  /** Shows how the runs as a whole differ. */
  public void showWhole() {
    part = null;
    request = -1;
    whole();
  }

  private void whole() {
    if (isChosen()) {
      return;
    }
    getChildren().setAll(heading("A AND B"));
    if (comparing.compared() == null) {
      getChildren().add(small("The first pair of runs is under way …"));
      return;
    }
    Sides sides = new Sides();
    for (Figure figure : Figure.values()) {
      Told told = Told.of(figure, comparing.compared());
      if (told.of() != null) {
        sides.row(figure.word(), figure.level(told.of().before()), figure.level(told.of().after()));
      }
    }
    getChildren().addAll(sides, heading("THE SAME REQUESTS, ONE BY ONE"));
    fates(comparing.compared().allRequests());
  }

  private void fates(Requests of) {
    Map<String, Long> fates = new LinkedHashMap<>();
    fates.put("faster in B", of.faster());
    fates.put("slower in B", of.slower());
    fates.put("the same", of.same());
    fates.put("failed in A, answered in B", of.rescued());
    fates.put("answered in A, failed in B", of.broken());
    fates.put("failed in both", of.failed());
    VBox rows = new VBox(2);
    fates.forEach(
        (fate, times) -> {
          if (times > 0) {
            double share = 100.0 * times / of.matched();
            rows.getChildren()
                .add(
                    Sides.line(
                        fate,
                        String.format(Locale.ROOT, share < 1 ? "%.2f %%" : "%.0f %%", share)));
          }
        });
    getChildren().add(rows);
    if (of.rescued() + of.broken() > 0 && !Double.isNaN(of.meanMs())) {
      String by = Waterfall.millis(Math.round(Math.abs(of.meanMs()) * 1e6));
      getChildren()
          .add(
              small(
                  "Latencies are of those who were answered, which are not the same here. Those"
                      + " answered in both took "
                      + (by.equals("0.00 ms") ? "as long" : by)
                      + (by.equals("0.00 ms") ? "" : of.meanMs() < 0 ? " less" : " more")
                      + " in B, on average."));
    }
  }

  // ---- a part

  /** Shows a part as it is in both runs; null: the whole. */
  public void showPart(String name) {
    if (name == null) {
      showWhole();
      return;
    }
    part = name;
    request = -1;
    getChildren().setAll(heading(name.toUpperCase(Locale.ROOT)));
    Part first = part(0, name);
    Part second = part(1, name);
    Part any = first == null ? second : first;
    if (any == null) {
      showWhole();
      return;
    }
    getChildren().add(small(Card.of(any.kind()).summary()));
    if (first == null || second == null) {
      getChildren().add(small("It is in " + (first == null ? "B" : "A") + " only."));
    }
    getChildren().add(present);
    Map<String, Statistics> a = statistics(0, first);
    Map<String, Statistics> b = statistics(1, second);
    Map<String, Statistics> names = new LinkedHashMap<>(a);
    b.forEach(names::putIfAbsent);
    names.keySet().removeIf(each -> isIdle(a.get(each)) && isIdle(b.get(each)));
    names
        .keySet()
        .forEach(
            resource -> {
              Sides sides = new Sides();
              sides.lines(lines(a.get(resource)), lines(b.get(resource)));
              getChildren().addAll(heading(resource + " over the whole run"), sides);
            });
  }

  private static boolean isIdle(Statistics of) {
    return of == null || of.rate() == 0 && of.waiting() == 0 && !(of.utilisation() > 0);
  }

  private static List<String> lines(Statistics statistics) {
    return statistics == null ? List.of() : statistics.lines();
  }

  private Part part(int run, String name) {
    return session.scenario(run).deployment().stack().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private Map<String, Statistics> statistics(int run, Part of) {
    Map<String, Statistics> all = new LinkedHashMap<>();
    Recording recording = session.recording(run);
    if (of != null && recording != null) {
      Statistics.of(recording.results(), of.name(), of.host())
          .forEach(each -> all.put(each.name(), each));
    }
    return all;
  }

  // ---- a request

  /** Shows the two ways of a request. */
  public void showRequest(long number) {
    part = null;
    request = number;
    askedAt = -1;
    origin.setText("");
    getChildren()
        .setAll(heading("REQUEST #" + Stops.number(number < 0 ? ~number : number)), origin);
    for (int run = 0; run < ways.length; run++) {
      ways[run] = new Waterfall(palette);
      ways[run].setId(run == 0 ? "waterfall-a" : "waterfall-b");
      getChildren().addAll(ends[run], ways[run]);
    }
    differing.getChildren().clear();
    getChildren().add(differing);
    ask();
  }

  /** Follows the present: what the request has done meanwhile, what the part holds now. */
  public void update(List<Picture> pictures) {
    boolean moved = session.player().moment().event() != askedAt;
    if (request >= 0 && !asking && moved && !session.player().playing()) {
      ask();
    }
    if (part != null) {
      present.getChildren().setAll(held(pictures));
    }
  }

  private Sides held(List<Picture> pictures) {
    Sides sides = new Sides();
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (int run = 0; run < 2; run++) {
      int its = run;
      Picture picture = pictures.get(run);
      session
          .resources(run)
          .forEach(
              (name, index) -> {
                if (name.startsWith(part + ".") && index < picture.busy.length) {
                  rows.computeIfAbsent(
                              name.substring(part.length() + 1), each -> new String[] {"–", "–"})[
                          its] =
                      picture.busy[index]
                          + (picture.waiting[index] > 0
                              ? ", " + picture.waiting[index] + " wait"
                              : "");
                }
              });
    }
    rows.forEach((name, both) -> sides.row(name, both[0], both[1]));
    return sides;
  }

  private static String end(String run, Way way) {
    if (way.stays().isEmpty()) {
      return run + "   has not arrived yet";
    }
    return run + "   " + way.end() + (way.status() < 0 ? " for " : " after ") + way.took();
  }

  private void ask() {
    asking = true;
    askedAt = session.player().moment().event();
    long asked = request;
    session
        .player()
        .ask(
            () -> {
              Way a = way(0, asked);
              Way b = way(1, asked);
              Platform.runLater(
                  () -> {
                    asking = false;
                    if (asked == request) {
                      show(a, b);
                    }
                  });
            });
  }

  private Way way(int run, long number) {
    return Way.of(session.player().decks().get(run).playback(), number);
  }

  private void show(Way a, Way b) {
    Origin from = Origin.of(a.stays(), a.places(), b.stays(), b.places());
    List<Way> both = List.of(a, b);
    for (int run = 0; run < ways.length; run++) {
      Way way = both.get(run);
      ends[run].setText(end(run == 0 ? "A" : "B", way));
      ways[run].roomFor(Math.max(from.tookA(), from.tookB()));
      ways[run].show(way.stays(), way.places(), way.states(), palette);
    }
    boolean underWay = a.status() < 0 || b.status() < 0;
    origin.setText((underWay ? "So far: " : "") + from.sentence());
    Sides sides = new Sides();
    from.stays().stream()
        .limit(MOST_ROWS)
        .forEach(stay -> sides.row(stay.place(), Origin.took(stay.a()), Origin.took(stay.b())));
    differing.getChildren().clear();
    if (!from.stays().isEmpty()) {
      differing.getChildren().addAll(heading("WHERE THE DIFFERENCE COMES FROM"), sides);
    }
  }

  // ---- pieces

  private static Label heading(String text) {
    Label heading = small(text);
    heading.getStyleClass().setAll("label", "heading");
    return heading;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("small");
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
