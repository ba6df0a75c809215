package tailback.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tailback.component.Catalogue;
import tailback.scenario.Schema;

/** {@code tailback schema}: the JSON Schema of scenario files. */
@Command(name = "schema", description = "The JSON Schema of scenario files, for editors.")
final class SchemaCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().println(Schema.generate(Catalogue.standard()).toPrettyString());
  }
}
