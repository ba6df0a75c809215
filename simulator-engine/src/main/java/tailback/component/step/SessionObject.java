package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.store.Connection;
import tailback.component.store.Database;
import tailback.program.Step;

/**
 * Something that a client leaves in its session and relies on later: a prepared statement, or a
 * temporary table. A pool that lends another server the next time takes it away, and hands it to
 * somebody else.
 *
 * @param number among those of the run
 * @param exists the error when the session has it already, left by another client
 * @param missing the error when the client thinks that it is there, and it is not
 * @param follows whether the pool in between sees to it that it is always there
 */
record SessionObject(int number, int exists, int missing, boolean follows) {

  /** The use goes well. */
  static final int FINE = -1;

  /** What a query relies on; null when it relies on nothing. */
  static SessionObject of(Step.Query query, String path, Assembly assembly, Database database) {
    if (query.prepared()) {
      int number = assembly.sessionObject(path);
      String what = "ERROR: prepared statement \"_pg3_" + number + "\" ";
      return new SessionObject(
          number,
          assembly.failure(what + "already exists"),
          assembly.failure(what + "does not exist"),
          database.followsPrepared());
    }
    if (query.temporary() != null) {
      String what = "ERROR: relation \"" + query.temporary() + "\" ";
      return new SessionObject(
          assembly.sessionObject("temporary " + query.temporary()),
          assembly.failure(what + "already exists"),
          assembly.failure(what + "does not exist"),
          false);
    }
    return null;
  }

  /**
   * A client uses it, and makes it the first time.
   *
   * @return the error, or {@link #FINE}
   */
  int use(Connection client) {
    Connection session = client.session();
    if (follows || session == client) {
      return FINE;
    }
    boolean known = client.keeps(number);
    if (known != session.keeps(number)) {
      return known ? missing : exists;
    }
    if (!known) {
      client.keep(number);
      session.keep(number);
    }
    return FINE;
  }
}
