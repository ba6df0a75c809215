package tailback.cli.bench;

/** A model whose speed is measured. */
interface Model {

  /**
   * One round: the model from its beginning, with random numbers of its own.
   *
   * @param seed of the round
   */
  Round run(long seed);

  /**
   * What a round showed.
   *
   * @param perSecond units of work a second of wall time
   * @param check a figure whose true value is known, so that nothing is measured that is wrong
   */
  record Round(double perSecond, double check) {

    /** So much work was done since a moment on the clock of {@link System#nanoTime}. */
    static Round since(long began, double work, double check) {
      return new Round(work / ((System.nanoTime() - began) / 1e9), check);
    }
  }
}
