package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.Finding;

/** Nobody listened for a while: connections were refused, or reset while they queued. */
final class SocketClosed implements Rule {

  private static final String UNHEARD = ".nobody_listened";

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(UNHEARD)) {
        String part = counter.substring(0, counter.length() - UNHEARD.length());
        long refused = evidence.count(counter);
        double seconds = evidence.count(part + ".not_listening_ns") / 1e9;
        findings.add(
            new Finding(
                "socket-closed",
                part + ".backlog",
                evidence.first(counter),
                "The socket of "
                    + part
                    + " was closed for "
                    + Evidence.millis(seconds * 1e3)
                    + ": "
                    + Evidence.count(refused, "connection")
                    + " found nobody there.",
                Map.of("refused", refused, "closed_s", seconds)));
      }
    }
    return findings;
  }
}
