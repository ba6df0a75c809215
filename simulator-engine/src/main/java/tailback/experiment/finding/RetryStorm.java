package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;

/** Clients that ask again and again are a large part of the load. */
final class RetryStorm implements Rule {

  private static final String RETRIES = ".retries";

  /** Retries for each request offered. */
  private static final double MANY = 0.5;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    long offered = evidence.all().offered();
    for (String counter : evidence.results().counters().keySet()) {
      long retries = evidence.count(counter);
      if (counter.endsWith(RETRIES) && offered > 0 && retries > MANY * offered) {
        String group = counter.substring(0, counter.length() - RETRIES.length());
        double attempts = (double) evidence.all().attempts() / offered;
        findings.add(
            new Finding(
                "retry-storm",
                group,
                evidence.first(counter),
                "The clients of "
                    + group
                    + " asked again "
                    + Evidence.count(retries, "time")
                    + ": each request was sent "
                    + Figures.number(attempts)
                    + " times on average, and the load with it, while what was given up goes on"
                    + " being done.",
                Map.of("retries", retries, "attempts_per_request", attempts)));
      }
    }
    return findings;
  }
}
