package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Requests waited inside one worker while threads of another were free. */
final class PrivateQueues implements Rule {

  private static final double NOT_SATURATED = 0.95;
  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".threads").entrySet()) {
      ResourceResult threads = each.getValue();
      String part = each.getKey().substring(0, each.getKey().length() - ".threads".length());
      ResourceResult workers = evidence.results().resources().get(part + ".workers");
      double wait = evidence.timeIn(each.getKey());
      double free = threads.capacity() - threads.busyMean();
      if (workers != null // Memcached has threads, too, and one queue
          && workers.capacity() > 1
          && threads.queueMean() > free
          && threads.utilisation() < NOT_SATURATED
          && wait > NOTICEABLE_SHARE * evidence.meanLatency()) {
        findings.add(
            new Finding(
                "private-queues",
                each.getKey(),
                evidence.first(each.getKey() + ".waited"),
                "On average "
                    + Figures.number(threads.queueMean())
                    + " requests waited inside a worker although "
                    + Figures.number(free)
                    + " threads were free: each worker"
                    + " accepts into a queue of its own, and an idle one cannot take from it.",
                Map.of("mean_queue", threads.queueMean(), "mean_free_threads", free)));
      }
    }
    return findings;
  }
}
