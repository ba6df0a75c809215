package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** Files were asked for on a server that does not have them. */
final class FilesMissing implements Rule {

  private static final String MISSING = ".missing";
  private static final double NOTICEABLE_SHARE = 0.01;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      long missing = evidence.count(counter);
      long offered = evidence.all().offered();
      if (counter.endsWith(MISSING) && offered > 0 && missing > NOTICEABLE_SHARE * offered) {
        String store = counter.substring(0, counter.length() - MISSING.length());
        findings.add(
            new Finding(
                "files-missing",
                store,
                evidence.first(counter),
                Evidence.count(missing, "time")
                    + " a file of "
                    + store
                    + " was not on the server that was asked for it, "
                    + Evidence.percent((double) missing / offered)
                    + " of all requests.",
                Map.of("missing", missing)));
      }
    }
    return findings;
  }
}
