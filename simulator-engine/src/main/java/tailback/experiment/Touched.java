package tailback.experiment;

import java.util.List;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Relief;

/** Which resources and limits a run has met: those that were full, and those that showed. */
final class Touched {

  private static final String REJECTED = ".rejected";

  private final Results results;

  Touched(Results results) {
    this.results = results;
  }

  /** Those reliefs whose resource or limit was met. */
  List<Relief> of(List<Relief> all) {
    return all.stream().filter(this::isMet).toList();
  }

  private boolean isMet(Relief relief) {
    if (!relief.touchedBy().isEmpty()) {
      return relief.touchedBy().stream().anyMatch(this::shows);
    }
    return isResource(relief.relieves())
        ? shows(relief.relieves())
        : !relief.relieves().matches(".*\\.(lock|keys)\\(.*");
  }

  private boolean isResource(String name) {
    return results.resources().containsKey(name) || name.matches(".*\\.(cpu|gil|hub|loop)");
  }

  private boolean shows(String sign) {
    if (sign.startsWith("\"")) {
      String text = sign.substring(1, sign.length() - 1);
      return results.all().errors().keySet().stream().anyMatch(error -> error.contains(text));
    }
    ResourceResult resource = results.resources().get(sign);
    if (resource != null) {
      return resource.capacity() == 0 ? resource.arrivals() > 0 : wasFull(resource);
    }
    if (sign.endsWith(REJECTED)) {
      resource = results.resources().get(sign.substring(0, sign.length() - REJECTED.length()));
      return resource != null && resource.rejected() > 0;
    }
    return results.counters().getOrDefault(sign, 0L) > 0;
  }

  /** Whether somebody waited, was sent away, or took the last one. */
  static boolean wasFull(ResourceResult resource) {
    return resource.queueMax() > 0
        || resource.rejected() > 0
        || resource.busyMax() >= resource.capacity();
  }
}
