package tailback.component.worker;

/**
 * A process of Node.js: one thread runs JavaScript, in turns of libuv's loop. There is no lock to
 * give away: whatever does not return to the loop stops everybody, and what is handed to libuv's
 * threads does not (Node.js documentation, "Don't Block the Event Loop").
 *
 * @param executorThreads {@code UV_THREADPOOL_SIZE}
 */
record NodeLoop(int executorThreads) implements WorkerClass {

  @Override
  public boolean keepsBaton(Demand demand) {
    return demand != Demand.WAIT;
  }

  @Override
  public long switchInterval() {
    return 0;
  }

  @Override
  public int connections(Gunicorn.Settings settings) {
    return UNLIMITED;
  }

  @Override
  public int threads(Gunicorn.Settings settings) {
    return 0;
  }

  @Override
  public boolean outlivesRequests() {
    return false;
  }

  @Override
  public Accepts accepts() {
    return Accepts.ON_ITS_TURN;
  }

  /** A connection is accepted in one turn and read in the next (libuv, unix/stream.c). */
  @Override
  public int turnsToStart() {
    return 1;
  }

  /** Nobody looks at it. */
  @Override
  public Heartbeat heartbeat() {
    return Heartbeat.LOOP;
  }

  /** The default action of SIGTERM: it is gone. */
  @Override
  public Drain drain() {
    return new Drain(false, false, true, false, false);
  }

  @Override
  public String baton() {
    return "loop";
  }

  @Override
  public String costs() {
    return "node";
  }
}
