package tailback.ui.timeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Scenario;

/**
 * The few resources of many that a run is told by. In use: first those that a finding names, then
 * of each part and host that its incident says to look at the busiest, then the busiest of all.
 * Queues: the longest.
 */
final class Chosen {

  private static final int IN_USE = 4;
  private static final int QUEUES = 3;

  /** Whatever is less in use than this is told of only where it is named. */
  private static final double IDLE = 0.02;

  /** A queue that is shorter than this on average is none, unless several once stood in it. */
  private static final double NOTICEABLE = 0.03;

  private static final int SEVERAL = 3;

  private final Results results;
  private final List<String> named;
  private final List<String> looked;

  Chosen(Results results, Scenario scenario) {
    this.results = results;
    named = results.findings().stream().map(Finding::resource).toList();
    looked =
        scenario.incident() == null || scenario.incident().look() == null
            ? List.of()
            : scenario.incident().look();
  }

  /** Those whose utilisation is drawn. */
  List<String> inUse() {
    List<String> busiest =
        heaviest(".busy", each -> each.capacity() > 0, ResourceResult::utilisation);
    Set<String> wanted = new LinkedHashSet<>(named);
    for (String part : looked) {
      busiest.stream()
          .filter(name -> name.startsWith(part + "."))
          .findFirst()
          .ifPresent(wanted::add);
    }
    wanted.retainAll(busiest);
    busiest.stream()
        .filter(name -> results.resources().get(name).utilisation() >= IDLE)
        .forEach(wanted::add);
    return first(IN_USE, wanted, ResourceResult::utilisation);
  }

  /** Those whose queue is drawn. */
  List<String> queues() {
    List<String> longest =
        heaviest(
            ".queue",
            each -> each.queueMean() >= NOTICEABLE || each.queueMax() >= SEVERAL,
            ResourceResult::queueMean);
    return first(QUEUES, longest, ResourceResult::queueMean);
  }

  private List<String> heaviest(
      String series, Predicate<ResourceResult> fits, ToDoubleFunction<ResourceResult> weight) {
    return results.resources().entrySet().stream()
        .filter(each -> fits.test(each.getValue()))
        .map(Map.Entry::getKey)
        .filter(name -> results.timeseries().series().containsKey(name + series))
        .filter(name -> !name.contains(".lock(") && !name.contains(".keys("))
        .sorted(
            Comparator.comparingDouble(
                name -> -weight.applyAsDouble(results.resources().get(name))))
        .toList();
  }

  /** The first so many; of those that weigh the same one, for they are two names of one thing. */
  private List<String> first(
      int most, Collection<String> names, ToDoubleFunction<ResourceResult> weight) {
    Set<Double> told = new HashSet<>();
    return names.stream()
        .filter(name -> told.add(weight.applyAsDouble(results.resources().get(name))))
        .limit(most)
        .toList();
  }
}
