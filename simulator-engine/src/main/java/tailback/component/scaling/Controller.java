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
 *
 * <p>The length of a queue counts per replica: for AWS of those that ran when it was measured, a
 * figure of one's own (AWS, Scaling based on Amazon SQS: backlog per instance); for Kubernetes, an
 * external metric, of all, also those that are not ready (replica_calculator.go,
 * GetExternalPerPodMetricReplicas), as KEDA feeds it.
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
    int backlog;
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
    figure.backlog = fleet.backlog();
    seen.in(settings.metricDelay().toNanos(), figure);
  }

  /** An instance that warms up counts as capacity, and not in the figure (EC2 Auto Scaling). */
  private boolean isWarm(Replica replica, long now) {
    return replica.servesSince() == 0
        || now - replica.servesSince() >= settings.cooldown().toNanos();
  }

  private void onSeen(Figure figure) {
    int serving = fleet.inService().length;
    int booting = fleet.booting();
    double ratio = figure.ratio;
    if (settings.targetQueue() != null) {
      boolean hpa = settings.type() == Type.HPA;
      int sharing = hpa ? serving + booting : figure.measured;
      double perReplica = (double) figure.backlog / Math.max(1, sharing);
      double ofQueue = perReplica / settings.targetQueue();
      if (ofQueue >= ratio) {
        ratio = ofQueue;
        serving = hpa ? sharing : serving;
        booting = hpa ? 0 : booting;
      }
    }
    int wanted = rule.desired(simulation.now(), fleet.desired(), serving, booting, ratio);
    free.push(figure);
    if (wanted != fleet.desired()) {
      fleet.want(wanted);
    }
  }
}
