package tailback.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import tailback.cli.report.Terminal;
import tailback.scenario.Problem;

/** The command line. */
@Command(
    name = "tailback",
    description =
        "Simulates a Python web serving stack: which queue requests wait in, what breaks"
            + " first, what really fixes it.",
    versionProvider = Version.class,
    footer = {
      "",
      "A window with the queues, moving: tailback ui [SCENARIO]; 'tailback ui --help' says more.",
      "",
      "Exit codes: 0 done, 1 an expectation does not hold (check) or a precision was not reached"
          + " (run), 2 the input is wrong, 3 a fault of the program."
    },
    subcommands = {
      RunCommand.class,
      CompareCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      IncidentCommand.class,
      StepCommand.class,
      ModelCommand.class,
      SchemaCommand.class,
      BenchCommand.class,
      VersionCommand.class
    })
public final class Main {

  /** Done. */
  static final int DONE = 0;

  /** An expectation does not hold. */
  static final int DOES_NOT_HOLD = 1;

  /** The input is wrong. */
  static final int WRONG_INPUT = 2;

  /** A fault of the program. */
  static final int FAULT = 3;

  private static final int WIDEST_HELP = 100;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Prints the version.")
  private boolean version;

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    StandardStream output = new StandardStream(Terminal.Stream.OUTPUT);
    PrintWriter errors =
        new PrintWriter(new StandardStream(Terminal.Stream.ERRORS), true, StandardCharsets.UTF_8);
    int code = execute(new PrintWriter(output, false, StandardCharsets.UTF_8), errors, arguments);
    if (output.isLost()) {
      errors.println("Standard output cannot be written: " + output.reason());
      code = WRONG_INPUT;
    }
    if (!Interruption.requested()) {
      System.exit(code);
    }
  }

  /** Runs one command and returns its exit code. */
  static int execute(PrintWriter output, PrintWriter errors, String... arguments) {
    try {
      return commandLine().setOut(output).setErr(errors).execute(asOption(arguments));
    } catch (Throwable e) { // out of memory, for instance: picocli lets errors pass
      return fault(e, errors);
    } finally {
      output.flush();
      errors.flush();
      Interruption.finished();
    }
  }

  private static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    return Values.register(line)
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setParameterExceptionHandler(new Misuse())
        .setExecutionStrategy(Main::runOrExplain)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              PrintWriter errors = command.getErr();
              if (exception instanceof Problem || exception instanceof ResultFiles.UnusableOutput) {
                errors.println(exception.getMessage());
                return WRONG_INPUT;
              }
              return fault(exception, errors);
            });
  }

  private static int fault(Throwable exception, PrintWriter errors) {
    errors.println("A fault of the program, which should not happen:");
    exception.printStackTrace(errors);
    return FAULT;
  }

  /** What is asked for; without a command, an explanation. */
  private static int runOrExplain(ParseResult parsed) {
    boolean nothing = parsed.expandedArgs().isEmpty();
    List<CommandLine> lines = parsed.asCommandLineList();
    if (nothing || lines.stream().anyMatch(CommandLine::isUsageHelpRequested)) {
      int width = Math.min(Terminal.output().width(), WIDEST_HELP);
      lines.forEach(each -> each.setUsageHelpWidth(width));
    }
    if (nothing) {
      CommandLine line = parsed.commandSpec().commandLine();
      line.usage(line.getOut());
      return DONE;
    }
    return new RunLast().execute(parsed);
  }

  /** {@code help run} is {@code run --help}. */
  private static String[] asOption(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] changed = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    changed[arguments.length - 1] = "--help";
    return changed;
  }
}
