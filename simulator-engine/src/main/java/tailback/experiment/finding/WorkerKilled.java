package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** The arbiter killed workers whose heartbeat was too old. */
final class WorkerKilled implements Rule {

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      long kills = evidence.count(counter);
      if (counter.endsWith(".kills") && kills > 0) {
        String part = counter.substring(0, counter.length() - ".kills".length());
        findings.add(
            new Finding(
                "worker-killed",
                part + ".workers",
                evidence.first(counter),
                "The arbiter of "
                    + part
                    + " killed "
                    + Evidence.count(kills, "worker")
                    + " whose heartbeat was older than timeout (WORKER TIMEOUT); whatever they were"
                    + " serving was reset.",
                Map.of("kills", kills)));
      }
    }
    return findings;
  }
}
