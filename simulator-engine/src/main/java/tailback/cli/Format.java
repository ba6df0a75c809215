package tailback.cli;

/** What {@code --format} may name. */
enum Format {
  TEXT,
  JSON
}
