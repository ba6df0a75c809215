package tailback.component.edge;

/**
 * A version such as {@code 1.29.7}, for what a product does differently from some version on.
 *
 * @param major the first number
 * @param minor the second
 * @param patch the third; 0 when it is not said
 */
public record Version(int major, int minor, int patch) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Version of(String text) {
    if (!text.matches("\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?")) {
      throw new IllegalArgumentException(
          "version: '" + text + "' is none; write such as \"1.26\" or 1.29.7");
    }
    String[] numbers = text.split("\\.");
    return new Version(
        Integer.parseInt(numbers[0]),
        Integer.parseInt(numbers[1]),
        numbers.length == 2 ? 0 : Integer.parseInt(numbers[2]));
  }

  /** Whether it is that one or a later one. */
  public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
    if (major != otherMajor) {
      return major > otherMajor;
    }
    return minor != otherMinor ? minor > otherMinor : patch >= otherPatch;
  }
}
