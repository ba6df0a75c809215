package tailback.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;
import tailback.cli.report.Terminal;
import tailback.component.Catalogue;
import tailback.scenario.Schema;

/** {@code tailback schema}: the JSON Schema of scenario files. */
@Command(
    name = "schema",
    description = "The JSON Schema of scenario files, for editors.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {

  @Override
  public void run() {
    PrintStream output = Terminal.utf8(Terminal.Stream.OUTPUT);
    output.println(Schema.generate(Catalogue.standard()).toPrettyString());
    output.flush();
  }
}
