package tailback.ui.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tailback.experiment.result.Results;

/** Conditions to stop at that become true in a run, in the grammar of the scenario file. */
final class Suggestions {

  private static final int MOST_QUEUES = 4;
  private static final int SERVER_ERROR = 500;

  private Suggestions() {}

  /** The first failure of each kind, half of the longest queues, and a request as slow as p99. */
  static List<String> of(Results results) {
    List<String> texts = new ArrayList<>();
    if (results.all() != null) {
      results.all().statuses().keySet().stream()
          .filter(status -> Integer.parseInt(status) >= SERVER_ERROR)
          .forEach(status -> texts.add("first " + status));
    }
    results.resources().entrySet().stream()
        .filter(each -> each.getValue().queueMax() > 1)
        .sorted((a, b) -> b.getValue().queueMax() - a.getValue().queueMax())
        .limit(MOST_QUEUES)
        .forEach(
            each -> texts.add("queue(" + each.getKey() + ") > " + each.getValue().queueMax() / 2));
    if (results.all() != null && results.all().latencyMs() != null) {
      texts.add(String.format(Locale.ROOT, "latency > %.0fms", results.all().latencyMs().p99()));
    }
    return texts;
  }
}
