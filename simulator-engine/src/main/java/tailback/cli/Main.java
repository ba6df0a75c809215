package tailback.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "tailback",
    description = "Simulates a Python web serving stack, and shows which queue requests wait in.",
    mixinStandardHelpOptions = true,
    version = "tailback 0.1.0")
public final class Main implements Runnable {

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  @Command(description = "Prints the version.")
  void version() {
    new CommandLine(this).printVersionHelp(System.out);
  }
}
