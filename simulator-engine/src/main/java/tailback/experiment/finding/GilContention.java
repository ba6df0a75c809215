package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Threads of one process waited for the interpreter. */
final class GilContention implements Rule {

  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".gil").entrySet()) {
      double wait = evidence.timeIn(each.getKey());
      if (wait > NOTICEABLE_SHARE * evidence.inside()) {
        ResourceResult gil = each.getValue();
        findings.add(
            new Finding(
                "gil-contention",
                each.getKey(),
                evidence.first(each.getKey() + ".waited"),
                "Threads wait for the GIL, "
                    + Evidence.millis(wait)
                    + " a request: "
                    + Evidence.count(gil.capacity(), "interpreter")
                    + " busy "
                    + Evidence.percent(gil.utilisation())
                    + " of the time, and an interpreter never uses more than one core.",
                Map.of("mean_wait_ms", wait, "utilisation", gil.utilisation())));
      }
    }
    return findings;
  }
}
