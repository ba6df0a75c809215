package tailback.component.scaling;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.scaling.Autoscale.Type;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * Measures a fleet once a period, and has as many replicas as its {@link Rule} wants: CloudWatch
 * once a minute, the metrics server of Kubernetes every 15 s. A figure is some time old when it is
 * looked at.
 */
final class Controller {

  private static final long SECOND = 1_000_000_000L;

  private final Fleet fleet;
  private final Simulation simulation;
  private final long period;
  private final Event<Void> measured;
  private final Event<Figure> seen;
  private final ArrayDeque<Figure> free = new ArrayDeque<>();
  private Autoscale settings;
  private final Rule rule;

  /** What replicas did in a period, on average, as a multiple of the target. */
  private static final class Figure {
    double ratio;
    int measured;
  }

  private Controller(Fleet fleet, Autoscale settings, long period, Rule rule, Assembly assembly) {
    this.fleet = fleet;
    this.settings = settings;
    this.period = period;
    this.rule = rule;
    simulation = assembly.simulation();
    measured = assembly.event("measured", this::onMeasured);
    seen = assembly.event("figure published", this::onSeen);
    measured.in(period, null);
  }

  static Controller of(Fleet fleet, Autoscale settings, Assembly assembly) {
    return settings.type() == Type.HPA
        ? new Controller(fleet, settings, 15 * SECOND, new Hpa(settings), assembly)
        : new Controller(fleet, settings, 60 * SECOND, new TargetTracking(settings), assembly);
  }

  void reconfigure(Autoscale changed) {
    settings = changed;
  }

  private void onMeasured(Void nobody) {
    measured.in(period, null);
    long now = simulation.now();
    double cpu = 0;
    double requests = 0;
    int number = 0;
    for (Replica replica : fleet.inService()) {
      if (settings.type() != Type.ASG || isWarm(replica, now)) {
        cpu += replica.utilisation(now);
        requests += replica.requestsPerMinute(now);
        number++;
      }
      replica.mark(now);
    }
    if (number == 0) {
      return;
    }
    Figure figure = free.isEmpty() ? new Figure() : free.pop();
    figure.measured = number;
    figure.ratio =
        Math.max(
            settings.targetCpu() == null ? 0 : cpu / number / settings.targetCpu(),
            settings.targetRequests() == null ? 0 : requests / number / settings.targetRequests());
    seen.in(settings.metricDelay().toNanos(), figure);
  }

  /** An instance that warms up counts as capacity, and not in the figure (EC2 Auto Scaling). */
  private boolean isWarm(Replica replica, long now) {
    return replica.servesSince() == 0
        || now - replica.servesSince() >= settings.cooldown().toNanos();
  }

  private void onSeen(Figure figure) {
    int wanted =
        rule.desired(
            simulation.now(),
            fleet.desired(),
            fleet.inService().length,
            fleet.booting(),
            figure.ratio);
    free.push(figure);
    if (wanted != fleet.desired()) {
      fleet.want(wanted);
    }
  }
}
