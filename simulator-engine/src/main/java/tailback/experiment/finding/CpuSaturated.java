package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** A host had more to run than it has cores. */
final class CpuSaturated implements Rule {

  private static final double HIGH = 0.85;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(".cpu").entrySet()) {
      ResourceResult cpu = each.getValue();
      if (cpu.utilisation() > HIGH) {
        findings.add(
            new Finding(
                "cpu-saturated",
                each.getKey(),
                began(evidence, each.getKey(), cpu),
                Evidence.all(
                        cpu.capacity(),
                        "core",
                        each.getKey().substring(0, each.getKey().length() - ".cpu".length()))
                    + " busy "
                    + Evidence.percent(cpu.utilisation())
                    + " of the time; "
                    + "whatever computes there is stretched.",
                Map.of("utilisation", cpu.utilisation(), "most_waiting", cpu.queueMax())));
      }
    }
    return findings;
  }

  /** When somebody first waited; where one waits for the GIL instead, when it was first as busy. */
  private static double began(Evidence evidence, String name, ResourceResult cpu) {
    double waited = evidence.first(name + ".waited");
    return Double.isNaN(waited) ? evidence.since(name + ".busy", HIGH * cpu.capacity()) : waited;
  }
}
