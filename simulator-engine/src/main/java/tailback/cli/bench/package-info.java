/**
 * How fast the simulator is: the models that {@code tailback bench} measures, and their reference.
 */
package tailback.cli.bench;
