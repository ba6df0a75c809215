package tailback.component;

import tailback.component.scaling.Autoscale;

/**
 * A part of a stack as the scenario file describes it.
 *
 * @param name its name in the stack, unique
 * @param kind what it is
 * @param replicas how many of it there are at first, each with its own copy of its host
 * @param host where it runs; null when it never waits for a CPU
 * @param autoscale what makes them more or fewer; null when nothing does
 * @param settings its directives
 */
public record Part(
    String name, Kind<?> kind, int replicas, String host, Autoscale autoscale, Record settings) {

  /** A part with so many replicas all the time. */
  public Part(String name, Kind<?> kind, int replicas, String host, Record settings) {
    this(name, kind, replicas, host, null, settings);
  }
}
