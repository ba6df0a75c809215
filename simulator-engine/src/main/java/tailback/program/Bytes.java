package tailback.program;

/**
 * An amount of memory or data, such as {@code 8GiB} in a scenario file.
 *
 * @param count in bytes
 */
public record Bytes(long count) {}
