package tailback.cli.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Measures one workload in a Java virtual machine of its own, so that what was compiled for one
 * model neither helps nor hinders another. Prints a line a round, as the reference program does.
 */
public final class Rounds {

  /** The line's first word. */
  static final String RESULT = "RESULT";

  private Rounds() {}

  /**
   * Runs rounds.
   *
   * @param arguments the workload's key, how many rounds to warm up, how many to measure
   */
  public static void main(String... arguments) {
    Workload workload = Workload.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int warmUp = Integer.parseInt(arguments[1]);
    int measured = Integer.parseInt(arguments[2]);
    Model model = workload.model();
    PrintStream out = System.out;
    for (int round = -warmUp; round < measured; round++) {
      Model.Round result = model.run(1000 + round);
      if (round >= 0) {
        out.println(
            RESULT
                + " tailback "
                + workload.key()
                + " "
                + round
                + " "
                + Math.round(result.perSecond())
                + " "
                + result.check());
      }
    }
  }
}
