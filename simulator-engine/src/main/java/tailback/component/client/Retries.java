package tailback.component.client;

import java.util.List;
import tailback.component.client.TrafficSettings.Backoff;
import tailback.kernel.Stream;

/**
 * What a client does when no good answer comes: whether it tries again, and how long it waits
 * before: exponential backoff, with jitter as the AWS Architecture Blog named it (Exponential
 * Backoff And Jitter, 2015).
 */
final class Retries {

  private static final int STATUSES = 600;

  private final int attempts;
  private final long[] waits;
  private final TrafficSettings.Jitter jitter;
  private final RetryBudget budget;
  private final boolean[] statuses = new boolean[STATUSES];
  private final boolean timeout;
  private final boolean refused;
  private final boolean reset;

  /** Why an attempt was not good. */
  enum Outcome {
    /** There was an answer, with a status. */
    ANSWERED,
    TIMEOUT,
    REFUSED,
    RESET
  }

  Retries(TrafficSettings.Retries settings) {
    attempts = settings.attempts();
    jitter = settings.jitter();
    waits = waits(settings.backoff());
    budget = settings.budget() == null ? null : new RetryBudget(settings.budget());
    List<String> when = settings.outcomes();
    timeout = when.contains("timeout");
    refused = when.contains("refused");
    reset = when.contains("reset");
    for (int status = 100; status < STATUSES; status++) {
      statuses[status] =
          when.contains(Integer.toString(status)) || when.contains(status / 100 + "xx");
    }
  }

  private long[] waits(Backoff backoff) {
    long[] waits = new long[attempts];
    if (backoff != null) {
      double wait = backoff.first().toNanos();
      double most = backoff.max() == null ? Long.MAX_VALUE : backoff.max().toNanos();
      for (int attempt = 1; attempt < attempts; attempt++) {
        waits[attempt] = (long) Math.min(wait, most);
        wait *= backoff.factor();
      }
    }
    return waits;
  }

  /** A new request is sent, which adds to the budget. */
  void sent(long now) {
    if (budget != null) {
      budget.earn(now);
    }
  }

  /**
   * Whether a client would like to try again after so many attempts, the last of which ended so.
   */
  boolean wanted(int made, Outcome outcome, int status) {
    return made < attempts
        && switch (outcome) {
          case ANSWERED -> statuses[status];
          case TIMEOUT -> timeout;
          case REFUSED -> refused;
          case RESET -> reset;
        };
  }

  /** Whether the budget allows another retry, which it then pays for. */
  boolean afforded(long now) {
    return budget == null || budget.spend(now);
  }

  /** How long to wait after so many attempts, nanoseconds; the stream is the request's own. */
  long wait(int made, Stream stream) {
    long most = waits[made];
    return switch (jitter) {
      case NONE -> most;
      case FULL -> (long) (stream.nextDouble() * most);
      case EQUAL -> most / 2 + (long) (stream.nextDouble() * (most - most / 2));
    };
  }
}
