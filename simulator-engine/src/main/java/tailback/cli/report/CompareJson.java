package tailback.cli.report;

import java.io.IOException;
import java.util.Map;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Amount;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Requests;
import tailback.metric.Interval;

/** A comparison as JSON, {@code compare --format json}. Its names are a public contract. */
final class CompareJson {

  private CompareJson() {}

  static void write(String change, Compared compared, JsonWriter json) throws IOException {
    json.object().text("change", change).count("pairs", compared.a().replications());
    json.name("a");
    JsonReport.write(compared.a(), json);
    json.name("b");
    JsonReport.write(compared.b(), json);
    json.name("difference").object();
    for (Map.Entry<String, Difference> each : compared.differences().entrySet()) {
      difference(each.getKey(), each.getValue(), json);
    }
    json.end();
    json.name("same_requests").object();
    for (Map.Entry<String, Requests> each : compared.requests().entrySet()) {
      requests(each.getKey(), each.getValue(), json);
    }
    json.end();
    requests("all_same_requests", compared.allRequests(), json);
    json.end();
  }

  private static void difference(String measure, Difference of, JsonWriter json)
      throws IOException {
    Interval within = of.paired().interval();
    json.name(measure)
        .row()
        .figure("estimate", of.paired().estimate())
        .figures("ci95", within == null ? null : new double[] {within.lower(), within.upper()})
        .text("unit", of.unit().word())
        .figure("narrowing", of.paired().narrowing())
        .end();
  }

  private static void requests(String name, Requests of, JsonWriter json) throws IOException {
    json.name(name)
        .row()
        .count("matched", of.matched())
        .count("faster", of.faster())
        .count("slower", of.slower())
        .count("same", of.same())
        .count("rescued", of.rescued())
        .count("broken", of.broken())
        .count("failed", of.failed());
    amount("faster_ms", of.fasterMs(), json);
    amount("slower_ms", of.slowerMs(), json);
    json.name("difference_ms")
        .row()
        .figure("mean", of.meanMs())
        .figure("p5", of.p5Ms())
        .figure("p95", of.p95Ms())
        .end();
    json.end();
  }

  private static void amount(String name, Amount of, JsonWriter json) throws IOException {
    if (of == null) {
      json.text(name, null);
    } else {
      json.name(name)
          .row()
          .figure("mean", of.mean())
          .figure("p95", of.p95())
          .figure("max", of.max())
          .end();
    }
  }
}
