package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** Users were logged out: their sessions lay in the memory of a process. */
final class LostSessions implements Rule {

  private static final String LOGOUTS = ".logouts";

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      long logouts = evidence.count(counter);
      if (counter.endsWith(LOGOUTS) && logouts > 0) {
        findings.add(
            new Finding(
                "lost-sessions",
                counter.substring(0, counter.length() - LOGOUTS.length()),
                evidence.first(counter),
                Evidence.count(logouts, "time")
                    + " a user was logged out: the session lay in the memory of a process that is"
                    + " gone, or that did not get the request.",
                Map.of("logouts", logouts)));
      }
    }
    return findings;
  }
}
