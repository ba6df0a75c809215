package tailback.component.worker;

import tailback.component.store.Command;
import tailback.component.store.KeyStore;

/** What an execution asks a cache, or a broker in a Redis, and what it found there. */
public final class CacheAccess {

  private Command command;
  private long time;
  private KeyStore.Found found;
  private int polls;

  CacheAccess() {}

  /** Asks for this, which takes the cache so long, nanoseconds. */
  public void command(Command asked, long nanos) {
    command = asked;
    time = nanos;
  }

  /** What is to be done now. */
  public Command command() {
    return command;
  }

  /** How long that takes the cache, nanoseconds. */
  public long commandTime() {
    return time;
  }

  /** What the last look-up found. */
  public KeyStore.Found found() {
    return found;
  }

  /** A look-up found this. */
  public void found(KeyStore.Found answer) {
    found = answer;
  }

  /** How often it has looked whether another one has recomputed a key, or a broker is up again. */
  public int polls() {
    return polls;
  }

  /** It has looked so often. */
  public void polls(int times) {
    polls = times;
  }
}
