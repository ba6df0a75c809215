package tailback.experiment;

import java.util.Collection;
import java.util.List;

/** Which resources a name in a measure or a condition means. */
final class Names {

  /** What a part's name alone means, by the resources that it may have. */
  private static final List<String> QUEUES =
      List.of(
          ".backlog",
          ".threads",
          ".servers",
          ".connections",
          ".queue",
          ".prefetched",
          ".loop",
          ".calls");

  private static final List<String> USES =
      List.of(".workers", ".servers", ".connections", ".loop", ".calls", ".cpu");

  private Names() {}

  /**
   * The resources of that name; for a part's name alone those that people mean: its queues, or what
   * it has in use.
   *
   * @param measure such as {@code queue} or {@code utilisation}
   */
  static List<String> resources(String measure, String name, Collection<String> known) {
    if (known.contains(name)) {
      return List.of(name);
    }
    boolean queues = measure.contains("queue") || measure.equals("wait");
    return (queues ? QUEUES : USES)
        .stream()
            .map(thing -> name + thing)
            .filter(known::contains)
            .limit(queues ? Long.MAX_VALUE : 1)
            .toList();
  }
}
