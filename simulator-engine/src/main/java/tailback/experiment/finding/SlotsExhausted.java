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

  private static void look(Evidence evidence, String ending, String slots, List<Finding> findings) {
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
                evidence.first(each.getKey() + ".rejected"),
                "All "
                    + Evidence.count(resource.capacity())
                    + " "
                    + slots
                    + " of "
                    + part
                    + " were taken: it"
                    + " refused "
                    + Evidence.count(resource.rejected())
                    + " of "
                    + Evidence.count(resource.arrivals())
                    + " ("
                    + Evidence.percent((double) resource.rejected() / resource.arrivals())
                    + ") at once, for it has no queue."
                    + held(evidence, part, resource, figures),
                figures));
      }
    }
  }

  /** How long a slot was held, and how little of that the database worked for it. */
  private static String held(
      Evidence evidence, String part, ResourceResult resource, Map<String, Object> figures) {
    double working = evidence.timeIn(part + ".query");
    double perSecond =
        (resource.arrivals() - resource.rejected())
            / (evidence.results().simulatedS() * evidence.results().replications());
    boolean kept = perSecond < evidence.all().throughputRps();
    if (working == 0 || kept) {
      return "";
    }
    double held = resource.busyMean() / perSecond * 1e3;
    figures.put("mean_held_ms", held);
    figures.put("mean_working_ms", working);
    return " A slot was held for "
        + Evidence.millis(held)
        + ", of which the database worked "
        + Evidence.millis(working)
        + ".";
  }
}
