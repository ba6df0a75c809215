package tailback.scenario;

import java.time.Duration;

/**
 * A rule that wakes somebody up: a measure of the recent past compares with a bound, for a while.
 *
 * @param name of the rule
 * @param text as the file writes it
 * @param when what is measured, and how it compares
 * @param over the recent past that is measured
 * @param lasting how long it must hold before the alert fires; zero when once is enough
 * @param every how often it is looked at
 */
public record Alert(
    String name, String text, Expectation when, Duration over, Duration lasting, Duration every) {}
