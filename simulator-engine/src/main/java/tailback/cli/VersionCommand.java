package tailback.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tailback version}. */
@Command(name = "version", description = "Prints the version of the program and of Java.")
final class VersionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter output = spec.commandLine().getOut();
    output.println("tailback " + Version.text());
    output.println("Java " + System.getProperty("java.version"));
  }
}
