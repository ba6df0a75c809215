package tailback.component.worker;

import tailback.program.Request;

/** What a request has to do with the session of its user. */
public final class WebSession {

  private static final int NOBODY = -1;

  private long id;
  private int endpoint;
  private boolean read;
  private boolean modified;

  WebSession() {}

  void reset() {
    id = NOBODY;
    endpoint = NOBODY;
    read = false;
    modified = false;
  }

  void belongsTo(Request request) {
    id = request.session();
    endpoint = request.endpoint();
  }

  /** Which of all sessions it is; negative when the client is known by none. */
  public long id() {
    return id;
  }

  /** What the request asks for; negative in a task. */
  public int endpoint() {
    return endpoint;
  }

  /** Whether it has been loaded. */
  public boolean isRead() {
    return read;
  }

  /** It is loaded. */
  public void read() {
    read = true;
  }

  /** Whether it has been changed, and so must be saved. */
  public boolean isModified() {
    return modified;
  }

  /** It is changed. */
  public void modify() {
    modified = true;
  }
}
