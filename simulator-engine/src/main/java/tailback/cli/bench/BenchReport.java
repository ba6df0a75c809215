package tailback.cli.bench;

import java.io.IOException;
import java.util.Locale;
import tailback.cli.report.JsonWriter;

/** What was measured: for people, and as JSON. */
public final class BenchReport {

  private BenchReport() {}

  /** A table. */
  public static String text(Bench.Outcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%-28s%22s%14s%8s%n", "", "", "reference", "ratio"));
    for (Speed speed : outcome.speeds()) {
      String rate = millions(speed.perSecond()) + " M " + speed.workload().unit() + "/s";
      text.append(String.format(Locale.ROOT, "%-28s%22s", speed.workload().title(), rate));
      if (!Double.isNaN(speed.ratio())) {
        text.append(
            String.format(
                Locale.ROOT, "%12s M%7.2fx", millions(speed.referencePerSecond()), speed.ratio()));
      }
      text.append(String.format("%n"));
    }
    String reference =
        outcome.reference() == null ? "none, as there is no C++ compiler" : outcome.reference();
    text.append(String.format("%nMedians. Java %s; reference: %s.%n", java(), reference));
    return text.toString();
  }

  private static String millions(double perSecond) {
    return String.format(Locale.ROOT, "%.3f", perSecond / 1e6);
  }

  /** One object; a member for each workload. */
  public static String json(Bench.Outcome outcome) {
    return JsonWriter.text(
        json -> {
          json.object().text("java", java()).text("reference", outcome.reference());
          for (Speed speed : outcome.speeds()) {
            write(speed, json);
          }
          json.end();
        });
  }

  private static void write(Speed speed, JsonWriter json) throws IOException {
    json.name(speed.workload().key())
        .row()
        .figure("per_s", speed.perSecond())
        .text("unit", speed.workload().unit());
    if (speed.workload().hasReference()) {
      json.figure("reference_per_s", speed.referencePerSecond()).figure("ratio", speed.ratio());
    }
    json.end();
  }

  private static String java() {
    return System.getProperty("java.version");
  }
}
