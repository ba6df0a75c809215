package tailback.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Verdict;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Relief;

/**
 * Which reliefs are tried two at a time, when none does by itself: those of resources that are
 * crowded and those that ease, the most promising first.
 */
final class Together {

  /** Pairs are many, and runs take time. */
  private static final int MOST = 3;

  private final Map<String, ResourceResult> resources;

  Together(Map<String, ResourceResult> resources) {
    this.resources = resources;
  }

  /** Two of the list at a time, in the order of their places in it. */
  private record Two(int better, int worse) {}

  /**
   * The pairs to try.
   *
   * @param ranking what each does by itself, the best first
   * @param tried the same reliefs
   */
  List<Relief> of(List<Relieved> ranking, List<Relief> tried) {
    List<Relief> promising =
        ranking.stream().filter(this::isPromising).map(each -> relief(each, tried)).toList();
    List<Two> twos = new ArrayList<>();
    for (int worse = 1; worse < promising.size(); worse++) {
      for (int better = 0; better < worse; better++) {
        if (isIndependent(promising.get(better), promising.get(worse))) {
          twos.add(new Two(better, worse));
        }
      }
    }
    twos.sort(Comparator.comparingInt((Two two) -> two.better + two.worse));
    return twos.stream()
        .limit(MOST)
        .map(two -> promising.get(two.better).with(promising.get(two.worse)))
        .toList();
  }

  private boolean isPromising(Relieved each) {
    ResourceResult resource = resources.get(each.relieves());
    return each.verdict() == Verdict.EASES || resource != null && Touched.isCrowded(resource);
  }

  private static Relief relief(Relieved of, List<Relief> tried) {
    return tried.stream().filter(each -> each.sets().equals(of.sets())).findFirst().orElseThrow();
  }

  private static boolean isIndependent(Relief one, Relief other) {
    return !one.relieves().equals(other.relieves())
        && Collections.disjoint(one.paths(), other.paths());
  }
}
