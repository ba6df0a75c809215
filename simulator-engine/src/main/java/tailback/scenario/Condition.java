package tailback.scenario;

import java.time.Duration;
import tailback.scenario.Expectation.Relation;

/** Something that may become true during a run: where to stop, or when it first held. */
public sealed interface Condition {

  /** {@code time 41.2s}: since the end of the warm-up. */
  record At(Duration time) implements Condition {}

  /** {@code first 502}: an answer with that status. */
  record FirstStatus(int status) implements Condition {}

  /** {@code first "text"}: a request failed under an error whose text contains this. */
  record FirstError(String text) implements Condition {}

  /**
   * {@code queue(pgbouncer) > 20 for 5s}: a level compares with a number, all the time for so long.
   *
   * @param level one of queue, busy, idle, latency
   * @param of a part, a resource or (latency) an endpoint
   * @param value a count; nanoseconds for latency
   * @param lasting zero when once is enough
   */
  record LevelIs(String level, String of, Relation relation, double value, Duration lasting)
      implements Condition {}

  /** {@code request 1207 done}. */
  record RequestDone(long request) implements Condition {}

  /** {@code request 1207 enters pgbouncer}. */
  record RequestEnters(long request, String part) implements Condition {}

  /** {@code alert slow}: the alert of that name fires. */
  record AlertFires(String alert) implements Condition {}
}
