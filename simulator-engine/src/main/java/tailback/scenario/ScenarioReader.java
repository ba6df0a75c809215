package tailback.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tailback.component.Catalogue;
import tailback.component.Deployment;
import tailback.journal.Turn;

/** Reads scenario files. Whatever is wrong with one is a {@link Problem}. */
public final class ScenarioReader {

  private final Cards cards;

  /** A reader that knows these kinds of part. */
  public ScenarioReader(Catalogue catalogue) {
    cards = new Cards(catalogue);
  }

  /**
   * Reads a scenario with the parts that ship with the program.
   *
   * @param sets settings that come last, such as {@code gunicorn.workers=4}
   */
  public static Scenario read(Path file, List<String> sets) {
    return new ScenarioReader(Catalogue.standard()).scenario(file, sets);
  }

  /**
   * Reads a scenario.
   *
   * @param sets settings that come last, such as {@code gunicorn.workers=4}
   */
  public Scenario scenario(Path file, List<String> sets) {
    return scenario(file, sets, List.of());
  }

  /**
   * Reads a scenario, and what a journal adds to its timeline.
   *
   * @param sets settings from the start, such as {@code gunicorn.workers=4}
   * @param turns what was changed in the middle of the run
   */
  public Scenario scenario(Path file, List<String> sets, List<Turn> turns) {
    return new ScenarioBinder(cards, file).whole(tree(file, sets, turns));
  }

  /**
   * Reads a scenario without its variants, its story and what it expects: all that a run takes.
   *
   * @param sets settings that come last, such as {@code gunicorn.workers=4}
   */
  public Scenario plain(Path file, List<String> sets) {
    Node.Mapping root =
        tree(file, sets, List.of()).without("what_if").without("incident").without("expect");
    return new ScenarioBinder(cards, file).whole(root);
  }

  /**
   * Every way to relieve one resource or limit of a scenario, front to back.
   *
   * @param sets settings that come last, such as {@code gunicorn.workers=4}
   */
  public List<Relief> reliefs(Path file, List<String> sets) {
    Node.Mapping root = tree(file, sets, List.of());
    Binder binder = new Binder(new Recordings());
    Deployment deployment = new DeploymentBinder(cards, binder).deployment(root);
    return Reliefs.of(root, deployment, cards);
  }

  /**
   * The text of a scenario that is what was played: the same file, with the settings it began with,
   * and the journal in its timeline.
   *
   * @param sets settings from the start, such as {@code gunicorn.workers=4}
   * @param turns what was changed in the middle of the run
   * @param warmup how long the run warmed up
   * @param to the file in which the text will stand
   */
  public String played(Path file, List<String> sets, List<Turn> turns, Duration warmup, Path to) {
    return new Played(Extending.read(file), tree(file, sets, turns)).text(file, to, warmup);
  }

  /**
   * In which settings a scenario differs from itself with other settings, apart from its texts and
   * expectations: nothing else is different between their runs.
   *
   * @param before settings that come last, such as {@code gunicorn.workers=4}
   * @param after those of the other
   */
  public List<Change> changes(Path file, List<String> before, List<String> after) {
    return Changes.of(tree(file, before, List.of()), tree(file, after, List.of()), cards);
  }

  private Node.Mapping tree(Path file, List<String> sets, List<Turn> turns) {
    Node.Mapping written = Extending.read(file);
    Path directory = Source.file(file).directory();
    Node.Mapping root = written;
    for (String set : sets) {
      root = Patch.argument(root, set, directory);
    }
    for (Turn turn : turns) {
      root = Turned.add(root, turn, directory);
    }
    return StackOrder.of(written, root, cards.names());
  }

  /**
   * Reads an expectation that does not stand in a file, such as {@code p95(page) <= 200ms}.
   *
   * @param argument what a message calls it, such as {@code --slo}
   */
  public Expectation expectation(String text, Deployment deployment, String argument) {
    return read(text, argument, new ExpectationProse(new Names(deployment, cards))::read);
  }

  /**
   * Reads a measure that is only asked for, such as {@code p95(page)}: an expectation that any
   * figure meets.
   */
  public Expectation figure(String text, Scenario scenario) {
    return read(text, text, new ExpectationProse(Names.of(scenario, cards))::figure);
  }

  /**
   * Reads a condition that does not stand in a file, such as {@code queue(gunicorn) > 5}.
   *
   * @param argument what a message calls it, such as {@code break}
   */
  public Condition condition(String text, Deployment deployment, String argument) {
    return read(text, argument, new ConditionProse(new Names(deployment, cards))::read);
  }

  /**
   * Reads how well measures are to be known, such as {@code p99(checkout) 5%}.
   *
   * @param text one, or several with commas in between
   * @param argument what a message calls it, such as {@code --precision}
   */
  public List<Precision> precision(String text, Deployment deployment, String argument) {
    return read(text, argument, new PrecisionProse(new Names(deployment, cards))::read);
  }

  /**
   * Reads how long to warm up, such as {@code 30s}.
   *
   * @param argument what a message calls it, such as {@code --warmup}
   * @return null for {@code auto}
   */
  public static Duration warmup(String text, String argument) {
    return read(text, argument, ScenarioBinder::warmup);
  }

  /**
   * Reads a duration, such as {@code 250ms}.
   *
   * @param argument what a message calls it, such as {@code back}
   */
  public static Duration duration(String text, String argument) {
    return read(text, argument, given -> Duration.ofNanos(Quantity.duration(given, 0)));
  }

  private static <T> T read(String text, String argument, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (Misread e) {
      throw e.at(Place.whole(Source.argument(argument, Path.of(""))), "");
    }
  }

  /** The path that a user typed; whatever cannot be one is a problem. */
  public static Path path(String typed) {
    try {
      return Path.of(typed);
    } catch (InvalidPathException e) {
      throw new Problem(
          Place.whole(Source.argument(Words.oneLine(typed), Path.of(""))), "names no file");
    }
  }
}
