package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** Workers finished requests after everybody had stopped waiting for the answer. */
final class DeadWork implements Rule {

  private static final double NOTICEABLE_SHARE = 0.01;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      long dead = evidence.count(counter);
      if (counter.endsWith(".finished_for_nobody")
          && dead > NOTICEABLE_SHARE * evidence.all().offered()) {
        String part = counter.substring(0, counter.length() - ".finished_for_nobody".length());
        findings.add(
            new Finding(
                "dead-work",
                part + ".workers",
                evidence.first(counter),
                part
                    + " finished "
                    + Evidence.count(dead, "request")
                    + " after the client or the proxy had given up:"
                    + " nothing upstream cancels work, so the time went to answers nobody read.",
                Map.of("finished_for_nobody", dead)));
      }
    }
    return findings;
  }
}
