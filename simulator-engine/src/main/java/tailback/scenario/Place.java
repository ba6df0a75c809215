package tailback.scenario;

/**
 * A place in a source.
 *
 * @param line from 1; 0 for the source as a whole
 * @param column from 1; 0 for the line as a whole
 */
record Place(Source source, int line, int column) {

  /** The source as a whole. */
  static Place whole(Source source) {
    return new Place(source, 0, 0);
  }

  @Override
  public String toString() {
    if (line == 0 || !source.numbered()) {
      return source.name();
    }
    return source.name() + ":" + line + (column == 0 ? "" : ":" + column);
  }
}
