package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Background tasks came faster than their workers took them. */
final class TaskBacklog implements Rule {

  private static final double HIGH = 0.95;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".queue").entrySet()) {
      String part = each.getKey().substring(0, each.getKey().length() - ".queue".length());
      ResourceResult workers = evidence.results().resources().get(part + ".workers");
      if (workers != null && workers.utilisation() > HIGH && each.getValue().queueMax() > 0) {
        findings.add(
            new Finding(
                "task-backlog",
                each.getKey(),
                evidence.first(each.getKey() + ".waited"),
                Evidence.all(workers.capacity(), "worker", part)
                    + " busy "
                    + Evidence.percent(workers.utilisation())
                    + " of the time and up to "
                    + Evidence.count(each.getValue().queueMax(), "task")
                    + " wait: requests are quick, their work is"
                    + " late.",
                Map.of(
                    "most_waiting", each.getValue().queueMax(),
                    "mean_wait_ms", each.getValue().waitMs().mean())));
      }
    }
    return findings;
  }
}
