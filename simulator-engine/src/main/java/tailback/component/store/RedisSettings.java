package tailback.component.store;

/** The settings of {@code redis.conf} that this model honours. */
public record RedisSettings(int maxclients) {}
