package tailback.experiment;

import java.util.List;
import java.util.function.DoubleSupplier;
import tailback.program.Request;
import tailback.scenario.Condition;

/**
 * Looks from outside whether a condition becomes true, event by event. Unlike {@link Watch} it
 * schedules nothing, so a run that is looked at is the same as one that is not. A level that
 * compares as it is to when one begins to look must first cease to.
 */
final class Breakpoint {

  private final Condition condition;
  private final Replication run;
  private final int fired;

  /** What a condition on a level compares; null for others. */
  private final DoubleSupplier level;

  private long since = -1;
  private boolean held;
  private boolean hit;

  /** A condition, from now on. */
  Breakpoint(Condition condition, Replication run) {
    this.condition = condition;
    this.run = run;
    fired = run.firing().size();
    level = condition instanceof Condition.LevelIs compared ? run.level(compared) : null;
    held = condition instanceof Condition.LevelIs compared && compares(compared);
  }

  private boolean compares(Condition.LevelIs compared) {
    return Watch.compares(level.getAsDouble(), compared.relation(), compared.value());
  }

  /** Whether it has become true. */
  boolean isHit() {
    return hit;
  }

  /** A request has entered a place. */
  void moved(long request, int place) {
    if (condition instanceof Condition.RequestEnters enters
        && Watch.isRequest(enters.request(), request)
        && run.places().get(place).startsWith(enters.part() + ".")) {
      hit = true;
    }
  }

  /** A request has ended. */
  void ended(Request request, int status) {
    hit |=
        condition instanceof Condition.FirstStatus first && first.status() == status
            || condition instanceof Condition.FirstError error
                && request.failure() >= 0
                && run.failures().get(request.failure()).contains(error.text())
            || condition instanceof Condition.RequestDone done
                && Watch.isRequest(done.request(), request.number());
  }

  /**
   * An event has fired.
   *
   * @return whether the condition holds now
   */
  boolean look() {
    if (condition instanceof Condition.LevelIs compared) {
      look(compared);
    } else if (condition instanceof Condition.AlertFires alert) {
      List<String> firing = run.firing();
      hit |= firing.subList(fired, firing.size()).contains(alert.alert());
    }
    return hit;
  }

  private void look(Condition.LevelIs compared) {
    long now = run.simulation().now();
    if (!compares(compared)) {
      since = -1;
      held = false;
      return;
    }
    if (held) {
      return;
    }
    if (since < 0) {
      since = now;
    }
    hit |= now - since >= compared.lasting().toNanos();
  }

  /** When it will hold at the latest if nothing happens until then; the end of time if never. */
  long due() {
    if (condition instanceof Condition.At at) {
      return run.timeZero() + at.time().toNanos();
    }
    if (condition instanceof Condition.LevelIs compared && since >= 0) {
      return since + compared.lasting().toNanos();
    }
    return Long.MAX_VALUE;
  }
}
