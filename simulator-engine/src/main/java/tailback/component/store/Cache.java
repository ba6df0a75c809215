package tailback.component.store;

import tailback.component.Component;
import tailback.component.worker.Execution;

/** Something that answers look-ups over the network: Redis, Memcached. */
public interface Cache extends Component {

  /**
   * Runs a command for an execution, which has left its worker and will be resumed, or fail.
   *
   * @param work how much longer than others it takes, nanoseconds
   */
  void command(Execution execution, Command command, long work);

  /** Whether something may be written. */
  boolean hasRoom();

  /** The place of an execution whose command runs. */
  int serving();

  /**
   * The keys of one kind.
   *
   * @param kind its name, such as {@code page}
   * @param keys how many different ones there are
   * @param size of a value, bytes
   */
  KeyStore keys(String kind, int keys, long size);
}
