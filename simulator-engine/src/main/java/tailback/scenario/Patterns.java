package tailback.scenario;

/** Quantities and prose as regular expressions, for editors that check a file while it is typed. */
final class Patterns {

  private static final String NUMBER = "(\\d+(\\.\\d*)?|\\.\\d+)";
  private static final String TIME = NUMBER + " ?(ns|us|µs|ms|s|m|min|h|d)";
  private static final String RATE = NUMBER + " ?[kM]?/(s|m|min|h)";
  private static final String PERCENT = NUMBER + " ?%";
  private static final String PLAIN_LAW =
      "("
          + String.join(
              "|",
              TIME,
              "0",
              "(constant|exponential) " + TIME,
              "constant 0",
              "uniform (0|" + TIME + ") to " + TIME,
              "normal (0|" + TIME + ") sd " + TIME,
              "lognormal mean " + TIME + " cv " + NUMBER,
              "lognormal p50 " + TIME + " p99 " + TIME,
              "gamma mean " + TIME + " cv " + NUMBER,
              "erlang " + TIME + " k \\d+",
              "weibull mean " + TIME + " shape " + NUMBER,
              "pareto min " + TIME + " alpha " + NUMBER)
          + ")";
  private static final String LAW =
      "(" + PLAIN_LAW + "|mix( " + PERCENT + " " + PLAIN_LAW + ")+|empirical .+|trace \\S+)";

  static final String DURATION = whole(TIME);
  static final String SHARE = whole(PERCENT);
  static final String SIZE = whole(NUMBER + " ?([kKMGT]i?)?[bB]");
  static final String LIMIT = whole(NUMBER + " ?[kM]?r?/(s|m|min|h)");
  static final String BANDWIDTH = whole(NUMBER + " ?[kMG]?(bit|B)/s");
  static final String DISTRIBUTION = whole(LAW);
  static final String ARRIVALS =
      whole(
          "((poisson|constant) "
              + RATE
              + "|bursty "
              + RATE
              + " cv "
              + NUMBER
              + "|closed \\d+ users?( think "
              + LAW
              + ")?|closed think "
              + LAW
              + "|trace .+\\.(csv|log)(\\.gz)?)");
  static final String EXPECTATION =
      whole("[a-z][a-z0-9_]*(\\(.*\\))?( +from +\\S+ +to +\\S+)? *(<=|>=|==|<|>|between ).+");
  static final String CONDITION =
      whole("(time|first|alert|request|queue|busy|idle|latency|credits)[ (].+");

  private Patterns() {}

  private static String whole(String pattern) {
    return "^" + pattern + "$";
  }
}
