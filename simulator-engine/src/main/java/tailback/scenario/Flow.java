package tailback.scenario;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A piece of a scenario as YAML on one line, which reads as the same piece again. */
final class Flow {

  /** Words that need no quotes: no sign of YAML's in them, and no blank at an end. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\d/._(][\\p{L}\\d/.%+_()<>= -]*(?<! )");

  private Flow() {}

  /** Writes. */
  static String of(Node node) {
    if (node instanceof Node.Mapping map) {
      return map.entries().values().stream()
          .map(entry -> scalar(entry.key()) + ": " + of(entry.value()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (node instanceof Node.Sequence list) {
      return list.items().stream().map(Flow::of).collect(Collectors.joining(", ", "[ ", " ]"));
    }
    return scalar((Node.Scalar) node);
  }

  private static String scalar(Node.Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNothing()) {
      return "null";
    }
    boolean looksEmpty = new Node.Scalar(scalar.place(), text, false).isNothing();
    if (!looksEmpty && PLAIN.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      switch (each) {
        case '"', '\\' -> quoted.append('\\').append(each);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }
}
