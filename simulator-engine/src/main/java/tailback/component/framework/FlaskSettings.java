package tailback.component.framework;

/** How a Flask application comes by its database connections. */
public record FlaskSettings(Connections connections) {

  /** How long a connection lives. */
  public enum Connections {
    /** Each request that asks the database opens its own and closes it at its end. */
    PER_REQUEST,
    /** Each thread (or sync worker) opens one and keeps it. */
    PER_THREAD
  }
}
