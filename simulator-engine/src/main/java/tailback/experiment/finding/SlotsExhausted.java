package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** A part that does not queue refused connections: all its slots were taken. */
final class SlotsExhausted implements Rule {

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    look(evidence, ".connections", "connection slots", findings);
    look(evidence, ".clients", "client connections (max_client_conn)", findings);
    return findings;
  }

  private static void look(
      Evidence evidence, String ending, String slots, List<Finding> findings) {
    for (Map.Entry<String, ResourceResult> each : evidence.resources(ending).entrySet()) {
      ResourceResult resource = each.getValue();
      if (resource.rejected() > 0) {
        String part = each.getKey().substring(0, each.getKey().length() - ending.length());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("refused", resource.rejected());
        figures.put("asked", resource.arrivals());
        figures.put("capacity", resource.capacity());
        figures.put("mean_in_use", resource.busyMean());
        findings.add(
            new Finding(
                "slots-exhausted",
                each.getKey(),
                evidence.since(each.getKey() + ".busy", busy -> busy >= resource.capacity()),
                "All " + resource.capacity() + " " + slots + " of " + part + " were taken: it"
                    + " refused " + resource.rejected() + " of " + resource.arrivals() + " ("
                    + Evidence.percent((double) resource.rejected() / resource.arrivals())
                    + ") at once. It has no queue; a slot is held for as long as the one who has it"
                    + " does anything else, too.",
                figures));
      }
    }
  }
}
