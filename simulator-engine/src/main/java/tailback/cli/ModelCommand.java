package tailback.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tailback.cli.report.CardPage;
import tailback.cli.report.Terminal;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.scenario.Card;
import tailback.scenario.Problem;

/** {@code tailback model}: the card of a part, or the list of parts. */
@Command(
    name = "model",
    description = "The card of a part: what is modelled, directives, defaults, sources, evidence.")
final class ModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A kind of part, such as pgbouncer; without one, all are listed.")
  private String name;

  @Override
  public Integer call() {
    PrintWriter output = spec.commandLine().getOut();
    Terminal terminal = Terminal.output();
    Catalogue catalogue = Catalogue.standard();
    if (name == null) {
      output.print(CardPage.list(catalogue.all().stream().map(Card::of).toList(), terminal));
      return Main.DONE;
    }
    Kind<?> kind = catalogue.get(name);
    if (kind == null) {
      List<String> known = catalogue.all().stream().map(Kind::name).toList();
      throw Problem.ofArgument("model " + name, "no kind of part '" + name + "'", name, known);
    }
    output.print(CardPage.of(Card.of(kind), terminal));
    return Main.DONE;
  }
}
