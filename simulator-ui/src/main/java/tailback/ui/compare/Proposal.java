package tailback.ui.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tailback.journal.Turn;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;
import tailback.ui.Session;
import tailback.ui.Variants;

/**
 * Something to compare with.
 *
 * @param name of a variant, or in words what it is
 * @param patch what it changes
 * @param runs the settings of both runs that are not in the file
 */
public record Proposal(String name, Patch patch, List<List<String>> runs) {

  /**
   * All that a session has to offer: its variants, what was changed while it ran, and the file as
   * it is where it was opened with other settings.
   */
  public static List<Proposal> of(Session session) {
    List<Proposal> all = new ArrayList<>();
    Variants.of(session.file())
        .forEach((name, sets) -> all.add(of(session, name, onTop(session, sets))));
    List<String> turned =
        session.player().decks().get(0).playback().turns().stream()
            .filter(turn -> !turn.isDeed())
            .map(Turn::change)
            .toList();
    if (!turned.isEmpty()) {
      all.add(of(session, "What you have changed, from the start", onTop(session, turned)));
    }
    if (!session.sets(0).isEmpty()) {
      List<List<String>> runs = List.of(List.of(), session.sets(0));
      all.add(of(session, "The file as it is, and what is set now", runs));
    }
    return List.copyOf(all);
  }

  private static Proposal of(Session session, String name, List<List<String>> runs) {
    return new Proposal(name, new Patch(session.changes(runs.get(0), runs.get(1))), runs);
  }

  private static List<List<String>> onTop(Session session, List<String> sets) {
    List<String> second = new ArrayList<>(session.sets(0));
    second.addAll(sets);
    return List.of(session.sets(0), List.copyOf(second));
  }

  /**
   * One's own settings.
   *
   * @param text such as {@code gunicorn.workers=8; gunicorn.threads=2}
   * @throws Problem when it cannot be read
   */
  public static Proposal own(Session session, String text) {
    List<String> sets =
        Arrays.stream(text.split(";")).map(String::strip).filter(set -> !set.isEmpty()).toList();
    List<List<String>> runs = onTop(session, sets);
    ScenarioReader.read(session.file(), runs.get(1));
    return of(session, String.join("; ", sets), runs);
  }
}
