package tailback.experiment;

import java.util.Arrays;
import tailback.metric.BatchMeans;
import tailback.metric.Histogram;
import tailback.program.Request;

/** What became of the requests of one endpoint. */
final class EndpointLog {

  private static final int STATUSES = 600;
  private static final int SERVER_ERROR = 500;

  final BatchMeans latency;
  final Histogram failedLatency = new Histogram();
  final Histogram recent = new Histogram();
  final long[] statuses = new long[STATUSES];
  final long[] spent;
  long[] errors = new long[8];
  long offered;
  long completed;
  long failed;
  long statements;
  long stale;
  long retries;
  long latest;

  /**
   * Nothing has happened yet.
   *
   * @param begin when the time that counts begins, nanoseconds
   * @param places how many named waits and services there are
   */
  EndpointLog(long begin, long end, int places) {
    latency = new BatchMeans(begin, end);
    spent = new long[places];
  }

  void ended(Request request, int status, long now) {
    long took = now - request.arrived();
    if (status > 0) {
      statuses[status]++;
    }
    if (status > 0 && status < SERVER_ERROR) {
      completed++;
      latency.record(now, took);
      recent.record(took);
      latest = took;
      statements += request.statements();
      stale += request.stale() ? 1 : 0;
      request.addTo(spent);
    } else {
      failed++;
      if (status > 0) {
        failedLatency.record(took);
      }
      countError(request.failure());
    }
  }

  private void countError(int failure) {
    if (failure < 0) {
      throw new IllegalStateException("a request failed without an error");
    }
    if (failure >= errors.length) {
      errors = Arrays.copyOf(errors, Math.max(failure + 1, 2 * errors.length));
    }
    errors[failure]++;
  }
}
