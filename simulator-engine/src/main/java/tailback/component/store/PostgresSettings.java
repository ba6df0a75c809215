package tailback.component.store;

import java.time.Duration;

/** The settings of {@code postgresql.conf} (and {@code pg_hba.conf}) that this model honours. */
public record PostgresSettings(
    int maxConnections, int superuserReservedConnections, Duration deadlockTimeout, Auth auth) {

  /** The authentication method of {@code pg_hba.conf}. */
  public enum Auth {
    TRUST,
    MD5,
    SCRAM_SHA_256
  }
}
