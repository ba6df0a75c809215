package tailback.scenario;

import java.util.List;
import tailback.component.Deployment;
import tailback.component.Part;

/** Checks that what is autoscaled can be, and that nobody else is told to spread its load. */
final class ScalingChecks {

  /** What edges call their rule for choosing a server. */
  private static final List<String> BALANCE =
      List.of("balance", "lb_policy", "load_balancing_algorithm_type");

  private final Deployment deployment;
  private final Checks checks;
  private final Cards cards;
  private final Binder binder;

  ScalingChecks(Deployment deployment, Checks checks, Cards cards, Binder binder) {
    this.deployment = deployment;
    this.checks = checks;
    this.cards = cards;
    this.binder = binder;
  }

  /** Checks every part. */
  void all() {
    for (Part part : deployment.stack()) {
      if (part.autoscale() != null) {
        autoscale(part);
      }
      if (checks.role(part).equals("edge")) {
        balance(part);
      }
    }
  }

  private void autoscale(Part part) {
    List<String> actions = part.kind().actions();
    if (!actions.contains("start") || !actions.contains("stop")) {
      throw new Problem(
          binder.place(part.settings(), "autoscale"),
          part.name() + " cannot be started and stopped, so there is nothing to scale",
          "parts that can be are "
              + Words.list(
                  cards.names().stream()
                      .filter(kind -> cards.get(kind).kind().actions().contains("start"))
                      .toList()));
    }
    boolean queue = checks.role(part).equals("queue");
    String right = queue ? "target_queue" : "target_requests";
    if (part.autoscale().targetCpu() != null && part.host() == null) {
      throw new Problem(
          binder.place(part.autoscale(), "target_cpu"),
          "autoscale of " + part.name() + " aims at a CPU, and it has no host",
          "say on which host " + part.name() + " runs, or aim at " + right);
    }
    String wrong = queue ? "target_requests" : "target_queue";
    if (binder.has(part.autoscale(), wrong)) {
      throw new Problem(
          binder.place(part.autoscale(), wrong),
          wrong + " of " + part.name() + (queue ? ": it gets no requests" : ": it has no queue"),
          "aim at " + right + " or target_cpu");
    }
    if (queue && binder.has(part.autoscale(), "drain")) {
      throw new Problem(
          binder.place(part.autoscale(), "drain"),
          "drain of " + part.name() + ": no load balancer stands in front of workers",
          "they are told to stop at once; stop_timeout says how long they may go on");
    }
  }

  /**
   * An autoscaled part has the load balancer of its group in front, so an edge that sends to that
   * part alone has nothing to choose.
   */
  private void balance(Part edge) {
    List<String> edges = checks.withRole("edge");
    Object said = Components.value(edge.settings(), "upstream");
    boolean named = said instanceof List<?> names && !names.isEmpty();
    if (!named && !edge.name().equals(edges.get(edges.size() - 1))) {
      return; // it sends to the edge behind it
    }
    Object upstream = named ? said : checks.withRole("app server");
    for (Part part : deployment.stack()) {
      if (part.autoscale() != null && upstream.equals(List.of(part.name()))) {
        spread(edge, part);
      }
    }
  }

  private void spread(Part edge, Part scaled) {
    for (String key : BALANCE) {
      if (binder.has(edge.settings(), key)) {
        throw new Problem(
            binder.place(edge.settings(), key),
            key
                + " of "
                + edge.name()
                + ": "
                + scaled.name()
                + " is autoscaled, so the load balancer of its group spreads the requests",
            "leave it out, or give "
                + scaled.name()
                + " 'replicas', which a timeline can start and stop");
      }
    }
  }
}
