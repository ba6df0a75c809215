package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.Figures;
import tailback.experiment.result.Results.Finding;

/** A few addresses asked for nearly everything. */
final class HeavyClient implements Rule {

  private static final String ASKED = ".asked";

  /** Of all requests. */
  private static final double MOST = 0.5;

  /** Requests of an address for each of an address elsewhere. */
  private static final double MANYFOLD = 10;

  @Override
  public List<Finding> look(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    long all = 0;
    long addresses = 0;
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(ASKED)) {
        all += evidence.count(counter);
        addresses += evidence.count(group(counter) + ".addresses");
      }
    }
    for (String counter : evidence.results().counters().keySet()) {
      if (counter.endsWith(ASKED)) {
        long its = evidence.count(counter);
        long from = evidence.count(group(counter) + ".addresses");
        double others = (double) (all - its) / Math.max(1, addresses - from);
        double fold = (double) its / from / others;
        if (all > its && its > MOST * all && fold > MANYFOLD) {
          findings.add(finding(evidence, counter, from, (double) its / all, fold));
        }
      }
    }
    return findings;
  }

  private static String group(String counter) {
    return counter.substring(0, counter.length() - ASKED.length());
  }

  private static Finding finding(
      Evidence evidence, String counter, long from, double share, double fold) {
    double rate = evidence.perSecond(evidence.count(counter));
    return new Finding(
        "heavy-client",
        group(counter),
        evidence.first(counter),
        (from == 1 ? "One address" : Evidence.count(from) + " addresses")
            + " of "
            + group(counter)
            + (from == 1 ? " sends " : " send ")
            + Figures.number(rate)
            + " requests/s, "
            + Evidence.percent(share)
            + " of all: each "
            + Evidence.count(Math.round(fold))
            + " times as many as an address of the others.",
        Map.of("share", share, "times_the_others", fold, "addresses", from));
  }
}
