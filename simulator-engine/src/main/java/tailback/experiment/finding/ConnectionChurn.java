package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.ResourceResult;

/** Requests opened a connection to the database each, and that took longer than it should. */
final class ConnectionChurn implements Rule {

  private static final String CONNECTIONS = ".connections";
  private static final double MANY = 0.5;
  private static final double NOTICEABLE_SHARE = 0.1;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : evidence.resources(CONNECTIONS).entrySet()) {
      String part = each.getKey().substring(0, each.getKey().length() - CONNECTIONS.length());
      long opened = each.getValue().arrivals() - each.getValue().rejected();
      double connecting = evidence.timeIn(part + ".connect");
      if (opened > MANY * evidence.all().completed()
          && connecting > NOTICEABLE_SHARE * evidence.inside()) {
        double querying = evidence.timeIn(part + ".query");
        findings.add(
            new Finding(
                "connection-churn",
                each.getKey(),
                evidence.since(each.getKey() + ".busy", 0),
                Figures.number(evidence.perSecond(opened))
                    + " connections to "
                    + part
                    + " are opened a second, for "
                    + Figures.number(evidence.all().throughputRps())
                    + " requests: opening them takes a request "
                    + Evidence.millis(connecting)
                    + ", its queries "
                    + Evidence.millis(querying)
                    + ".",
                Map.of("opened", opened, "connect_ms", connecting, "query_ms", querying)));
      }
    }
    return findings;
  }
}
