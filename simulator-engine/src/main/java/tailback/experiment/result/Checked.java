package tailback.experiment.result;

/**
 * What became of one expectation of a scenario or of one of its variants.
 *
 * @param file the scenario
 * @param variant the what-if; empty for the scenario as it is
 * @param seed of the run
 * @param expectation as the file writes it
 * @param holds whether it does
 * @param measured such as {@code 1.21 s}
 */
public record Checked(
    String file, String variant, long seed, String expectation, boolean holds, String measured) {}
