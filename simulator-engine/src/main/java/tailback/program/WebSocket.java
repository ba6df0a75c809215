package tailback.program;

/**
 * A WebSocket: a connection that stays open and carries messages, each of which is a {@link
 * Request} with a latency of its own. The request that opens it carries its {@link Client}; the
 * worker that takes it tells that client, and from then on the two speak with each other. Whatever
 * stands in between sees a request that is not answered for a long time, and holds what it holds
 * for one.
 */
public interface WebSocket {

  /** Whoever opened it. */
  interface Client {

    /** The worker has accepted the upgrade (101): messages may come. */
    void opened(WebSocket by);

    /** Whether it is open. */
    boolean isOpen();

    /** The pong to the last ping. */
    void ponged();
  }

  /** Something that a client sends over it. */
  interface Message {

    /** What is asked for, and where its time goes. */
    Request request();

    /**
     * It was handled.
     *
     * @param status 200, or 500 after an exception
     */
    void answered(int status);
  }

  /** Sends a message; the handler takes one after the other. */
  void send(Message message);

  /** The client has given a message up: it is handled all the same, for nobody. */
  void forget(Message message);

  /** Sends a ping, which the worker answers as soon as it comes round. */
  void ping();
}
