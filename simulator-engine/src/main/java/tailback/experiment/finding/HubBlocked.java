package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** A C call kept the hub, the loop or the GIL while others in its worker were ready to run. */
final class HubBlocked implements Rule {

  private static final double NOTICEABLE_MS = 50;

  /** Of the time of its loops: thousands of short calls are as bad as a long one. */
  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(".stalls")) {
        String part = counter.substring(0, counter.length() - ".stalls".length());
        double longest = evidence.count(part + ".longest_stall_ns") / 1e6;
        if (longest >= NOTICEABLE_MS || share(evidence, part) > NOTICEABLE_SHARE) {
          findings.add(finding(evidence, part, longest));
        }
      }
    }
    return findings;
  }

  private static double share(Evidence evidence, String part) {
    ResourceResult hub = evidence.results().resources().get(part + ".hub");
    int loops = hub == null || hub.capacity() == 0 ? 1 : hub.capacity();
    return evidence.perSecond(evidence.count(part + ".stalled_ns")) / 1e9 / loops;
  }

  private static Finding finding(Evidence evidence, String part, double longest) {
    long stalls = evidence.count(part + ".stalls");
    long others = evidence.count(part + ".stalled_others");
    double stalled = evidence.count(part + ".stalled_ns") / 1e6;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("stalls", stalls);
    figures.put("longest_ms", longest);
    figures.put("stalled_ms", stalled);
    figures.put("most_others_ready", others);
    figures.put("cpu", evidence.cpus());
    String cpus = evidence.cpus();
    return new Finding(
        "hub-blocked",
        part + ".workers",
        evidence.first(counter(part)),
        "A call that does not yield stopped a whole worker "
            + Evidence.count(stalls, "time")
            + ", for up to "
            + Evidence.millis(longest)
            + (longest < NOTICEABLE_MS ? " and " + Evidence.millis(stalled) + " in all" : "")
            + ", while up to "
            + Evidence.count(others, "other")
            + " in it were ready to run."
            + (cpus.isEmpty() ? "" : " Meanwhile " + cpus + ": nobody computes, they are stopped."),
        figures);
  }

  private static String counter(String part) {
    return part + ".stalls";
  }
}
