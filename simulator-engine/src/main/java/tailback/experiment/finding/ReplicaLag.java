package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Finding;

/** Requests read from a replica what had changed on the primary since. */
final class ReplicaLag implements Rule {

  private static final String STALE = ".stale";
  private static final double NOTICEABLE_SHARE = 0.01;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      String part = counter.replaceFirst("\\.stale$", "");
      boolean replica =
          counter.endsWith(STALE)
              && evidence.results().resources().containsKey(part + ".connections");
      String endpoint = replica ? most(evidence) : null;
      if (endpoint != null) {
        double share = share(evidence.results().endpoints().get(endpoint));
        findings.add(
            new Finding(
                "replica-lag",
                part,
                evidence.first(counter),
                Evidence.percent(share)
                    + " of the requests for "
                    + endpoint
                    + " read from "
                    + part
                    + " what was older than the last COMMIT on its primary: "
                    + Evidence.count(evidence.count(counter), "stale read")
                    + " in all.",
                Map.of("stale", evidence.count(counter), "share", share)));
      }
    }
    return findings;
  }

  /** The endpoint that shows it most; null when none does. */
  private static String most(Evidence evidence) {
    String most = null;
    double largest = NOTICEABLE_SHARE;
    for (Map.Entry<String, EndpointResult> each : evidence.results().endpoints().entrySet()) {
      if (share(each.getValue()) > largest) {
        largest = share(each.getValue());
        most = each.getKey();
      }
    }
    return most;
  }

  private static double share(EndpointResult endpoint) {
    return endpoint.completed() == 0 ? 0 : (double) endpoint.stale() / endpoint.completed();
  }
}
