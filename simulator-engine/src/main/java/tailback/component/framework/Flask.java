package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.framework.Flask.Settings.Connections;
import tailback.component.store.Connection;

/**
 * Flask, or any application that manages its connections itself: one a request, closed at its end,
 * or one a thread, kept.
 */
public final class Flask implements Framework {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("flask", Role.FRAMEWORK, Settings.class, Flask::new);

  /** How a Flask application comes by its database connections. */
  public record Settings(Connections connections) {

    /** How long a connection lives. */
    public enum Connections {
      /** Each request that asks the database opens its own and closes it at its end. */
      PER_REQUEST,
      /** Each thread (or sync worker) opens one and keeps it. */
      PER_THREAD
    }
  }

  private final boolean keeps;
  private final boolean asyncViews;

  Flask(Settings settings, Assembly assembly) {
    this(settings.connections() == Connections.PER_THREAD, false);
  }

  private Flask(boolean keeps, boolean asyncViews) {
    this.keeps = keeps;
    this.asyncViews = asyncViews;
  }

  /**
   * An application without a framework in the stack: a connection for each request, and async views
   * where the server can run them.
   */
  public static Flask plain() {
    return new Flask(false, true);
  }

  @Override
  public boolean keeps(Connection connection) {
    return keeps;
  }

  @Override
  public boolean asyncViews() {
    return asyncViews;
  }
}
