package tailback.component.framework;

import java.time.Duration;
import java.util.List;
import tailback.program.Describe;
import tailback.program.Spelled;

/**
 * What an application tells redis-py about the connections of a process to a Redis (redis-py 5.0,
 * connection.py).
 */
public record CacheOptions(
    @Describe(
            value =
                "commands of a process at once; any number when absent, of a BlockingConnectionPool"
                    + " 50",
            least = 1)
        Integer maxConnections,
    @Describe(
            value =
                "what happens to one more: a ConnectionPool raises an error, a"
                    + " BlockingConnectionPool has it wait",
            absent = "redis.ConnectionPool")
        PoolClass poolClass,
    @Describe(value = "how long it waits", absent = "20", unit = "s") Duration timeout,
    @Describe(value = "how long a command waits for its answer; for ever when absent", unit = "s")
        Duration socketTimeout) {

  private static final int BLOCKING = 50;

  /** What keeps the connections. */
  public enum PoolClass implements Spelled {
    CONNECTION_POOL("ConnectionPool"),
    BLOCKING_CONNECTION_POOL("BlockingConnectionPool");

    private final String name;

    PoolClass(String name) {
      this.name = name;
    }

    @Override
    public List<String> spellings() {
      return List.of(name, "redis." + name);
    }
  }

  /** Whether one more has to wait. */
  boolean blocks() {
    return poolClass == PoolClass.BLOCKING_CONNECTION_POOL;
  }

  /** Commands of a process at once; 0: any number. */
  int most() {
    return maxConnections != null ? maxConnections : blocks() ? BLOCKING : 0;
  }
}
