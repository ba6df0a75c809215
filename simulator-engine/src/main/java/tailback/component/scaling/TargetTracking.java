package tailback.component.scaling;

/**
 * Target tracking of ECS services and EC2 Auto Scaling groups (AWS, Application Auto Scaling and
 * EC2 Auto Scaling user guides): two CloudWatch alarms on one-minute figures. Three in a row above
 * the target, and as many are added as the figure asks for; fifteen in a row below nine tenths of
 * it, and as many go as leave it below that.
 *
 * <p>Until the cooldown (ECS) or warm-up (EC2) after a step out is over, what the step adds counts:
 * only what goes beyond it is added.
 */
final class TargetTracking implements Rule {

  private static final int HIGH = 3;
  private static final int LOW = 15;

  /** Where the low alarm stands: about 90 % of the target, not documented precisely. */
  private static final double BELOW = 0.9;

  private static final double ROUNDING = 1e-9;

  private final long cooldown;
  private final long scaleInCooldown;
  private int above;
  private int below;
  private int before;
  private long coolsUntil = Long.MIN_VALUE;
  private long mayShrinkFrom = Long.MIN_VALUE;

  TargetTracking(Autoscale settings) {
    cooldown = settings.cooldown().toNanos();
    scaleInCooldown = settings.scaleInCooldown().toNanos();
  }

  @Override
  public int desired(long now, int desired, int serving, int booting, double ratio) {
    above = ratio > 1 ? above + 1 : 0;
    below = ratio < BELOW ? below + 1 : 0;
    if (above >= HIGH) {
      boolean cooling = now < coolsUntil;
      int base = cooling ? before : desired;
      int needed = (int) Math.ceil(base * ratio - ROUNDING);
      if (needed > desired) {
        before = base;
        coolsUntil = now + cooldown;
        return needed;
      }
    }
    if (below >= LOW && now >= mayShrinkFrom && now >= coolsUntil && booting == 0) {
      int needed = Math.max(1, (int) Math.ceil(desired * ratio / BELOW - ROUNDING));
      if (needed < desired) {
        mayShrinkFrom = now + scaleInCooldown;
        return needed;
      }
    }
    return desired;
  }
}
