package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** A machine had no memory left, and the kernel killed processes. */
final class OutOfMemory implements Rule {

  private static final String COUNTER = ".ooms";
  private static final long A_LOOP = 10;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      long kills = evidence.count(counter);
      if (counter.endsWith(COUNTER) && kills > 0) {
        String part = counter.substring(0, counter.length() - COUNTER.length());
        findings.add(
            new Finding(
                "out-of-memory",
                part + ".workers",
                evidence.first(counter),
                "Out of memory: the kernel killed "
                    + Evidence.count(kills)
                    + (kills == 1 ? " process of " : " processes of ")
                    + part
                    + " (SIGKILL)"
                    + again(evidence, kills)
                    + "; whatever they were serving was reset.",
                Map.of("ooms", kills)));
      }
    }
    return findings;
  }

  /** A loop, where the new ones are killed as well. */
  private static String again(Evidence evidence, long kills) {
    return kills < A_LOOP
        ? ""
        : ", one every " + Evidence.millis(1e3 / evidence.perSecond(kills)) + " of the run";
  }
}
