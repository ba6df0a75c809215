package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Values of a cache were read whose rows had changed since. */
final class StaleCache implements Rule {

  private static final double NOTICEABLE_SHARE = 0.01;

  private static final String STALE = ".stale";

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(STALE)) {
        String keys = counter.substring(0, counter.length() - STALE.length());
        ResourceResult lookUps = evidence.results().resources().get(keys);
        long stale = evidence.count(counter);
        double share = lookUps == null ? 0 : (double) stale / lookUps.arrivals(); // a CDN: none
        if (share > NOTICEABLE_SHARE) {
          findings.add(
              new Finding(
                  "stale-cache",
                  keys,
                  evidence.first(counter),
                  Evidence.percent(share)
                      + " of the values that were read were older than the last COMMIT of their"
                      + " row.",
                  Map.of("stale", stale, "share", share)));
        }
      }
    }
    return findings;
  }
}
