package tailback.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code validation/RESULTS.md}: every figure of every case, measured and simulated. */
final class ResultsPage {

  private static final Map<String, String> EXPERIMENTS = new LinkedHashMap<>();

  static {
    EXPERIMENTS.put("E1", "E1: sync workers, one shared queue");
    EXPERIMENTS.put("E1t", "E1t: the same, and nginx gives up after 3 s");
    EXPERIMENTS.put("E2", "E2: gthread, 2 workers x 4 threads, private queues");
    EXPERIMENTS.put("E2t", "E2t: the same, and nginx gives up after 3 s");
    EXPERIMENTS.put("E2x", "E2x: gthread, 1 worker x 8 threads");
    EXPERIMENTS.put("E3", "E3: a blocked event loop");
    EXPERIMENTS.put("E4", "E4: connections to Postgres, direct and through PgBouncer");
    EXPERIMENTS.put("E5", "E5: heartbeat kills, timeout 2");
    EXPERIMENTS.put("E5x", "E5x: a boot storm");
    EXPERIMENTS.put("E6", "E6: nginx refuses, delays, gives up, asks another server; slow bodies");
    EXPERIMENTS.put("E7", "E7: a full listening socket, unix and TCP");
    EXPERIMENTS.put("E8", "E8: a hot key of Redis expires");
    EXPERIMENTS.put("E10", "E10: deploys");
    EXPERIMENTS.put("E11", "E11: a hot row");
    EXPERIMENTS.put("E12", "E12: asyncio loops under uvicorn");
    EXPERIMENTS.put("E13", "E13: the GIL, its capacity and its convoy");
    EXPERIMENTS.put("E14", "E14: tornado, connections accepted ahead");
    EXPERIMENTS.put("E15", "E15: PgBouncer in session mode with persistent connections");
    EXPERIMENTS.put("E16", "E16: 300 tasks at once for Celery and RQ");
    EXPERIMENTS.put("E17", "E17: connections that are kept, and TLS");
  }

  private static final List<String> P50 = List.of("p50, ms");
  private static final List<String> P95 = List.of("p95, ms");
  private static final List<String> P99 = List.of("p99, ms");

  /** Cases that a core bounds, and with it whatever else the machine did. */
  private static final Pattern COMPUTES =
      Pattern.compile("E4_direct|E12_uvicorn_(cpu|slice)|E13|E17");

  private final StringBuilder page = new StringBuilder();
  private final Map<Case, List<Figure>> figures = new LinkedHashMap<>();

  private ResultsPage() {
    for (String name : Case.names()) {
      Case replayed = Case.of(name);
      figures.put(replayed, Figure.of(replayed));
    }
  }

  /** The page. */
  static String text() {
    return new ResultsPage().write();
  }

  private String write() {
    line("# The model beside the real stack");
    line("");
    line(
        "The arrivals and service times of every measured run (`README.md`), replayed through the");
    line("model: one scenario a case, in `scenarios/`. This page is written by");
    line(
        "`mvn -pl simulator-engine test -Dtest=ResultsPageTest -Dvalidation.write=true`; the same test");
    line("without the last property fails when the page is not what the model gives.");
    line("");
    summary();
    line("");
    line(
        "How to read it: median [least…most] over the three repeats of a case. Latencies are those of");
    line(
        "the 200s, percentiles by nearest rank; goodput counts the 200s completed while the load lasted.");
    line(
        "The error compares the medians. A figure holds when the simulated median lies inside the");
    line(
        "measured range widened by 10 % (shares of the requests: by 3 percentage points); what does");
    line(
        "not hold says **no**, and why stands in `DISAGREEMENTS.md`. The costs of the machine are those");
    line(
        "of `models/costs.csv` in every case. In the runs of E1_sync_r20 the first 12 to 17 requests met");
    line(
        "workers that were still booting, which the model's are not. Where nothing was answered with 200,");
    line(
        "the figure is the time until it failed; of an endpoint with fewer than five requests a run only");
    line("the median is compared.");
    line("");
    line(
        "How far to trust it: three repeats are few, and with private queues one run differs from the next by");
    line(
        "tens of per cent, the real ones as the model's. The law of the accept race was fitted to the E2, E3");
    line(
        "and E4 runs, the occupancy of a worker to E1 and E2, the CPU of greenlets to E3, the start of a");
    line(
        "Postgres backend to the direct runs of E4; other costs were measured apart from these runs (E9).");
    line(
        "Shares of the statuses are left out where every request, measured and simulated, ended with 200.");
    EXPERIMENTS.forEach(this::section);
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void summary() {
    line("| | figures | hold | | mean error of goodput | p50 | p95 | p99 | of the three |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (String experiment : EXPERIMENTS.keySet()) {
      summary(experiment, List.of(experiment), name -> true);
    }
    List<String> all = List.copyOf(EXPERIMENTS.keySet());
    summary("**cases that sleep**", all, name -> !COMPUTES.matcher(name).lookingAt());
    summary("**all**", all, name -> true);
    line("");
    line(
        "The mean errors are means of the sizes of the errors over the cases, all endpoints together.");
    line(
        "Cases that sleep are all but those that a core bounds: connections opened for each request (E4");
    line("direct), CPU on a loop (E12 cpu and slice), the GIL (E13), handshakes (E17).");
  }

  private void summary(String name, List<String> experiments, Predicate<String> cases) {
    List<Figure> all = new ArrayList<>();
    figures.forEach(
        (replayed, list) -> {
          if (experiments.contains(replayed.run().experiment())
              && cases.test(replayed.run().caseName())) {
            all.addAll(list);
          }
        });
    long hold = all.stream().filter(Figure::holds).count();
    String errors =
        Stream.of(
                List.of("goodput, 1/s"),
                P50,
                P95,
                P99,
                Stream.of(P50, P95, P99).flatMap(List::stream).toList())
            .map(figures -> percent(meanError(all, figures)))
            .collect(Collectors.joining(" | "));
    long share = Math.round(100.0 * hold / Math.max(1, all.size()));
    line("| " + name + " | " + all.size() + " | " + hold + " | " + share + " % | " + errors + " |");
  }

  /** An experiment may have no such figure. */
  private static String percent(double error) {
    return Double.isNaN(error) ? "–" : Figure.percent(error) + " %";
  }

  private static double meanError(List<Figure> figures, List<String> names) {
    return figures.stream()
        .filter(figure -> names.contains(figure.name()))
        .mapToDouble(figure -> Math.abs(figure.error()))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private void section(String experiment, String title) {
    line("");
    line("## " + title);
    figures.forEach(
        (replayed, list) -> {
          if (replayed.run().experiment().equals(experiment)) {
            line("");
            line("**" + replayed.run().caseName() + "**: " + replayed.run().what());
            line("");
            line("| figure | measured | simulated | error | holds |");
            line("|---|---|---|---|---|");
            list.forEach(figure -> line(figure.row()));
          }
        });
  }
}
