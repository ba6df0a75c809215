package tailback.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tailback.cli.report.Terminal;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.scenario.Card;
import tailback.scenario.Problem;

/** {@code tailback model}: the card of a part, or the list of parts. */
@Command(
    name = "model",
    description = "The card of a part: what is modelled, directives, defaults, sources, evidence.",
    mixinStandardHelpOptions = true)
final class ModelCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A kind of part, such as pgbouncer; all of them are listed when absent.")
  private String name;

  @Override
  public Integer call() {
    PrintStream output = Terminal.utf8(Terminal.Stream.OUTPUT);
    Catalogue catalogue = Catalogue.standard();
    if (name == null) {
      for (Kind<?> kind : catalogue.all()) {
        output.printf("%-10s %s%n", kind.name(), Card.of(kind).summary());
      }
    } else {
      Kind<?> kind = catalogue.get(name);
      if (kind == null) {
        List<String> known = catalogue.all().stream().map(Kind::name).toList();
        throw Problem.ofArgument("model " + name, "no kind of part '" + name + "'", name, known);
      }
      output.print(Card.of(kind).text());
    }
    output.flush();
    return Main.DONE;
  }
}
