package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** New workers imported the application again and again, and took the CPU from the old ones. */
final class BootStorm implements Rule {

  private static final String BOOTS = ".boots";
  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    int cores =
        evidence.resources(".cpu").values().stream()
            .mapToInt(ResourceResult::capacity)
            .max()
            .orElse(0);
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(BOOTS)) {
        String part = counter.substring(0, counter.length() - BOOTS.length());
        double busy = evidence.perSecond(evidence.count(part + ".boot_cpu_ns")) / 1e9;
        if (cores > 0 && busy > NOTICEABLE_SHARE * cores) {
          findings.add(
              new Finding(
                  "boot-storm",
                  part + ".workers",
                  evidence.first(counter),
                  "Workers of "
                      + part
                      + " were started "
                      + Evidence.count(evidence.count(counter), "time")
                      + "; importing the application kept "
                      + Figures.number(busy)
                      + (cores == 1 ? " of its core busy." : " of " + cores + " cores busy."),
                  Map.of("boots", evidence.count(counter), "busy_cores", busy)));
        }
      }
    }
    return findings;
  }
}
