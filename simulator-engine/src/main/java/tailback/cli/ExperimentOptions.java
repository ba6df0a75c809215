package tailback.cli;

import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes that makes runs and measures them. */
final class ExperimentOptions {

  private static final int MOST_JOBS = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first run, or pair of runs; the scenario's own when absent.")
  private Long seed;

  private Integer jobs;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to report on standard output.",
      defaultValue = "text")
  private Format format;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many runs are made at once; all cores when absent.")
  private void jobs(int number) {
    within("--jobs", number, 1, MOST_JOBS);
    jobs = number;
  }

  /** Tells an experiment its seed and on how many threads to run, as far as somebody typed them. */
  void tell(LongConsumer ofSeed, IntConsumer ofThreads) {
    if (seed != null) {
      ofSeed.accept(seed);
    }
    if (jobs != null) {
      ofThreads.accept(jobs);
    }
  }

  boolean isJson() {
    return format == Format.JSON;
  }

  /** Refuses a number that is too small or too large. */
  void within(String option, int value, int least, int most) {
    within(option, value, least, most, "");
  }

  /**
   * Refuses a number that is too small or too large.
   *
   * @param given such as {@code with --precision}: what its bounds come from
   */
  void within(String option, int value, int least, int most, String given) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          String.format("%s is from %d to %d%s, not %d", option, least, most, given, value));
    }
  }
}
