package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/**
 * Sessions of a database held a transaction open while their client did something else, and others
 * waited for what they held.
 */
final class IdleInTransaction implements Rule {

  private static final String IDLE = ".idle_in_transaction";
  private static final double NOTICEABLE = 0.5;
  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(IDLE).entrySet()) {
      String part = each.getKey().substring(0, each.getKey().length() - IDLE.length());
      double idle = each.getValue().busyMean();
      double waiting = waiting(evidence, part);
      if (idle >= NOTICEABLE && waiting > NOTICEABLE_SHARE * idle) {
        findings.add(
            new Finding(
                "idle-in-transaction",
                each.getKey(),
                evidence.since(each.getKey() + ".busy", idle / 2),
                "On average "
                    + Figures.number(idle)
                    + " sessions of "
                    + part
                    + " are idle in transaction, up to "
                    + Evidence.count(each.getValue().busyMax())
                    + ": they hold rows and a connection while their client does something else,"
                    + " and "
                    + Figures.number(waiting)
                    + " others wait for what they hold.",
                Map.of("mean_idle", idle, "mean_waiting", waiting)));
      }
    }
    return findings;
  }

  /** Who waits for a row of it, or for a connection of a pool in front of it. */
  private static double waiting(Evidence evidence, String part) {
    double sum = 0;
    for (Map.Entry<String, ResourceResult> each : evidence.results().resources().entrySet()) {
      if (each.getKey().startsWith(part + ".lock(") || each.getKey().endsWith(".servers")) {
        sum += each.getValue().queueMean();
      }
    }
    return sum;
  }
}
