package tailback.component.step;

import java.util.Map;
import tailback.component.worker.Execution;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.TraceColumn;
import tailback.queueing.Distribution;

/** How long a step takes this time: drawn from its distribution, or read from a recording. */
interface Sampler {

  /** Nanoseconds. */
  long of(Execution execution);

  /**
   * The sampler of a step.
   *
   * @param path where the step stands, such as {@code endpoints.page[2]}: names its random numbers
   * @param columns the columns of the recordings that drive the traffic
   */
  static Sampler of(
      Distribution distribution, Simulation simulation, String path, Map<String, long[]> columns) {
    if (distribution instanceof TraceColumn column) {
      long[] recorded = columns.get(column.column());
      return execution -> Math.max(0, recorded[execution.row()]);
    }
    Stream stream = simulation.stream(path, "time");
    return execution -> distribution.sample(execution.draws(stream));
  }
}
