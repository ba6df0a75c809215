package tailback.cli.report;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tailback.experiment.result.Results.ResourceResult;

/** How busy a resource is, in words. */
record BusyWords(Map<String, ResourceResult> resources) {

  private static final double HOT = 0.7;
  private static final double COOL = 0.3;
  private static final double ROUGHLY_ALL = 0.995;

  /** Whether its graph looks hot. */
  boolean isHot(String name) {
    return utilisation(name) > HOT;
  }

  /** Such as {@code app.cpu (98 % busy)}; the name alone of a limit. */
  String named(String name) {
    return utilisation(name) < 0 ? name : name + " (" + share(name) + " busy)";
  }

  /** Such as {@code app.cpu (6 % busy)}: the busiest of these; empty where they are all limits. */
  Optional<String> busiest(Stream<String> names) {
    return names
        .filter(name -> utilisation(name) >= 0)
        .max(Comparator.comparingDouble(this::utilisation))
        .map(this::named);
  }

  /** Such as {@code , 98 % busy and up to 256 waiting}; empty for a limit. */
  String after(String name) {
    if (utilisation(name) < 0) {
      return "";
    }
    ResourceResult resource = resources.get(name);
    String waiting =
        resource.queueMax() > 0
            ? " with up to " + Quantity.count(resource.queueMax()) + " waiting"
            : "";
    String refused =
        resource.rejected() > 0
            ? ", "
                + Quantity.count(resource.rejected())
                + " of "
                + Quantity.count(resource.arrivals())
                + " refused"
            : "";
    boolean cool = resource.utilisation() < COOL;
    String share = (cool ? "though " : "") + share(name) + " busy" + (cool ? " on average" : "");
    return ", " + share + waiting + refused;
  }

  /** Its busy share. */
  String share(String name) {
    double utilisation = utilisation(name);
    return utilisation > ROUGHLY_ALL ? "100 %" : Quantity.percent(utilisation);
  }

  /** Negative for a limit. */
  private double utilisation(String name) {
    ResourceResult resource = resources.get(name);
    return resource == null || resource.capacity() == 0 ? -1 : resource.utilisation();
  }
}
