package tailback.component.pool;

import java.time.Duration;

/** The settings of {@code pgbouncer.ini} that this model honours. */
public record PgBouncerSettings(
    PoolMode poolMode,
    int defaultPoolSize,
    int maxClientConn,
    Duration queryWaitTimeout,
    Duration serverLoginRetry,
    String server) {

  /** When a server connection returns to the pool. */
  public enum PoolMode {
    SESSION,
    TRANSACTION,
    STATEMENT
  }
}
