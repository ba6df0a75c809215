package tailback.experiment;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Explained.Untried;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Relief;
import tailback.scenario.Relief.Way;

/** Which resources and limits a run has met: those that were full, and those that showed. */
final class Touched {

  private static final String REJECTED = ".rejected";
  private static final String ARRIVALS = ".arrivals";

  /** Busy for more of the time than this, a resource is crowded. */
  private static final double CROWDED = 0.7;

  private final Results results;

  Touched(Results results) {
    this.results = results;
  }

  /** Those reliefs whose resource or limit was met. */
  List<Relief> of(List<Relief> all) {
    return all.stream().filter(this::isMet).toList();
  }

  private boolean isMet(Relief relief) {
    if (relief.way() == Way.FEWER) {
      return relief.touchedBy().stream().anyMatch(this::isCrowded);
    }
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
    ResourceResult resource = results.resources().get(sign);
    if (resource != null) {
      return resource.capacity() == 0 ? resource.arrivals() > 0 : wasFull(resource);
    }
    return times(sign) > 0;
  }

  /** How often a sign other than a full resource was seen. */
  private long times(String sign) {
    if (sign.startsWith("\"")) {
      String text = sign.substring(1, sign.length() - 1);
      return results.all().errors().entrySet().stream()
          .filter(error -> error.getKey().contains(text))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
    if (sign.endsWith(REJECTED)) {
      ResourceResult resource = resource(sign, REJECTED);
      return resource == null ? 0 : resource.rejected();
    }
    if (sign.endsWith(ARRIVALS)) {
      ResourceResult resource = resource(sign, ARRIVALS);
      return resource == null ? 0 : resource.arrivals();
    }
    return results.counters().getOrDefault(sign, 0L);
  }

  private ResourceResult resource(String sign, String what) {
    return results.resources().get(sign.substring(0, sign.length() - what.length()));
  }

  private boolean isCrowded(String sign) {
    ResourceResult resource = results.resources().get(sign);
    return resource == null ? times(sign) > 0 : isCrowded(resource);
  }

  /** Whether it is busy most of the time, or had no room for somebody. */
  static boolean isCrowded(ResourceResult resource) {
    return resource.utilisation() > CROWDED || resource.rejected() > 0;
  }

  /** Whether somebody waited, was sent away, or took the last one. */
  static boolean wasFull(ResourceResult resource) {
    return resource.queueMax() > 0
        || resource.rejected() > 0
        || resource.busyMax() >= resource.capacity();
  }

  /** Resources that could be relieved and were never full. */
  List<Spare> spare(List<Relief> all) {
    Set<String> names = new LinkedHashSet<>();
    all.stream().filter(each -> each.way() == Way.ROOM).forEach(each -> names.add(each.relieves()));
    List<Spare> spare = new ArrayList<>();
    for (String name : names) {
      ResourceResult resource = results.resources().get(name);
      if (resource != null && resource.capacity() > 0 && !wasFull(resource)) {
        spare.add(new Spare(name, resource.busyMax(), resource.capacity(), resource.utilisation()));
      }
    }
    return spare;
  }

  /** Such as {@code 0 kills}. */
  private static String none(String sign) {
    return sign.startsWith("\"")
        ? "0 × " + sign
        : "0 " + sign.substring(sign.lastIndexOf('.') + 1).replace('_', ' ');
  }

  /** Limits of which nothing was seen, with the signs that were not. */
  List<Untried> unmet(List<Relief> all) {
    Map<String, Untried> unmet = new LinkedHashMap<>();
    for (Relief each : all) {
      boolean bySigns =
          !each.touchedBy().isEmpty()
              && each.touchedBy().stream().noneMatch(results.resources()::containsKey);
      if (each.way() == Way.ROOM && bySigns && !isMet(each)) {
        String none = each.touchedBy().stream().map(Touched::none).collect(joining(", "));
        unmet.putIfAbsent(each.relieves(), new Untried(each.relieves(), each.how(), none));
      }
    }
    return List.copyOf(unmet.values());
  }
}
