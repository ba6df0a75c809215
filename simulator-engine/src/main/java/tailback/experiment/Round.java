package tailback.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tailback.component.Catalogue;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Untried;
import tailback.scenario.Problem;
import tailback.scenario.Relief;
import tailback.scenario.Relief.Way;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** Reliefs of one scenario, each tried by itself on the very same requests. */
final class Round {

  private final Path file;
  private final List<String> sets;
  private final Duration warmup;
  private final Trials trials;
  private final ScenarioReader reader = new ScenarioReader(Catalogue.standard());
  private final List<Relief> tried = new ArrayList<>();
  private final List<Untried> refused = new ArrayList<>();

  /**
   * A round without reliefs yet.
   *
   * @param sets what the scenario has changed before any relief
   * @param warmup how long all runs warm up
   * @param trials knows the runs without any relief, or is to make them
   */
  Round(Path file, List<String> sets, Duration warmup, Trials trials) {
    this.file = file;
    this.sets = sets;
    this.warmup = warmup;
    this.trials = trials;
  }

  /** One more to try. One that the scenario does not take, as it contradicts it, is refused. */
  void add(Relief relief) {
    try {
      Scenario side = reader.plain(file, with(sets, relief.sets()));
      trials.add(Trials.name(relief.sets()), side.warmingUp(warmup));
      tried.add(relief);
    } catch (Problem e) {
      refused.add(new Untried(relief.relieves(), relief.how(), e.what()));
    }
  }

  /** Those that were run, of one of these ways, the best first. */
  List<Relieved> ranking(Way... ways) {
    List<Way> wanted = Arrays.asList(ways);
    return new Ranking(trials)
        .of(tried.stream().filter(each -> wanted.contains(each.way())).toList());
  }

  List<Relief> tried() {
    return tried;
  }

  List<Untried> refused() {
    return refused;
  }

  /** The next round, in which this is relieved for good. */
  Round onTopOf(Relieved best) {
    return new Round(
        file, with(sets, best.sets()), warmup, trials.onTopOf(Trials.name(best.sets())));
  }

  /** Another round of the same scenario. */
  Round again() {
    return new Round(file, sets, warmup, trials.onTopOf(Trials.AS_IT_IS));
  }

  /** Every relief that there is with what is relieved for good. */
  List<Relief> all() {
    return reader.reliefs(file, sets);
  }

  /** How many runs are left to be made. */
  int left() {
    return trials.left();
  }

  /** Makes all runs; false when somebody cut it short. */
  boolean run() {
    return trials.run();
  }

  private static List<String> with(List<String> sets, List<String> more) {
    List<String> both = new ArrayList<>(sets);
    both.addAll(more);
    return both;
  }
}
