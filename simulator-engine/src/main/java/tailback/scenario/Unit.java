package tailback.scenario;

import java.util.Arrays;
import java.util.List;

/**
 * What is known of a value beyond its type.
 *
 * @param bare what a number without unit means, in nanoseconds; 0 when it needs a unit
 * @param least the least count
 * @param share whether the number is a share of 1
 * @param kinds the kinds of part that a name may mean, or {@link #ENDPOINT}, {@link #CLIENTS} or
 *     {@link #TASK}; empty when it means none
 * @param endless whether {@code None} stands for a duration without end
 * @param automatic whether {@code auto} stands for a count that the part finds out, and is 0
 */
record Unit(
    long bare, long least, boolean share, List<String> kinds, boolean endless, boolean automatic) {

  /** The word for a count that the part finds out. */
  static final String AUTO = "auto";

  Unit(long bare, long least, boolean share, List<String> kinds, boolean endless) {
    this(bare, least, share, kinds, endless, false);
  }

  /** Stands in the place of a kind where a name means an endpoint. */
  static final String ENDPOINT = "endpoint";

  /** What stands for a group of clients among the kinds that a name may mean. */
  static final String CLIENTS = "clients";

  /** What stands for a background task among the kinds that a name may mean. */
  static final String TASK = "task";

  /** Nothing is known. */
  static final Unit NONE = new Unit(0, 0, false, List.of(), false);

  /** A share. */
  static final Unit SHARE = new Unit(0, 0, true, List.of(), false);

  /** An amount of data, where the number counts bytes. */
  static final Unit BYTES = new Unit(1, 0, false, List.of(), false);

  /** A count, or so many of it. */
  static Unit atLeast(long least) {
    return new Unit(0, least, false, List.of(), false);
  }

  /** Reads the unit column of a card; a default in per cent says that the number is a share. */
  static Unit of(String text, String absent) {
    if (absent.endsWith("%") || text.equals("share")) {
      return SHARE;
    }
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.equals("s") || text.equals("s, None")) {
      return new Unit(Quantity.SECOND, 0, false, List.of(), text.endsWith("None"));
    }
    if (text.equals("ms")) {
      return new Unit(Quantity.MILLISECOND, 0, false, List.of(), false);
    }
    if (text.startsWith("≥")) {
      String[] words = text.substring(1).strip().split(",\\s*");
      boolean automatic = words.length > 1 && words[1].equals(AUTO);
      return new Unit(0, Long.parseLong(words[0]), false, List.of(), false, automatic);
    }
    if (text.equals(ENDPOINT)) {
      return new Unit(0, 0, false, List.of(ENDPOINT), false);
    }
    if (text.equals(CLIENTS)) {
      return new Unit(0, 0, false, List.of(CLIENTS), false);
    }
    if (text.equals(TASK)) {
      return new Unit(0, 0, false, List.of(TASK), false);
    }
    if (text.startsWith("part:")) {
      return new Unit(0, 0, false, Arrays.asList(text.substring(5).strip().split(",\\s*")), false);
    }
    throw new IllegalStateException("'" + text + "' is no unit");
  }
}
