package tailback.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tailback.cli.report.Terminal;
import tailback.scenario.Problem;

/** The command line. */
@Command(
    name = "tailback",
    description = "Simulates a Python web serving stack: which queue requests wait in, what breaks"
        + " first, what really fixes it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ModelCommand.class,
      SchemaCommand.class,
      VersionCommand.class
    })
public final class Main implements Runnable {

  /** Done. */
  static final int DONE = 0;

  /** An expectation does not hold. */
  static final int DOES_NOT_HOLD = 1;

  /** The input is wrong. */
  static final int WRONG_INPUT = 2;

  /** A fault of the program. */
  static final int FAULT = 3;

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    int code = execute(arguments);
    if (!Interruption.requested()) {
      System.exit(code);
    }
  }

  /** Runs one command and returns its exit code. */
  public static int execute(String... arguments) {
    PrintStream errors = Terminal.utf8(Terminal.Stream.ERRORS);
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(e -> FAULT)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof Problem || exception instanceof ResultFiles.UnusableOutput) {
                errors.println(exception.getMessage());
                return WRONG_INPUT;
              }
              errors.println("A fault of the program, which should not happen:");
              exception.printStackTrace(errors);
              return FAULT;
            })
        .execute(arguments);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
