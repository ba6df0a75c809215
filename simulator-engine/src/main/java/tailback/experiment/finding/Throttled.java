package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** A host was not allowed to use its cores: its credits were spent, or its container's quota. */
final class Throttled implements Rule {

  private static final String CREDITS = ".credits_spent";
  private static final String QUOTA = ".quota_spent";
  private static final double NOTICEABLE = 0.01;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(CREDITS)) {
        look(evidence, counter, CREDITS, findings);
      } else if (counter.endsWith(QUOTA)) {
        look(evidence, counter, QUOTA, findings);
      }
    }
    return findings;
  }

  private static void look(
      Evidence evidence, String counter, String ending, List<Finding> findings) {
    double seconds = evidence.count(counter + "_ns") / 1e9;
    double simulated = evidence.results().simulatedS() * evidence.results().replications();
    if (seconds < NOTICEABLE * simulated) {
      return;
    }
    String host = counter.substring(0, counter.length() - ending.length());
    boolean credits = ending.equals(CREDITS);
    String times = Evidence.count(evidence.count(counter), "time");
    String took = Evidence.millis(seconds * 1e3);
    findings.add(
        new Finding(
            credits ? "credits-exhausted" : "cpu-quota",
            host + ".cpu",
            evidence.first(counter),
            credits
                ? "The CPU credits of "
                    + host
                    + " were spent ("
                    + times
                    + "): for "
                    + took
                    + " it ran at its baseline, with no change in load."
                : "The CPU quota of "
                    + host
                    + " was used up "
                    + times
                    + ": for "
                    + took
                    + " nothing on it ran until the period was over, whatever its cores did.",
            Map.of("times", evidence.count(counter), "throttled_s", seconds)));
  }
}
