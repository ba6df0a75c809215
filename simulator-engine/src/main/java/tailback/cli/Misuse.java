package tailback.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tailback.scenario.Problem;

/** Says in one line what is wrong with a command line, and in another where to read on. */
final class Misuse implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter errors = command.getErr();
    if (exception instanceof UnmatchedArgumentException unmatched) {
      errors.println(unknown(unmatched.getUnmatched(), command).getMessage());
    } else {
      errors.println(command.getCommandName() + ": " + asClause(exception.getMessage()));
    }
    errors.println("'" + command.getCommandSpec().qualifiedName() + " --help' says what it takes.");
    return Main.WRONG_INPUT;
  }

  private static Problem unknown(List<String> words, CommandLine command) {
    String name = command.getCommandName();
    String first = words.get(0);
    if (first.startsWith("-")) {
      return Problem.ofArgument(
          name,
          "unknown option '" + first + "'",
          first.replaceFirst("=.*", ""),
          command.getCommandSpec().optionsMap().keySet());
    }
    if (!command.getSubcommands().isEmpty()) {
      return Problem.ofArgument(
          name, "unknown command '" + first + "'", first, command.getSubcommands().keySet());
    }
    return Problem.ofArgument(name, "too many words: " + quoted(words), first, List.of());
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  /** Picocli begins with a capital; the name of the command stands before. */
  private static String asClause(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
