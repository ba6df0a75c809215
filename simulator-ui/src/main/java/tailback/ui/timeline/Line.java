package tailback.ui.timeline;

/**
 * Something over time, one of a {@link Track}.
 *
 * @param name what it is
 * @param style how it is drawn
 */
public record Line(String name, Style style) {}
