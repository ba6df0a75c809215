package tailback.component.scaling;

import java.time.Duration;
import tailback.program.Describe;

/** How many replicas of a part there are, by what they have to do. */
public record Autoscale(
    @Describe(value = "whose rules: ecs, asg or hpa", absent = "ecs") Type type,
    @Describe(value = "replicas at least", absent = "1", least = 1) int min,
    @Describe(value = "replicas at most", required = true, least = 1) int max,
    @Describe(value = "the CPU utilisation of a replica that it aims at", share = true)
        Double targetCpu,
    @Describe("requests a minute and replica that it aims at (ALBRequestCountPerTarget)")
        Double targetRequests,
    @Describe(
            "tasks that wait in the queue, for each replica, that it aims at: the backlog per task")
        Double targetQueue,
    @Describe(
            "ecs, asg: after a step only more than it was meant to bring is added; 300s when absent")
        Duration cooldown,
    @Describe("ecs, asg: from one step down to the next; as cooldown when absent")
        Duration scaleInCooldown,
    @Describe(
            "from the decision until the software of a new replica starts; when absent 45s (ecs),"
                + " 180s (asg), 15s (hpa)")
        Duration boot,
    @Describe("how old a figure is when it is looked at; when absent 60s (ecs, asg), 15s (hpa)")
        Duration metricDelay,
    @Describe(
            "from when a replica gets no more requests until it is told to stop; when absent 300s"
                + " (ecs, asg), 0s (hpa)")
        Duration drain,
    @Describe(
            value = "hpa: a figure so near its target changes nothing; 10% when absent",
            share = true)
        Double tolerance,
    @Describe("hpa: the most that was wanted in this time counts when there is less to do; 300s")
        Duration stabilisation) {

  /** Whose rules it follows. */
  public enum Type {
    /** Target tracking of an ECS service. */
    ECS,
    /** Target tracking of an EC2 Auto Scaling group. */
    ASG,
    /** The Horizontal Pod Autoscaler of Kubernetes. */
    HPA
  }

  /**
   * Fills in what its type does by itself.
   *
   * @throws IllegalArgumentException when keys contradict each other
   */
  public Autoscale {
    boolean hpa = type == Type.HPA;
    if (min < 1 || max < min) {
      throw new IllegalArgumentException("min is at least 1, and max at least min");
    }
    if (targetCpu == null && targetRequests == null && targetQueue == null) {
      throw new IllegalArgumentException(
          "it aims at nothing; say target_cpu, target_requests or, of a queue, target_queue");
    }
    if (isZero(targetCpu) || isZero(targetRequests) || isZero(targetQueue)) {
      throw new IllegalArgumentException("a target of nothing is never met");
    }
    if (hpa && (cooldown != null || scaleInCooldown != null)) {
      throw new IllegalArgumentException("hpa knows no cooldown; it has 'stabilisation'");
    }
    if (!hpa && (tolerance != null || stabilisation != null)) {
      throw new IllegalArgumentException("only hpa has a tolerance and a stabilisation");
    }
    cooldown = absent(cooldown, 300);
    scaleInCooldown = scaleInCooldown == null ? cooldown : scaleInCooldown;
    boot = absent(boot, hpa ? 15 : type == Type.ASG ? 180 : 45);
    metricDelay = absent(metricDelay, hpa ? 15 : 60);
    drain = absent(drain, hpa ? 0 : 300);
    tolerance = tolerance == null ? 0.1 : tolerance;
    stabilisation = absent(stabilisation, 300);
  }

  private static boolean isZero(Double target) {
    return target != null && target == 0;
  }

  private static Duration absent(Duration given, int seconds) {
    return given == null ? Duration.ofSeconds(seconds) : given;
  }
}
