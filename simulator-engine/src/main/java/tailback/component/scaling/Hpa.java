package tailback.component.scaling;

import java.util.ArrayDeque;

/**
 * The Horizontal Pod Autoscaler (Kubernetes 1.30, pkg/controller/podautoscaler): as many pods as
 * bring the average to its target, unless it is within the tolerance. Pods that are not ready count
 * as idle when more are wanted. At most double, or four more, in 15 s; and when fewer are wanted,
 * the most that was wanted in the last 300 s.
 */
final class Hpa implements Rule {

  private static final int MORE_PODS = 4;
  private static final double ROUNDING = 1e-9;

  private final double tolerance;
  private final long stabilisation;

  /** What was wanted, and when: the largest of the window stands first. */
  private final ArrayDeque<long[]> wanted = new ArrayDeque<>();

  Hpa(Autoscale settings) {
    tolerance = settings.tolerance();
    stabilisation = settings.stabilisation().toNanos();
  }

  @Override
  public int desired(long now, int desired, int serving, int booting, double ratio) {
    int proposed = proposed(desired, serving, booting, ratio);
    while (!wanted.isEmpty() && wanted.peekLast()[1] <= proposed) {
      wanted.pollLast();
    }
    wanted.addLast(new long[] {now, proposed});
    while (wanted.peekFirst()[0] < now - stabilisation) {
      wanted.pollFirst();
    }
    if (proposed > desired) {
      return Math.min(proposed, Math.max(2 * desired, desired + MORE_PODS));
    }
    return (int) Math.min(desired, wanted.peekFirst()[1]);
  }

  private int proposed(int desired, int serving, int booting, double ratio) {
    if (Math.abs(ratio - 1) <= tolerance + ROUNDING) {
      return desired;
    }
    if (ratio < 1 || booting == 0) {
      return Math.max(1, (int) Math.ceil(serving * ratio - ROUNDING));
    }
    int all = serving + booting;
    double withIdle = ratio * serving / all;
    if (withIdle <= 1 + tolerance + ROUNDING) {
      return desired;
    }
    return (int) Math.ceil(all * withIdle - ROUNDING);
  }
}
