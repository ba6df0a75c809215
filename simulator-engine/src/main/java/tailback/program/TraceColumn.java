package tailback.program;

import tailback.kernel.Stream;
import tailback.queueing.Distribution;

/**
 * The request's own value from the trace that drives the traffic: {@code trace COLUMN} in the
 * scenario file, seconds in the trace.
 *
 * @param column the trace's column
 */
public record TraceColumn(String column) implements Distribution {

  /** Never drawn: the linker reads the request's row instead. */
  @Override
  public long sample(Stream stream) {
    throw new IllegalStateException("'trace " + column + "' outside a step");
  }

  @Override
  public double mean() {
    return Double.NaN;
  }

  @Override
  public String toString() {
    return "trace " + column;
  }
}
