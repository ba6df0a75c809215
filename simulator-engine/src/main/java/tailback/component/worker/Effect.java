package tailback.component.worker;

/** A kind of side effect of the outside world, such as an email: it cannot be rolled back. */
public final class Effect {

  private final String name;
  private long happened;
  private long orphaned;

  /** A kind of side effect that has not happened yet. */
  public Effect(String name) {
    this.name = name;
  }

  /** It happens. */
  public void happens() {
    happened++;
  }

  void orphaned() {
    orphaned++;
  }

  /** Begins to count anew: the end of the warm-up. */
  public void reset() {
    happened = 0;
    orphaned = 0;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How often it happened. */
  public long happened() {
    return happened;
  }

  /** How often the transaction that it happened in was rolled back. */
  public long orphans() {
    return orphaned;
  }
}
