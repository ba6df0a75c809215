package tailback.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tailback.cli.incident.Library;
import tailback.cli.incident.Player;
import tailback.cli.incident.Replies;
import tailback.cli.incident.Solved;
import tailback.cli.report.IncidentPage;
import tailback.cli.report.Terminal;
import tailback.scenario.CostTable;

/** {@code tailback incident}: the library of incidents, and the player that leads through one. */
@Command(
    name = "incident",
    description =
        "Incidents to learn from: the story, the dashboards, a question, and fixes that are"
            + " simulated on the very same requests.")
final class IncidentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return list(spec.commandLine().getOut(), null);
  }

  @Command(
      name = "list",
      description = "Lists the incidents by layer and difficulty, with those you have solved.")
  int list(
      @Option(names = "--library", paramLabel = "DIR", description = "Another folder of incidents.")
          Path library) {
    return list(spec.commandLine().getOut(), library);
  }

  private static int list(PrintWriter output, Path library) {
    Library incidents = Library.of(library == null ? Library.shipped() : library);
    IncidentPage page = new IncidentPage(Terminal.output());
    output.print(page.list(incidents, Solved.ofUser().names()));
    return Main.DONE;
  }

  @Command(
      name = "play",
      description = "Plays an incident: page, look, name it, fix it, debrief.",
      footer = {
        "",
        "Replies come from --answer first, in their order, and then from the standard input: a"
            + " number, a part of the words of a choice, set PATH=VALUE for a fix of your own, h for"
            + " a hint, q to stop."
      })
  int play(
      @Parameters(paramLabel = "NAME", description = "Its name, or a part of its name or title.")
          String name,
      @Option(
              names = "--answer",
              paramLabel = "REPLY",
              description = "The next reply; may be repeated. An empty one is Enter.")
          List<String> answers,
      @Option(
              names = "--set",
              paramLabel = "PATH=VALUE",
              description = "A fix of your own, tried first; may be repeated.")
          List<String> sets,
      @Option(
              names = "--drill",
              description = "Asks you to say it, as in an interview, before it shows how.")
          boolean drill,
      @Option(names = "--library", paramLabel = "DIR", description = "Another folder of incidents.")
          Path library) {
    PrintWriter output = spec.commandLine().getOut();
    Library incidents = Library.of(library == null ? Library.shipped() : library);
    Library.Entry entry = incidents.find(name);
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean solved =
        new Player(
                entry,
                CostTable.read(),
                new Replies(answers == null ? List.of() : answers, typed, output),
                output,
                new IncidentPage(Terminal.output()),
                drill,
                sets == null ? new ArrayList<>() : sets)
            .play();
    if (solved) {
      boolean kept = Solved.ofUser().add(entry.name());
      output.println(kept ? "Solved." : "Solved, but that could not be written down.");
    }
    return Main.DONE;
  }
}
