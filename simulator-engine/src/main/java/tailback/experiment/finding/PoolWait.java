package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Clients of a connection pool waited for a server connection. */
final class PoolWait implements Rule {

  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".servers").entrySet()) {
      ResourceResult servers = each.getValue();
      double wait = evidence.wait(servers);
      if (servers.queueMax() > 0 && wait > NOTICEABLE_SHARE * evidence.inside()) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("capacity", servers.capacity());
        figures.put("utilisation", servers.utilisation());
        figures.put("most_waiting", servers.queueMax());
        figures.put("mean_wait_ms", wait);
        figures.put("p95_wait_ms", servers.waitMs().p95());
        findings.add(
            new Finding(
                "pool-wait",
                each.getKey(),
                evidence.first(each.getKey() + ".waited"),
                "Of "
                    + Evidence.count(servers.capacity(), "server connection")
                    + ", "
                    + Figures.number(servers.busyMean())
                    + " are lent out on average; up to "
                    + Evidence.count(servers.queueMax(), "client")
                    + " waited for one, "
                    + Evidence.millis(wait)
                    + " on average.",
                figures));
      }
    }
    return findings;
  }
}
