/** What the commands print: the text report, the JSON, and how to treat a terminal. */
package tailback.cli.report;
