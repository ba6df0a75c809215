package tailback.cli.report;

import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.ResourceResult;

/** How a resource fares, by the marks that practitioners go by. */
enum Health {
  /** Nobody came. */
  UNTOUCHED(" ", ""),
  /** Below its mark. */
  WELL(" ", ""),
  /** Past its mark: 60 % for database connections, 80 % for all others. */
  BUSY("~", "past its healthy mark"),
  /** Has hardly any room left, more wait than it can serve, or it turned some away. */
  SATURATED("!", "saturated");

  /** Share of failed requests up to which nobody is woken. */
  static final double TOLERABLE_ERRORS = 0.001;

  private static final double FULL = 0.95;
  private static final double MARK = 0.8;
  private static final double POOL_MARK = 0.6;
  private static final double CROWD = 2;
  private static final double CROWD_IN_LINE = 5;

  private final String sign;
  private final String meaning;

  Health(String sign, String meaning) {
    this.sign = sign;
    this.meaning = meaning;
  }

  static Health of(String name, ResourceResult resource) {
    if (resource.arrivals() == 0
        && resource.busyMax() == 0
        && resource.queueMax() == 0
        && resource.rejected() == 0) {
      return UNTOUCHED;
    }
    boolean line = resource.capacity() == 0 && resource.busyMax() == 0;
    double crowd = line ? CROWD_IN_LINE : CROWD * Math.max(1, resource.busyMean());
    boolean crowded = resource.queueMean() >= crowd;
    boolean missed = name.endsWith(".cache") || name.contains(".keys(");
    if (resource.rejected() > 0 && !missed || resource.utilisation() >= FULL || crowded) {
      return SATURATED;
    }
    return resource.utilisation() > mark(name) ? BUSY : WELL;
  }

  private static double mark(String name) {
    boolean pool =
        name.endsWith(".servers")
            || name.endsWith(".connections")
                && !name.matches("(nginx|haproxy|gunicorn|uvicorn)\\..*");
    return pool ? POOL_MARK : MARK;
  }

  /** Share of the offered requests that failed. */
  static double failedShare(EndpointResult endpoint) {
    return endpoint.offered() == 0 ? 0 : (double) endpoint.failed() / endpoint.offered();
  }

  /** The sign and what it means. */
  String legend() {
    return sign + " " + meaning;
  }

  /** One character, so that nothing rests on colour. */
  String sign(Ink ink) {
    return tint(sign, ink);
  }

  /** The text in the colour of this health. */
  String tint(String text, Ink ink) {
    return switch (this) {
      case UNTOUCHED, WELL -> text;
      case BUSY -> ink.yellow(text);
      case SATURATED -> ink.red(text);
    };
  }
}
