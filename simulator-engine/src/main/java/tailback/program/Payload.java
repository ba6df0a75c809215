package tailback.program;

import java.util.List;

/**
 * The bytes that an endpoint is about, as an edge knows them from the request's header: before any
 * application has seen it.
 *
 * @param body the size of the request's body, as all {@code receive} steps together read it; of
 *     several ways the largest. 0: it has none
 * @param file the size of the file that it asks for, and nothing else; 0 when it asks for none
 */
public record Payload(long body, long file) {

  /** No bytes to speak of. */
  public static final Payload NONE = new Payload(0, 0);

  /** That of these steps. */
  public static Payload of(List<Step> steps) {
    long body = body(steps);
    long file = steps.size() == 1 && steps.get(0) instanceof Step.Static asked ? asked.bytes() : 0;
    return body == 0 && file == 0 ? NONE : new Payload(body, file);
  }

  private static long body(List<Step> steps) {
    long body = 0;
    for (Step step : steps) {
      if (step instanceof Step.Receive receive) {
        body += receive.bytes();
      } else if (step instanceof Step.Transaction transaction) {
        body += body(transaction.steps());
      } else if (step instanceof Step.AdvisoryLock lock) {
        body += body(lock.steps());
      } else if (step instanceof Step.Repeat repeat) {
        body += repeat.times() * body(repeat.steps());
      } else if (step instanceof Step.Choose choose) {
        body += choose.ways().stream().mapToLong(way -> body(way.steps())).max().orElse(0);
      }
    }
    return body;
  }
}
