package tailback.cli.step;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tailback.component.Catalogue;
import tailback.component.Part;
import tailback.experiment.Playback;
import tailback.scenario.Condition;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;

/** Reads what stands after the word of a command; whatever cannot be meant is a problem. */
final class Arguments {

  private static final int MOST = 1_000_000_000;

  private final ScenarioReader reader = new ScenarioReader(Catalogue.standard());
  private final Playback playback;

  Arguments(Playback playback) {
    this.playback = playback;
  }

  String need(Instruction instruction, String rest) {
    if (rest.isEmpty()) {
      throw problem(instruction.word(), "what? " + instruction.help().strip());
    }
    return rest;
  }

  static Problem problem(String argument, String what) {
    return Problem.ofArgument(argument, what, "", List.of());
  }

  static int number(String typed, String argument) {
    if (!typed.matches("\\d{1,9}") || Integer.parseInt(typed) > MOST) {
      throw problem(argument + " " + typed, "is neither a number nor a time such as 250ms");
    }
    return Integer.parseInt(typed);
  }

  static boolean isTime(String typed) {
    return typed.matches("[\\d.]+\\s*[a-zµμ]+");
  }

  /** Checks that it names a part or a host. */
  void known(String name, String argument) {
    Set<String> names = new LinkedHashSet<>();
    playback.scenario().deployment().stack().stream().map(Part::name).forEach(names::add);
    names.addAll(playback.scenario().deployment().hosts().keySet());
    if (!names.contains(name)) {
      throw Problem.ofArgument(argument, "there is no part or host '" + name + "'", name, names);
    }
  }

  Condition condition(String text, String argument) {
    String whole = isTime(text) ? "time " + text : text;
    return reader.condition(whole, playback.scenario().deployment(), argument + " " + text);
  }
}
