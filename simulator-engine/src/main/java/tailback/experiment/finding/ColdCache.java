package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** A cache lost all that it held, in the middle of a run. */
final class ColdCache implements Rule {

  private static final String LOSSES = ".losses";

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(LOSSES)) {
        String cache = counter.substring(0, counter.length() - LOSSES.length());
        findings.add(
            new Finding(
                "cold-cache",
                cache,
                evidence.first(counter),
                cache
                    + " lost all its keys: until they are there again, whatever stands behind it"
                    + " does the work of both.",
                Map.of("losses", evidence.count(counter))));
      }
    }
    return findings;
  }
}
