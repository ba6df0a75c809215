package tailback.cli.incident;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tailback.cli.incident.Library.Entry;
import tailback.cli.report.IncidentPage;
import tailback.component.Costs;
import tailback.experiment.Check;
import tailback.experiment.Comparison;
import tailback.experiment.Experiment;
import tailback.experiment.Narration;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Answer;
import tailback.scenario.Scenario.Incident;
import tailback.scenario.Scenario.Variant;
import tailback.scenario.Scenario.Verdict;
import tailback.scenario.ScenarioReader;

/**
 * Leads through an incident in five beats: the page, a look, the question, a fix that is simulated
 * on the very same requests, and what is to be learned.
 */
public final class Player {

  private static final int PAIRS = 4;

  private final Entry entry;
  private final Scenario scenario;
  private final Incident incident;
  private final Costs costs;
  private final Replies replies;
  private final PrintWriter output;
  private final IncidentPage page;
  private final boolean drill;
  private final List<String> ownFix;
  private final Narration narration;
  private final Set<String> tried = new LinkedHashSet<>();

  private int hintsGiven;

  /**
   * A player of an incident.
   *
   * @param drill whether the sentence for an interview is asked for before it is shown
   * @param ownFix settings to try before any of the proposed fixes, such as {@code
   *     gunicorn.workers=8}; may be empty
   */
  public Player(
      Entry entry,
      Costs costs,
      Replies replies,
      PrintWriter output,
      IncidentPage page,
      boolean drill,
      List<String> ownFix) {
    this.entry = entry;
    scenario = entry.scenario();
    incident = scenario.incident();
    this.costs = costs;
    this.replies = replies;
    this.output = output;
    this.page = page;
    this.drill = drill;
    this.ownFix = ownFix;
    narration = new Narration(costs, scenario.seed());
  }

  /** Plays it; true when it was solved. */
  public boolean play() {
    output.print(page.title(scenario));
    output.print(page.beat(1, "Page", List.of(told(incident.page()))));
    Results results = new Experiment(scenario, costs).run();
    if (!look(results) || !name(results)) {
      return stopped();
    }
    Boolean solved = fix();
    if (solved == null) {
      return stopped();
    }
    debrief();
    return solved;
  }

  private boolean stopped() {
    output.println();
    output.println("Stopped here. Play it again with: tailback incident play " + entry.name());
    return false;
  }

  private String told(String text) {
    return narration.tell(List.of(text), scenario, null).get(0);
  }

  // ---- look

  private boolean look(Results results) {
    List<String> where =
        incident.look() == null ? List.copyOf(results.endpoints().keySet()) : incident.look();
    output.print(page.look(results, where));
    while (true) {
      String reply = replies.ask("Enter to go on, h for a hint, r for the whole report:");
      if (reply == null) {
        return false;
      }
      switch (reply.toLowerCase(Locale.ROOT)) {
        case "h", "hint" -> hint(results);
        case "r", "report" -> output.print(page.report(results));
        case "q", "quit" -> {
          return false;
        }
        default -> {
          return true;
        }
      }
    }
  }

  /** The author's hints one after the other; then what the run itself points at. */
  private void hint(Results results) {
    List<String> hints = new ArrayList<>();
    if (incident.hints() != null) {
      incident.hints().forEach(each -> hints.add(told(each)));
    }
    hints.addAll(page.hints(results));
    output.print(
        page.paragraph(
            hintsGiven < hints.size() ? hints.get(hintsGiven) : "There is no further hint."));
    hintsGiven++;
  }

  // ---- name it

  private boolean name(Results results) {
    List<String> says = incident.answers().stream().map(Answer::say).toList();
    output.print(page.choices(3, "Name it", told(incident.ask()), says));
    while (true) {
      String reply = replies.ask("Your answer, a number or its words (h for a hint):");
      if (reply == null || reply.equalsIgnoreCase("q")) {
        return false;
      }
      if (reply.equalsIgnoreCase("h")) {
        hint(results);
        continue;
      }
      int chosen = chosen(reply, says);
      if (chosen < 0) {
        output.print(page.paragraph("Choose one of 1 to " + says.size() + "."));
        continue;
      }
      Answer answer = incident.answers().get(chosen);
      output.print(page.verdict(answer.right(), told(answer.because())));
      if (answer.right()) {
        return true;
      }
    }
  }

  /** The number of a choice, from 0: typed as a number or as a part of its words; -1: none. */
  private static int chosen(String reply, List<String> choices) {
    if (reply.matches("\\d{1,3}")) {
      int number = Integer.parseInt(reply) - 1;
      return number >= 0 && number < choices.size() ? number : -1;
    }
    String word = reply.toLowerCase(Locale.ROOT);
    int found = -1;
    for (int i = 0; i < choices.size() && !word.isEmpty(); i++) {
      String choice = choices.get(i).toLowerCase(Locale.ROOT);
      if (choice.equals(word)) {
        return i;
      }
      if (choice.contains(word)) {
        found = found < 0 ? i : choices.size();
      }
    }
    return found < choices.size() ? found : -1;
  }

  // ---- fix, and see

  /** Whether it was fixed; null when the player stopped. */
  private Boolean fix() {
    List<Variant> fixes =
        scenario.whatIf().values().stream().filter(each -> each.verdict() != null).toList();
    List<String> names = fixes.stream().map(Variant::name).toList();
    output.print(page.choices(4, "Fix it", "What do you change?", names));
    if (!ownFix.isEmpty() && own(ownFix)) {
      return true;
    }
    while (true) {
      String reply = replies.ask("A number, its words, or a setting of your own (set PATH=VALUE):");
      if (reply == null || reply.equalsIgnoreCase("q")) {
        return null;
      }
      if (reply.startsWith("set ") || reply.contains("=")) {
        if (own(List.of(reply.replaceFirst("^set\\s+", "")))) {
          return true;
        }
        continue;
      }
      int chosen = chosen(reply, names);
      if (chosen < 0) {
        output.print(page.paragraph("Choose one of 1 to " + names.size() + "."));
      } else if (tried(fixes.get(chosen))) {
        return true;
      }
    }
  }

  private boolean tried(Variant fix) {
    tried.add(fix.name());
    see(fix.name(), fix.scenario());
    List<Expected> expected = expectations(fix.name());
    String why =
        fix.why().isEmpty()
            ? ""
            : narration.tell(List.of(fix.why()), fix.scenario(), scenario).get(0);
    output.print(page.fix(fix.verdict(), why, expected));
    return fix.verdict() == Verdict.RIGHT;
  }

  private List<Expected> expectations(String variant) {
    return new Check(scenario)
        .cases().stream()
            .filter(each -> each.variant().equals(variant))
            .flatMap(each -> each.run(costs, scenario.seed()).stream())
            .toList();
  }

  /** A fix of the player's own: it works when the symptom, the first expectation, is gone. */
  private boolean own(List<String> settings) {
    Scenario changed;
    try {
      changed = ScenarioReader.read(scenario.file(), settings);
    } catch (Problem e) {
      output.print(page.paragraph(e.getMessage()));
      return false;
    }
    see(String.join(", ", settings), changed);
    List<Expected> symptom =
        new Experiment(changed.expecting(scenario.expect()), costs).run().expectations();
    boolean gone = !symptom.isEmpty() && !symptom.get(0).holds();
    output.print(page.symptom(symptom, gone));
    return gone;
  }

  private void see(String name, Scenario changed) {
    Compared compared = new Comparison(scenario, changed, costs).replications(PAIRS).run();
    output.print(page.beforeAndAfter(name, compared));
  }

  // ---- what is to be learned

  private void debrief() {
    List<String> paragraphs = new ArrayList<>();
    if (incident.debrief() != null) {
      paragraphs.add(told(incident.debrief()));
    }
    List<String> untried =
        scenario.whatIf().values().stream()
            .filter(each -> each.verdict() != null && !tried.contains(each.name()))
            .map(each -> each.name() + " (" + each.verdict().name().toLowerCase(Locale.ROOT) + ")")
            .toList();
    if (!untried.isEmpty()) {
      paragraphs.add("You have not tried: " + String.join("; ", untried) + ".");
    }
    output.print(page.beat(5, "Debrief", paragraphs));
    if (incident.sayIt() == null) {
      return;
    }
    if (drill) {
      String said =
          replies.ask(
              "In an interview: what is wrong, and what would you do? One or two sentences:");
      if (said == null) {
        return;
      }
      output.print(page.paragraph("A model answer: “" + told(incident.sayIt()) + "”"));
    } else {
      output.print(page.paragraph("Say it: “" + told(incident.sayIt()) + "”"));
    }
  }
}
