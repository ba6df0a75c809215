package tailback.cli.report;

import tailback.experiment.result.Results;

/** How long a run warmed up, and how that was found, in words. */
final class WarmUpWords {

  private WarmUpWords() {}

  /** After {@code 60 s simulated}; nothing when there was no warm-up, nor one looked for. */
  static String after(Results results) {
    boolean found = results.warmUp() != null && results.warmUp().steady();
    if (results.warmupS() == 0) {
      return found ? " without warm-up, as MSER-5 found" : "";
    }
    return " after "
        + Quantity.seconds(results.warmupS())
        + " of warm-up"
        + (found ? ", found by MSER-5" : "");
  }

  /** What to make of it when no steady state was found; empty otherwise. */
  static String warning(Results results) {
    if (results.warmUp() == null || results.warmUp().steady()) {
      return "";
    }
    return "No steady state was found: in "
        + results.warmUp().pilots()
        + " runs the number under way went on changing until half their time, so the figures depend"
        + " on the duration. Take a longer one; or is it an overload, which has no steady state?";
  }
}
