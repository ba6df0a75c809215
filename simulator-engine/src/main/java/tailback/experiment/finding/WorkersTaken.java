package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** All workers (or all their threads) were taken while requests waited for one. */
final class WorkersTaken implements Rule {

  /** Worker utilisation above which queues grow fast. */
  private static final double HIGH = 0.85;

  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".workers").entrySet()) {
      String part = each.getKey().substring(0, each.getKey().length() - ".workers".length());
      ResourceResult backlog = evidence.results().resources().get(part + ".backlog");
      ResourceResult threads = evidence.results().resources().get(part + ".threads");
      if (backlog == null) {
        continue;
      }
      ResourceResult units = threads != null ? threads : each.getValue();
      double wait = evidence.timeIn(part + ".backlog") + evidence.timeIn(part + ".threads");
      if (units.utilisation() > HIGH && wait > NOTICEABLE_SHARE * evidence.meanLatency()) {
        findings.add(finding(evidence, part, units, threads != null, wait));
      }
    }
    return findings;
  }

  private static Finding finding(
      Evidence evidence, String part, ResourceResult units, boolean threads, double wait) {
    String what = threads ? "threads" : "workers";
    String queue = part + (threads ? ".threads" : ".backlog");
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("capacity", units.capacity());
    figures.put("utilisation", units.utilisation());
    figures.put("mean_wait_ms", wait);
    String cpus = evidence.cpus();
    return new Finding(
        "workers-taken",
        part + "." + what,
        evidence.first(queue + ".waited"),
        Evidence.all(units.capacity(), threads ? "thread" : "worker", part)
            + " taken "
            + Evidence.percent(units.utilisation())
            + " of the time; a request waits "
            + Evidence.millis(wait)
            + " for one."
            + (cpus.isEmpty() ? "" : " Look at the CPU beside it: " + cpus + "."),
        figures);
  }
}
