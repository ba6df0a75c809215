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

  /** Above it over the whole run, they were all taken for part of it. */
  private static final double AT_TIMES = 0.5;

  private static final double NOTICEABLE_SHARE = 0.1;

  /** Of its latency, that a request waits for one that is free for part of the run. */
  private static final double MOST = 0.5;

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
      double share = wait / evidence.meanLatency();
      boolean taken = units.utilisation() > HIGH && share > NOTICEABLE_SHARE;
      boolean atTimes =
          units.utilisation() > AT_TIMES && units.busyMax() >= units.capacity() && share > MOST;
      if (taken || atTimes) {
        findings.add(finding(evidence, part, units, threads != null, wait));
      }
    }
    return findings;
  }

  /** When the queue first was longer than on average. */
  private static double began(Evidence evidence, String part) {
    String queue = part + ".backlog";
    ResourceResult threads = evidence.results().resources().get(part + ".threads");
    ResourceResult backlog = evidence.results().resources().get(queue);
    boolean inside = threads != null && threads.queueMean() > backlog.queueMean();
    return inside
        ? evidence.since(part + ".threads.queue", threads.queueMean())
        : evidence.since(queue + ".queue", backlog.queueMean());
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
        units.utilisation() > HIGH ? evidence.first(queue + ".waited") : began(evidence, part),
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
