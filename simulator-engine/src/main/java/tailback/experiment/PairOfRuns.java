package tailback.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import tailback.experiment.Measures.Measured;
import tailback.scenario.Scenario;

/** One run of either side, with the same seed, and how each request fared in both. */
final class PairOfRuns {

  private final Replication a;
  private final Replication b;
  private final Map<String, Measured> measuresA;
  private final Map<String, Measured> measuresB;
  private final Map<String, PairedRequests> requests = new LinkedHashMap<>();

  /** Two runs that have ended, and what became of the requests in each. */
  PairOfRuns(
      Scenario scenarioA,
      Replication a,
      Outcomes endsA,
      Scenario scenarioB,
      Replication b,
      Outcomes endsB) {
    this.a = a;
    this.b = b;
    measuresA = Measures.of(Pool.of(scenarioA, a).results(0, 0));
    measuresB = Measures.of(Pool.of(scenarioB, b).results(0, 0));
    for (String endpoint : a.endpoints()) {
      if (b.endpoints().contains(endpoint)) {
        requests.put(endpoint, new PairedRequests());
      }
    }
    endsA.forEach(number -> match(number, endsA, endsB));
  }

  private void match(long number, Outcomes endsA, Outcomes endsB) {
    long after = endsB.latency(number);
    if (after != Outcomes.UNKNOWN) {
      String endpoint = a.endpoints().get(endsA.endpoint(number));
      if (endpoint.equals(b.endpoints().get(endsB.endpoint(number)))) {
        requests.get(endpoint).add(endsA.latency(number), after);
      }
    }
  }

  /** Whether neither run was cut short. */
  boolean complete() {
    return a.complete() && b.complete();
  }

  Replication a() {
    return a;
  }

  Replication b() {
    return b;
  }

  /** The measures of the first run. */
  Map<String, Measured> before() {
    return measuresA;
  }

  /** The measures of the second run. */
  Map<String, Measured> after() {
    return measuresB;
  }

  /** The requests that ended in both runs, by endpoint. */
  Map<String, PairedRequests> requests() {
    return requests;
  }
}
