/** The library of incidents and the player that leads through one. */
package tailback.cli.incident;
