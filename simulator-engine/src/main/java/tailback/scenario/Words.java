package tailback.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How messages quote what they found and suggest what was meant. */
final class Words {

  private static final int LONGEST_QUOTE = 60;
  private static final int LONGEST_LIST = 40;

  private Words() {}

  /** The text in quotes, shortened when it is long. */
  static String quote(String text) {
    String shown = oneLine(text);
    if (shown.length() > LONGEST_QUOTE) {
      int end = LONGEST_QUOTE;
      if (Character.isHighSurrogate(shown.charAt(end - 1))) {
        end--;
      }
      shown = shown.substring(0, end) + "…";
    }
    return "'" + shown + "'";
  }

  /** The text without line ends and control characters, so that a message stays one line. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** {@code did you mean 'workers'?}, or the list of what is known. */
  static String suggest(String given, Collection<String> known) {
    String nearest = nearest(given, known);
    if (nearest != null) {
      return "did you mean '" + oneLine(nearest) + "'?";
    }
    return known.isEmpty() ? "" : "known: " + list(known);
  }

  /** The words with commas between them, at most a screenful. */
  static String list(Collection<String> words) {
    List<String> shown = new ArrayList<>(words);
    if (shown.size() > LONGEST_LIST) {
      shown = new ArrayList<>(shown.subList(0, LONGEST_LIST));
      shown.add("…");
    }
    return oneLine(String.join(", ", shown));
  }

  /** The known word that a typo could stand for; null when none is near. */
  static String nearest(String given, Collection<String> known) {
    String word = plain(given);
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      String other = plain(candidate);
      int longest = Math.max(word.length(), other.length());
      int allowed = Math.min(Math.max(2, longest / 3), longest / 2);
      if (Math.abs(word.length() - other.length()) > allowed) {
        continue;
      }
      int distance = distance(word, other);
      if (distance <= allowed && distance < least) {
        nearest = candidate;
        least = distance;
      }
    }
    return nearest;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * The Damerau-Levenshtein distance (optimal string alignment): how many letters are inserted,
   * left out, replaced or swapped with their neighbour.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
