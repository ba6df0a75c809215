package tailback.journal;

/**
 * An entry of the journal: somebody turned a knob, or had a part do something.
 *
 * @param at when it takes effect, nanoseconds since the end of the warm-up
 * @param change {@code PATH=VALUE} as {@code set:} of a timeline has it, or {@code do PART.ACTION}
 */
public record Turn(long at, String change) {

  private static final String DEED = "do ";

  /** A part does something, such as {@code gunicorn.reload}. */
  public static Turn deed(long at, String deed) {
    return new Turn(at, DEED + deed);
  }

  /** Whether a part is to do something. */
  public boolean isDeed() {
    return change.startsWith(DEED);
  }

  /** What the part is to do, such as {@code gunicorn.reload}. */
  public String deed() {
    return change.substring(DEED.length());
  }

  /** The path of the setting. */
  public String path() {
    return change.substring(0, change.indexOf('='));
  }

  /** Its new value, as it is written. */
  public String value() {
    return change.substring(change.indexOf('=') + 1);
  }
}
