package tailback.component;

/**
 * A part of a stack as the scenario file describes it.
 *
 * @param name its name in the stack, unique
 * @param kind what it is
 * @param replicas how many of it there are, each with its own copy of its host
 * @param host where it runs; null when it never waits for a CPU
 * @param settings its directives
 */
public record Part(String name, Kind<?> kind, int replicas, String host, Record settings) {}
