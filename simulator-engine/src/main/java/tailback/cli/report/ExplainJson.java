package tailback.cli.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Objective;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Explained.Starved;
import tailback.experiment.result.Explained.Untried;
import tailback.experiment.result.Results.Finding;
import tailback.metric.Interval;
import tailback.scenario.Expectation.Unit;

/** What to relieve as JSON, {@code explain --format json}. Its names are a public contract. */
final class ExplainJson {

  private static final double MILLIS = 1e6;

  private final Explained explained;
  private final JsonWriter json;

  private ExplainJson(Explained explained, JsonWriter json) {
    this.explained = explained;
    this.json = json;
  }

  static void write(Explained explained, JsonWriter json) throws IOException {
    new ExplainJson(explained, json).document();
  }

  private void document() throws IOException {
    Objective objective = explained.objective();
    json.object()
        .text("scenario", explained.base().scenario())
        .text("title", explained.base().title())
        .count("seed", explained.base().seed())
        .count("pairs", explained.runs())
        .flag("complete", explained.complete());
    json.name("objective")
        .row()
        .text("measure", objective.measure())
        .text("unit", unit(objective.unit()))
        .text("better", objective.less() ? "less" : "more")
        .text("symptom", objective.symptom().isEmpty() ? null : objective.symptom())
        .flag("symptom_holds", objective.holds())
        .count("symptom_pairs", objective.shown())
        .end();
    rows("ranking", explained.ranking());
    rows("shorter", explained.shorter());
    rows("fewer", explained.fewer());
    rows("together", explained.together());
    rows("next", explained.next());
    json.name("never_full").list();
    for (Spare each : explained.spare()) {
      json.row()
          .text("resource", each.resource())
          .count("peak", each.peak())
          .count("capacity", each.capacity())
          .figure("utilisation", each.utilisation())
          .end();
    }
    json.end();
    json.name("not_tried").list();
    untried(explained.unmet());
    untried(explained.refused());
    json.end();
    json.name("findings").list();
    for (Finding finding : explained.base().findings()) {
      JsonReport.finding(finding, json);
    }
    json.end().end();
  }

  private void untried(List<Untried> list) throws IOException {
    for (Untried each : list) {
      json.row()
          .text("relieve", each.relieves())
          .text("change", each.how())
          .text("why", each.why())
          .end();
    }
  }

  private void rows(String name, List<Relieved> rows) throws IOException {
    json.name(name).list();
    for (Relieved each : rows) {
      json.object()
          .text("relieve", each.relieves())
          .text("change", each.how())
          .figure("before", figure(each.before()))
          .figure("after", figure(each.after()))
          .figures("ci95", interval(each.ci95()))
          .text("verdict", each.verdict().name().toLowerCase(Locale.ROOT))
          .flag("tied_with_first", each.tied())
          .figure("errors_before", each.failedBefore())
          .figure("errors_after", each.failedAfter())
          .figure("p95_before_ms", each.p95Before() / MILLIS)
          .figure("p95_after_ms", each.p95After() / MILLIS)
          .figure("throughput_before_rps", each.rateBefore())
          .figure("throughput_after_rps", each.rateAfter())
          .any("set", each.sets());
      json.name("starved").list();
      for (Starved endpoint : each.starved()) {
        json.row()
            .text("endpoint", endpoint.endpoint())
            .count("answered_before", endpoint.before())
            .count("answered_after", endpoint.after())
            .end();
      }
      json.end().end();
    }
    json.end();
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case TIME -> "ms";
      case SHARE -> "share";
      case RATE -> "1/s";
      case SIZE -> "bytes";
      case NUMBER -> "number";
    };
  }

  private double figure(double value) {
    return explained.objective().unit() == Unit.TIME ? value / MILLIS : value;
  }

  private double[] interval(Interval of) {
    return of == null ? null : new double[] {figure(of.lower()), figure(of.upper())};
  }
}
