package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** Much of what the database was asked were sessions. */
final class SessionQueries implements Rule {

  private static final String STATEMENTS = ".session_statements";
  private static final double NOTICEABLE_SHARE = 0.2;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    double all = evidence.all().statements() * evidence.all().completed();
    for (String counter : evidence.results().counters().keySet()) {
      long asked = evidence.count(counter);
      if (counter.endsWith(STATEMENTS) && asked > NOTICEABLE_SHARE * all && all > 0) {
        String part = counter.substring(0, counter.length() - STATEMENTS.length());
        double share = Math.min(1, asked / all);
        findings.add(
            new Finding(
                "session-queries",
                part,
                evidence.first(counter),
                Evidence.percent(share)
                    + " of the statements, "
                    + Evidence.count(asked)
                    + " of them, load or save a session: "
                    + part
                    + " keeps sessions in the database, and asks for them with each request.",
                Map.of("session_statements", asked, "share", share)));
      }
    }
    return findings;
  }
}
