package tailback.component;

/**
 * How often something may happen, such as {@code 50r/s} or {@code 30/m} in a scenario file.
 *
 * @param perSecond so many a second
 */
public record Rate(double perSecond) {}
