package tailback.component;

import java.util.Locale;

/** What a part does in a stack: who looks for it, and where it stands. Front to back. */
public enum Role {
  /** Meets the clients, and passes their requests on. */
  EDGE,
  /** Runs the application. */
  APP_SERVER,
  /** What the application is written with. */
  FRAMEWORK,
  /** Stands in front of a database. */
  POOL,
  /** Takes SQL. */
  DATABASE,
  /** Answers look-ups, and carries the messages of queues. */
  CACHE,
  /** Runs background tasks. */
  QUEUE,
  /** Keeps files. */
  OBJECT_STORE,
  /** Belongs to somebody else. */
  SERVICE;

  /** As cards and messages write it, such as {@code app server}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
