package tailback.cli;

import picocli.CommandLine.Command;

/** {@code tailback version}. */
@Command(name = "version", description = "Prints the version of the program and of Java.")
final class VersionCommand implements Runnable {

  @Override
  public void run() {
    System.out.println("tailback " + Version.text());
    System.out.println("Java " + System.getProperty("java.version"));
  }
}
