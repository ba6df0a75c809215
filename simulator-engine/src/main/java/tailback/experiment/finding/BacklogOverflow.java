package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** The listening socket's accept queue was full. */
final class BacklogOverflow implements Rule {

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".backlog").entrySet()) {
      ResourceResult backlog = each.getValue();
      if (backlog.rejected() > 0) {
        findings.add(
            new Finding(
                "backlog-overflow",
                each.getKey(),
                evidence.first(each.getKey() + ".rejected"),
                "The accept queue was full ("
                    + backlog.queueMax()
                    + " connections) "
                    + Evidence.count(backlog.rejected(), "time")
                    + ". A unix socket refuses then; TCP drops the SYN,"
                    + " which comes again after 1, 2, 3 … seconds.",
                Map.of("overflows", backlog.rejected(), "longest_queue", backlog.queueMax())));
      }
    }
    return findings;
  }
}
