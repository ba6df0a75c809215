/** {@code tailback step}: the stepping debugger, its commands and its pictures in text. */
package tailback.cli.step;
