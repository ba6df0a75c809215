package tailback.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;
import tailback.cli.bench.Workload;

/** How the words of a command line become values, and what is said of those that cannot. */
final class Values {

  private Values() {}

  /** Teaches it to a command and its subcommands. */
  static CommandLine register(CommandLine line) {
    return line.registerConverter(Format.class, Values::format)
        .registerConverter(Workload.class, Values::workload)
        .registerConverter(Long.class, Values::whole)
        .registerConverter(Integer.class, Values::small)
        .registerConverter(int.class, Values::small);
  }

  private static Format format(String typed) {
    return switch (typed) {
      case "text" -> Format.TEXT;
      case "json" -> Format.JSON;
      default -> throw new TypeConversionException("'" + typed + "' is neither text nor json");
    };
  }

  private static Workload workload(String typed) {
    for (Workload workload : Workload.values()) {
      if (workload.key().equals(typed)) {
        return workload;
      }
    }
    String known =
        Arrays.stream(Workload.values()).map(Workload::key).collect(Collectors.joining(", "));
    throw new TypeConversionException("'" + typed + "' is none of " + known);
  }

  private static long whole(String typed) {
    if (!typed.matches("[+-]?[0-9]+")) {
      throw new TypeConversionException("'" + typed + "' is not a whole number");
    }
    try {
      return Long.parseLong(typed);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + typed + "' is too large");
    }
  }

  private static int small(String typed) {
    long value = whole(typed);
    if (value != (int) value) {
      throw new TypeConversionException("'" + typed + "' is too large");
    }
    return (int) value;
  }
}
