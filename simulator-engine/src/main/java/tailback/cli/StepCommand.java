package tailback.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tailback.cli.incident.StateFolder;
import tailback.cli.report.Terminal;
import tailback.cli.step.Debugger;
import tailback.cli.step.Lines;
import tailback.cli.step.Script;
import tailback.cli.step.Typing;
import tailback.experiment.Playback;
import tailback.scenario.CostTable;
import tailback.scenario.Problem;

/** {@code tailback step}: a debugger for a simulated stack, which goes back as well. */
@Command(
    name = "step",
    description =
        "Steps through a run: event by event, to a condition, and back; with pictures of who is"
            + " where.",
    footer = {
      "",
      "Commands come from --do, from --script, or from the standard input; 'help' lists them. Line"
          + " editing, a history and completion are there on a terminal."
    })
final class StepCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of all random numbers; the scenario's own when absent.")
  private Long seed;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "Reads commands from a file, one a line; # begins a remark.")
  private String script;

  @Option(names = "--do", paramLabel = "COMMAND", description = "A command; may be repeated.")
  private List<String> commands = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter output = spec.commandLine().getOut();
    try (Playback playback = new Playback(scenario::read, seed, CostTable.read())) {
      Debugger debugger = new Debugger(playback, output, Terminal.output());
      try (Lines lines = lines(playback, debugger, output)) {
        boolean understood = debugger.run(lines, spec.commandLine().getErr());
        return understood ? Main.DONE : Main.WRONG_INPUT;
      }
    }
  }

  private Lines lines(Playback playback, Debugger debugger, PrintWriter output) {
    if (script != null && !commands.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "either --do or --script");
    }
    if (script != null) {
      return Script.of(script, read(script), output);
    }
    if (!commands.isEmpty()) {
      return Script.of("--do", commands, output);
    }
    if (System.console() != null) {
      Path history = StateFolder.ofUser().resolve("step-history");
      return new Typing(playback, history, debugger::interrupt);
    }
    InputStreamReader typed = new InputStreamReader(System.in, StandardCharsets.UTF_8);
    return new Script("standard input", new BufferedReader(typed), output);
  }

  private static List<String> read(String file) {
    try {
      return Files.readAllLines(ScenarioOptions.path(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.ofArgument("--script " + file, "cannot be read", file, List.of());
    }
  }
}
