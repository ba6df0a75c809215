package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Finding;

/** An endpoint sent many statements one after another. */
final class NPlusOne implements Rule {

  private static final double MANY = 20;
  private static final double NOTICEABLE_SHARE = 0.25;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, EndpointResult> each : evidence.results().endpoints().entrySet()) {
      EndpointResult endpoint = each.getValue();
      if (endpoint.statements() >= MANY) {
        double querying = Evidence.database(endpoint);
        if (querying > NOTICEABLE_SHARE * Evidence.inside(endpoint)) {
          findings.add(
              new Finding(
                  "n-plus-one",
                  each.getKey(),
                  evidence.since("rate(" + each.getKey() + ")", 0),
                  "A request for "
                      + each.getKey()
                      + " sends "
                      + Figures.number(endpoint.statements())
                      + " statements one after another, and spends "
                      + Evidence.millis(querying)
                      + " on them: each costs a round trip, however small it is.",
                  Map.of("statements", endpoint.statements(), "database_ms", querying)));
        }
      }
    }
    return findings;
  }
}
