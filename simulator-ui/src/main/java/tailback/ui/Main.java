package tailback.ui;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.application.Application;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;

/**
 * Starts the view. It is not an {@link Application} itself, so that Java starts it without looking
 * for JavaFX's modules first.
 */
@Command(
    name = "tailback ui",
    description = "Shows the queues of a stack, moving; or, without a window, a picture of them.",
    sortOptions = false)
public final class Main implements Callable<Integer> {

  private static final int WRONG_INPUT = 2;
  private static final int FAULT = 3;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description = "A scenario file; without one, the library opens.")
  private String scenario;

  @Option(
      names = "--at",
      paramLabel = "T",
      description = "Begins at this time, such as 12.5s or 250ms, from the end of the warm-up.")
  private String at = "0s";

  @Option(
      names = "--snapshot",
      paramLabel = "FILE.png",
      description = "Writes a picture and opens no window; it takes no display.")
  private Path snapshot;

  @Option(
      names = "--record",
      paramLabel = "FILE.gif",
      description = "Writes a moving picture instead, from --at on, for --for at --speed.")
  private Path record;

  @Option(names = "--for", paramLabel = "T", description = "How much of the run is recorded: 2s.")
  private String span = "2s";

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Simulated seconds in a second, such as 0.25.")
  private double speed = 1;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      description = "Of the picture or the window: 1440x900.")
  private String size = "1440x900";

  @Option(names = "--light", description = "Dark on light, rather than light on dark.")
  private boolean light;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes a setting, such as gunicorn.workers=8; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "Plays a what_if of the scenario.")
  private String variant;

  @Option(
      names = "--compare",
      paramLabel = "NAME",
      description = "Plays a what_if of the scenario beside it, with the very same requests.")
  private String compare;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "explore, incident, presentation, room, editor, knobs or compare: what is shown.")
  private String mode = "explore";

  @Option(
      names = "--select",
      paramLabel = "WHAT",
      description = "What the inspector shows: a part, or the number of a request.")
  private String select;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  /** Opens the window, or makes a picture; exits with 0, 2 or 3. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new CommandLine(new Main())
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setErr(errors)
        .setParameterExceptionHandler(
            (exception, words) -> {
              errors.println("ui: " + exception.getMessage());
              errors.println("'tailback ui --help' says what it takes.");
              return WRONG_INPUT;
            })
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof Problem) {
                errors.println(exception.getMessage());
                return WRONG_INPUT;
              }
              errors.println("A fault of the program, which should not happen:");
              exception.printStackTrace(errors);
              return FAULT;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    Opening opening = opening();
    if (snapshot != null || record != null) {
      if (scenario == null && snapshot == null) {
        throw Problem.ofArgument("--record", "takes a scenario", "", List.of());
      }
      new Headless(opening).make(snapshot, record, speed, seconds(span, "--for"));
      return 0;
    }
    return window(opening);
  }

  private static int window(Opening opening) {
    try {
      View.opening(opening);
      Application.launch(View.class);
      return 0;
    } catch (UnsupportedOperationException noScreen) {
      System.err.printf(
          "No window can be opened here: %s.%n"
              + "It takes a screen, and on Linux GTK 3 (Debian: apt install libgtk-3-0).%n"
              + "A picture takes none: tailback ui SCENARIO --at 12.5s --snapshot FILE.png%n",
          noScreen.getMessage());
      return FAULT;
    }
  }

  private Opening opening() {
    String[] sides = size.split("x");
    if (sides.length != 2 || !size.matches("\\d{3,4}x\\d{3,4}")) {
      throw Problem.ofArgument("--size " + size, "is no size, such as 1440x900", "", List.of());
    }
    Path file = scenario == null ? null : ScenarioReader.path(scenario);
    List<String> first = new ArrayList<>();
    if (file != null) {
      if (variant != null) {
        first.addAll(Variants.named(file, variant));
      }
      first.addAll(sets);
      ScenarioReader.read(file, first);
    }
    List<List<String>> runs = new ArrayList<>(List.of(List.copyOf(first)));
    if (file != null && compare != null) {
      List<String> second = new ArrayList<>(first);
      second.addAll(Variants.named(file, compare));
      runs.add(second);
    }
    return new Opening(
        file,
        runs,
        seconds(at, "--at"),
        Integer.parseInt(sides[0]),
        Integer.parseInt(sides[1]),
        light,
        Opening.Mode.of(mode),
        select);
  }

  private static double seconds(String text, String argument) {
    java.time.Duration time = ScenarioReader.warmup(text, argument);
    if (time == null) {
      throw Problem.ofArgument(argument + " " + text, "is no time, such as 12.5s", "", List.of());
    }
    return time.toNanos() / 1e9;
  }
}
