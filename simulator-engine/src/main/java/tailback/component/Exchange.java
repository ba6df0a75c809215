package tailback.component;

/** A request that has been sent to a server, as the sender holds it. */
public interface Exchange {

  /** Whether the connection stood at once; otherwise {@link HttpClient#connected} follows. */
  boolean isConnected();

  /**
   * The sender closes its side and forgets about it. Most servers do not notice: the work is done
   * in full, for nobody.
   */
  void abandon();
}
