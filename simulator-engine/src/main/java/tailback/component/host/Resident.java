package tailback.component.host;

/** A process in the memory of a machine: what it alone has, shared pages not included. */
public final class Resident {

  private final Footprint footprint;
  private final Runnable killed;
  private long bytes;

  Resident(Footprint footprint, Runnable killed) {
    this.footprint = footprint;
    this.killed = killed;
  }

  /** It has so much more (or, negative, less), bytes. */
  public void grow(long more) {
    bytes += more;
    footprint.use(more);
  }

  /** It is gone, and has nothing. */
  public void release() {
    grow(-bytes);
  }

  /** What it has, bytes. */
  public long bytes() {
    return bytes;
  }

  boolean killable() {
    return killed != null && bytes > 0;
  }

  void kill() {
    if (killable()) {
      footprint.killed();
      killed.run();
      release();
    }
  }
}
