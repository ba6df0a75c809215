package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** A side effect happened inside a transaction that was rolled back after it. */
final class EffectBeforeCommit implements Rule {

  private static final String ORPHANS = ".orphans";

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      long orphans = evidence.count(counter);
      if (counter.endsWith(ORPHANS) && orphans > 0) {
        String effect = counter.substring(0, counter.length() - ORPHANS.length());
        long all = evidence.count(effect + ".effects");
        findings.add(
            new Finding(
                "effect-before-commit",
                effect,
                evidence.first(counter),
                effect
                    + " happened "
                    + Evidence.count(all, "time")
                    + ", "
                    + Evidence.count(orphans)
                    + " of them for nothing: inside a transaction that was rolled back afterwards."
                    + " Nothing takes it back.",
                Map.of("orphans", orphans, "effects", all)));
      }
    }
    return findings;
  }
}
