package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Transactions waited for the same rows. */
final class RowLockWait implements Rule {

  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(")").entrySet()) {
      ResourceResult locks = each.getValue();
      double wait = evidence.wait(locks);
      if (locks.queueMax() > 0 && wait > NOTICEABLE_SHARE * evidence.inside()) {
        findings.add(
            new Finding(
                "row-lock-wait",
                each.getKey(),
                evidence.first(each.getKey() + ".waited"),
                "Transactions wait for each other's rows: "
                    + Evidence.millis(wait)
                    + " on average, up to "
                    + locks.queueMax()
                    + " at once, each holding a worker"
                    + " and a database connection meanwhile.",
                Map.of("mean_wait_ms", wait, "most_waiting", locks.queueMax())));
      }
    }
    return findings;
  }
}
