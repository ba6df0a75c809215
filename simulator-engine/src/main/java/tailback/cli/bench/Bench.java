package tailback.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures the workloads, each in a Java virtual machine of its own, and the reference program just
 * before and just after each, so that both see the same machine.
 */
public final class Bench {

  private static final int REFERENCE_ROUNDS = 3;

  private final int warmUp;
  private final int rounds;

  /**
   * A measurement to be made.
   *
   * @param warmUp how many rounds are run before
   * @param rounds of how many the median is taken
   */
  public Bench(int warmUp, int rounds) {
    this.warmUp = warmUp;
    this.rounds = rounds;
  }

  /**
   * What was measured.
   *
   * @param reference what was compared with; null where there is no C++ compiler
   */
  public record Outcome(String reference, List<Speed> speeds) {

    /** How fast a workload ran. */
    public Speed of(Workload workload) {
      return speeds.stream().filter(s -> s.workload() == workload).findFirst().orElseThrow();
    }
  }

  /**
   * Measures.
   *
   * @param workloads what
   * @param done told what has just been measured
   */
  public Outcome run(List<Workload> workloads, Consumer<Workload> done) {
    List<Speed> speeds = new ArrayList<>();
    try (Reference reference = Reference.compile()) {
      for (Workload workload : workloads) {
        speeds.add(measure(workload, reference));
        done.accept(workload);
      }
      return new Outcome(reference == null ? null : reference.name(), speeds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Speed measure(Workload workload, Reference reference) throws IOException {
    boolean compared = reference != null && workload.hasReference();
    List<Double> theirs = new ArrayList<>();
    if (compared) {
      theirs.addAll(reference.rounds(workload, REFERENCE_ROUNDS));
    }
    List<Double> ours = Program.rounds(command(workload));
    if (compared) {
      theirs.addAll(reference.rounds(workload, REFERENCE_ROUNDS));
    }
    return new Speed(workload, median(ours), median(theirs));
  }

  /** This Java, with the options and the classes it was started with. */
  private List<String> command(Workload workload) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Rounds.class.getName()));
    command.addAll(List.of(workload.key(), String.valueOf(warmUp), String.valueOf(rounds)));
    return command;
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
