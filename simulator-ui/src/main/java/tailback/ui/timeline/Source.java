package tailback.ui.timeline;

/** Where the values of a track's lines come from. */
public interface Source {

  /** A value for each line, in their order, at an instant; not a number where there is none. */
  double[] at(double seconds);

  /** The same at the present: from the gauges that the stage shows, where it has them. */
  default double[] now(double seconds, Gauges gauges) {
    return at(seconds);
  }

  /** Seconds between two instants that are worth drawing, when the whole run is shown. */
  double step();

  /** Seconds between two instants that can differ, however close one looks; 0: no limit. */
  double finest();
}
