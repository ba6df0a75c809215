package tailback.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.program.Describe;

/**
 * A scenario file, read and checked.
 *
 * @param file where it was read from
 * @param title what it shows
 * @param about more about it; empty when absent
 * @param duration simulated time that counts
 * @param warmup simulated before it, and left out of the statistics; null when an experiment is to
 *     find out how long it must be ({@code auto})
 * @param seed of all random streams
 * @param deployment hosts, traffic, stack, endpoints and tasks
 * @param timeline what changes while the run goes on, by time
 * @param reactions what changes when something has happened, in the order of the file
 * @param alerts rules that wake somebody up
 * @param stopWhen conditions that end the run
 * @param expect what the run must show
 * @param whatIf variants by name, in the order of the file
 * @param incident the story, when there is one; null otherwise
 */
public record Scenario(
    Path file,
    String title,
    String about,
    Duration duration,
    Duration warmup,
    long seed,
    Deployment deployment,
    List<Change> timeline,
    List<Reaction> reactions,
    List<Alert> alerts,
    List<Condition> stopWhen,
    List<Expectation> expect,
    Map<String, Variant> whatIf,
    Incident incident) {

  /** The same scenario with other expectations. */
  public Scenario expecting(List<Expectation> expectations) {
    return new Scenario(
        file,
        title,
        about,
        duration,
        warmup,
        seed,
        deployment,
        timeline,
        reactions,
        alerts,
        stopWhen,
        expectations,
        whatIf,
        incident);
  }

  /** The same scenario with another warm-up; null when it is to be found. */
  public Scenario warmingUp(Duration before) {
    return new Scenario(
        file,
        title,
        about,
        duration,
        before,
        seed,
        deployment,
        timeline,
        reactions,
        alerts,
        stopWhen,
        expect,
        whatIf,
        incident);
  }

  /**
   * A change in the middle of a run.
   *
   * @param at time since the end of the warm-up
   * @param after the whole deployment as it is from then on
   * @param deeds what parts are to do then, after the settings have changed, in this order
   * @param text what is set and done, as the file writes it, for messages and the journal
   */
  public record Change(Duration at, Deployment after, List<Deed> deeds, String text) {}

  /**
   * A change when a condition first holds.
   *
   * @param when the condition
   * @param after the deployment at the start with this change alone; nothing else changes what it
   *     does
   * @param deeds what parts are to do then, after the settings have changed, in this order
   * @param text what is set and done, as the file writes it
   */
  public record Reaction(Condition when, Deployment after, List<Deed> deeds, String text) {}

  /**
   * Something that a part is to do in the middle of a run, such as {@code gunicorn.reload}.
   *
   * @param part the part's name
   * @param replica which of its replicas, from 0; -1: all of them
   * @param action one of the actions of its kind
   */
  public record Deed(String part, int replica, String action) {}

  /**
   * A variant of the scenario.
   *
   * @param name its name
   * @param verdict what its author thinks of it as a fix; null when it is not judged
   * @param why the author's reason; empty when absent
   * @param scenario the scenario with the variant's settings, and its {@code expect:} list
   */
  public record Variant(String name, Verdict verdict, String why, Scenario scenario) {}

  /** Whether a fix works. */
  public enum Verdict {
    RIGHT,
    PARTIAL,
    WRONG
  }

  /** Where in the stack an incident has its cause. */
  public enum Layer {
    WORKERS,
    DATABASE,
    CACHING,
    OPERATIONS
  }

  /** How hard the cause of an incident is to find. */
  public enum Difficulty {
    EASY,
    MEDIUM,
    HARD
  }

  /**
   * The five beats of an incident. Its texts may leave figures to the simulation ({@link
   * FiguresInText}).
   *
   * @param layer where it belongs in the library; null when nobody says
   * @param difficulty how hard it is
   * @param page what wakes somebody up
   * @param look where to look: parts, hosts or endpoints; null when absent
   * @param ask the question
   * @param answers possible answers, right and wrong
   * @param hints what helps, the least of it first; null when absent
   * @param cause a finding, or the path of a resource or limit; null when absent
   * @param debrief what is to be learned; null when absent
   * @param sayIt how to say it in an interview; null when absent
   */
  public record Incident(
      @Describe("where it belongs: workers, database, caching or operations") Layer layer,
      @Describe(value = "how hard it is: easy, medium or hard", absent = "medium")
          Difficulty difficulty,
      @Describe(value = "what wakes somebody up", required = true) String page,
      @Describe("where to look: parts, hosts or endpoints") List<String> look,
      @Describe(value = "the question", required = true) String ask,
      @Describe(value = "possible answers, right and wrong", required = true) List<Answer> answers,
      @Describe("what helps, the least of it first") List<String> hints,
      @Describe("a finding, or the path of a resource or limit; what 'explain' must name")
          String cause,
      @Describe("what is to be learned") String debrief,
      @Describe("how to say it in an interview") String sayIt) {}

  /** An answer to an incident's question, and why it is right or not. */
  public record Answer(
      @Describe(value = "the answer", required = true) String say,
      @Describe(value = "whether it is right", absent = "false") boolean right,
      @Describe(value = "why it is right or not", required = true) String because) {}
}
