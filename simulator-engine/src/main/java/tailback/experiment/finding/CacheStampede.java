package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** A key expired, and many computed it at once. */
final class CacheStampede implements Rule {

  /** Of all that is computed; below, it is chance. */
  private static final double MANY = 0.25;

  private static final String DUPLICATES = ".duplicates";

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(DUPLICATES)) {
        String keys = counter.substring(0, counter.length() - DUPLICATES.length());
        ResourceResult lookUps = evidence.results().resources().get(keys);
        long duplicates = evidence.count(counter);
        if (duplicates > MANY * lookUps.rejected()) {
          findings.add(
              new Finding(
                  "cache-stampede",
                  keys,
                  evidence.first(counter),
                  "Of "
                      + Evidence.count(lookUps.rejected(), "value")
                      + " that were computed, "
                      + Evidence.count(duplicates)
                      + " were being computed already: whoever misses meanwhile computes it, too.",
                  Map.of("computed", lookUps.rejected(), "duplicates", duplicates)));
        }
      }
    }
    return findings;
  }
}
