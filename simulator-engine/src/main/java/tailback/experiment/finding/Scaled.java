package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.Timeseries;

/** A part was scaled: when it had how many replicas, and whether that came too late. */
final class Scaled implements Rule {

  private static final String OUTS = ".scale_outs";
  private static final String REPLICAS = ".replicas";
  private static final double NOTICEABLE = 0.01;
  private static final int MOST_STEPS = 8;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(OUTS)) {
        String part = counter.substring(0, counter.length() - OUTS.length());
        long outs = evidence.count(counter);
        long ins = evidence.count(part + ".scale_ins");
        if (outs + ins > 0) {
          findings.add(finding(evidence, part, outs, ins));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Evidence evidence, String part, long outs, long ins) {
    double failed = evidence.all().failed() / Math.max(1.0, evidence.all().offered());
    boolean late = outs > 0 && failed > NOTICEABLE;
    double firstOut = evidence.first(part + OUTS);
    double firstIn = evidence.first(part + ".scale_ins");
    return new Finding(
        late ? "autoscale-lag" : "scaled",
        part + REPLICAS,
        outs > 0 ? firstOut : firstIn,
        part
            + " was scaled out "
            + Evidence.count(outs, "time")
            + " and in "
            + Evidence.count(ins, "time")
            + steps(evidence.results().timeseries(), part)
            + "."
            + (late
                ? " It came too late: "
                    + Evidence.percent(failed)
                    + " of the requests failed; figures, boot and cooldown take their time."
                : ""),
        Map.of("scale_outs", outs, "scale_ins", ins, "failed", failed));
  }

  /** Such as {@code : 1 replica, 2 at 11 min, 3 at 17 min}; as exact as the series. */
  private static String steps(Timeseries times, String part) {
    double[] series = times.series().get(part + REPLICAS + ".busy");
    if (series == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(": ");
    text.append(Evidence.count((long) series[0], "replica"));
    int steps = 0;
    for (int i = 1; i < series.length; i++) {
      if (series[i] != series[i - 1]) {
        if (++steps > MOST_STEPS) {
          return text.append(", …").toString();
        }
        text.append(", ").append((long) series[i]).append(" at ");
        text.append(Figures.number((i + 1) * times.stepS() / 60)).append(" min");
      }
    }
    return text.toString();
  }
}
