package tailback.component.framework;

import java.time.Duration;

/** The settings of {@code settings.py} that this model honours. */
public record DjangoSettings(Duration connMaxAge, Views views) {

  /** Whether views are {@code def} or {@code async def}; matters under ASGI servers only. */
  public enum Views {
    SYNC,
    ASYNC
  }
}
