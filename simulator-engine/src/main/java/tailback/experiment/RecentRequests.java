package tailback.experiment;

import java.util.List;
import java.util.function.DoubleSupplier;
import tailback.program.Request;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.Measure;

/** Requests that ended in some way: as a share of all that ended, as a count, or per second. */
final class RecentRequests implements Recent {

  private static final int SERVER_ERROR = 500;
  private static final double SECOND = 1e9;

  private final Measure measure;
  private final Asked asked;
  private final List<String> failures;
  private final RecentGrowth growth;
  private long counted;
  private long all;

  RecentRequests(Measure measure, Unit unit, Sources sources, int slices) {
    this.measure = measure;
    asked = sources.asked(measure);
    failures = sources.failures();
    DoubleSupplier total =
        switch (unit) {
          case SHARE -> () -> all;
          case RATE -> () -> sources.simulation().now() / SECOND;
          default -> null;
        };
    growth = new RecentGrowth(slices, () -> counted, total);
  }

  @Override
  public void begin() {
    growth.begin();
  }

  @Override
  public void ended(Request request, int status, long now) {
    if (asked.by(request)) {
      all++;
      if (counts(request, status)) {
        counted++;
      }
    }
  }

  private boolean counts(Request request, int status) {
    boolean completed = status > 0 && status < SERVER_ERROR;
    return switch (measure.name()) {
      case "rate" -> completed;
      case "statuses" -> status == measure.status();
      default ->
          !completed
              && (measure.text() == null
                  || failures.get(request.failure()).contains(measure.text()));
    };
  }

  @Override
  public double evaluate() {
    return growth.evaluate();
  }
}
