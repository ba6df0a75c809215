package tailback.ui.timeline;

import java.util.Locale;

/**
 * The time that all tracks share: the part of a run that is seen.
 *
 * @param from where it begins, seconds from time zero
 * @param to where it ends
 * @param end the run's
 */
record Axis(double from, double to, double end) {

  /** No closer than this, seconds: a few events apart. */
  private static final double SHORTEST = 0.01;

  /** On a move to a moment that is not seen, so much of the view lies before it. */
  private static final double BEFORE = 0.15;

  private static final double[] NICE = {1, 2, 5};

  /** A run as a whole. */
  static Axis whole(double end) {
    return new Axis(0, end, end);
  }

  /** How long the part is that is seen, seconds. */
  double length() {
    return to - from;
  }

  /** Whether all of the run is seen. */
  boolean isWhole() {
    return length() >= end;
  }

  /** Whether a moment is seen. */
  boolean sees(double seconds) {
    return seconds >= from && seconds <= to;
  }

  /** Where a moment lies: 0 is the beginning of what is seen, 1 its end. */
  double share(double seconds) {
    return (seconds - from) / length();
  }

  /** The moment at a share, within the run. */
  double seconds(double share) {
    return Math.max(0, Math.min(end, from + share * length()));
  }

  /** So many times closer, or farther for less than 1; the moment {@code around} stays put. */
  Axis closer(double times, double around) {
    double wanted = Math.max(Math.min(SHORTEST, end), Math.min(end, length() / times));
    return beginning(around - share(around) * wanted, wanted);
  }

  /** Later by a share of what is seen, or earlier, within the run. */
  Axis later(double share) {
    return beginning(from + share * length(), length());
  }

  /** The same length, with a moment in it. */
  Axis showing(double seconds) {
    return sees(seconds) ? this : beginning(seconds - BEFORE * length(), length());
  }

  private Axis beginning(double at, double length) {
    double first = Math.max(0, Math.min(end - length, at));
    return new Axis(first, first + length, end);
  }

  /** Seconds between two labels when there is room for so many of them. */
  double tick(int labels) {
    double least = length() / labels;
    if (least <= 10) {
      double power = Math.pow(10, Math.floor(Math.log10(least)));
      for (double nice : NICE) {
        if (nice * power >= least * (1 - 1e-9)) {
          return nice * power;
        }
      }
      return 10 * power;
    }
    for (double nice : new double[] {15, 30, 60, 120, 300, 600, 900, 1800}) {
      if (nice >= least) {
        return nice;
      }
    }
    return 3600 * Math.ceil(least / 3600);
  }

  /** A label, where labels are so many seconds apart. */
  String label(double seconds, double tick) {
    if (tick < 1) {
      int digits = (int) Math.ceil(-Math.log10(tick) - 1e-9);
      return String.format(Locale.ROOT, "%." + digits + "f s", seconds);
    }
    long whole = Math.round(seconds);
    return end < 120 ? whole + " s" : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  /**
   * The instants at which a source is asked: those of its steps, and in between as close as they
   * can be told apart, one beyond either end of what is seen.
   *
   * @param pixels how wide what is seen is
   */
  double[] instants(Source source, double pixels) {
    double perSecond = pixels / length();
    double apart = source.step();
    while (apart * perSecond > 6 && apart / 2 >= Math.max(1e-4, source.finest())) {
      apart /= 2;
    }
    long first = Math.max(1, (long) Math.floor(from / apart));
    long last = (long) Math.min(Math.ceil(to / apart), Math.floor(end / apart + 1e-9));
    double[] instants = new double[(int) Math.max(0, last - first + 1)];
    for (int i = 0; i < instants.length; i++) {
      instants[i] = (first + i) * apart;
    }
    return instants;
  }
}
