package tailback.component.edge;

/**
 * Nginx's passive health check: a peer that failed {@code max_fails} times is left alone for {@code
 * fail_timeout}, then probed with one request (nginx 1.31, ngx_http_upstream_round_robin.c).
 *
 * <p>It counts in whole seconds, and successes in between do not take failures off the count; only
 * a successful probe does.
 */
public final class FailTimeout implements Health {

  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final int maxFails;
  private final long failTimeout;

  private int fails;
  private long accessed = LONG_AGO;
  private long checked = LONG_AGO;

  /**
   * A peer that has not failed yet.
   *
   * @param maxFails after so many failures it is left alone; 0: never
   * @param failTimeout for so long, whole seconds
   */
  public FailTimeout(int maxFails, long failTimeout) {
    this.maxFails = maxFails;
    this.failTimeout = failTimeout;
  }

  @Override
  public boolean available(long now) {
    return maxFails == 0 || fails < maxFails || now - checked > failTimeout;
  }

  /** The window is over: this request is a probe, and the next one has to wait for its outcome. */
  @Override
  public void chosen(long now) {
    if (now - checked > failTimeout) {
      checked = now;
    }
  }

  @Override
  public void failed(long now) {
    fails++;
    accessed = now;
    checked = now;
  }

  @Override
  public void succeeded(long now) {
    if (accessed < checked) {
      fails = 0;
    }
  }

  @Override
  public int weightLost(int weight) {
    return maxFails == 0 ? 0 : weight / maxFails;
  }
}
