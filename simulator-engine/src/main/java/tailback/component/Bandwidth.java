package tailback.component;

/**
 * What a link carries, such as {@code 10Mbit/s} in a scenario file.
 *
 * @param bytesPerSecond in bytes per second
 */
public record Bandwidth(double bytesPerSecond) {}
