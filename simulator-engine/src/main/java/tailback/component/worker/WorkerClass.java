package tailback.component.worker;

import tailback.component.framework.Framework;
import tailback.component.worker.Gunicorn.Settings.WorkerClassName;

/**
 * One row of the table that the whole model of workers is: how many requests a process takes, who
 * keeps the baton during what, who accepts, and who writes the heartbeat that decides whom {@code
 * timeout} kills.
 */
interface WorkerClass {

  /** No limit. */
  int UNLIMITED = Integer.MAX_VALUE;

  /** CPython hands the GIL over after 5 ms when somebody waits ({@code sys.getswitchinterval}). */
  long SWITCH_INTERVAL = 5_000_000;

  /** Whether the one who runs keeps the baton while a step demands this. */
  boolean keepsBaton(Demand demand);

  /**
   * How long a computing holder keeps the baton while others are ready, nanoseconds; 0: for ever.
   */
  long switchInterval();

  /** How many connections a process accepts at most: running, waiting inside and idle. */
  int connections(Gunicorn.Settings settings);

  /**
   * How many threads run requests; 0 where the class has none and every connection runs at once.
   */
  int threads(Gunicorn.Settings settings);

  /** The name of these threads, as resources and waits of a part. */
  default String pool(String part) {
    return part + ".threads";
  }

  /**
   * Whether what runs a request outlives it, and so can keep its connection for the next one: a
   * thread does, and a process that runs one request at a time; a greenlet or a coroutine does not.
   */
  boolean outlivesRequests();

  /** Whether a connection may be kept for its client's next request ({@code keepalive}). */
  default boolean keepsConnections() {
    return true;
  }

  /** When a process takes a connection from the listening socket. */
  Accepts accepts();

  /**
   * How many connections a loop accepts when it comes round, before it does anything else.
   *
   * @param processes that listen on the same socket
   */
  default int acceptsATurn(int processes) {
    return UNLIMITED;
  }

  /** How many threads its executor has; 0: as many as CPython gives a ThreadPoolExecutor. */
  default int executorThreads() {
    return 0;
  }

  /**
   * How many turns of the loop a connection takes from being accepted to the first line of the
   * application, others being served meanwhile.
   */
  default int turnsToStart() {
    return 0;
  }

  /** Who shows that the process is alive. */
  Heartbeat heartbeat();

  /**
   * The thing that the baton is, as results name it: {@code workers}, {@code gil} or {@code hub}.
   */
  String baton();

  /** The name of its costs: {@code worker.NAME.cpu} and so on. */
  String costs();

  /** When a process takes a connection from the listening socket. */
  enum Accepts {
    /** Only when it has nothing else to do: one fair queue for all processes. */
    WHEN_IDLE,
    /** By a thread that does nothing else, into the process's own queue, when it has the GIL. */
    EAGERLY,
    /** When its loop comes round. */
    ON_ITS_TURN
  }

  /** Who writes the heartbeat. */
  enum Heartbeat {
    /** The request loop, before each accept. */
    REQUEST_LOOP,
    /** The main thread, which gets the GIL in time unless C code keeps it. */
    MAIN_THREAD,
    /** Something on the loop, once a second. */
    LOOP,
    /** The loop, twice in each {@code timeout}. */
    LOOP_TWICE
  }

  /** What it does when it is asked to leave. */
  Drain drain();

  /** The row of that name, as that release of Gunicorn has it. */
  static WorkerClass of(WorkerClassName name, Framework framework, double version) {
    return switch (name) {
      case SYNC -> new Sync();
      case GTHREAD -> new Gthread(version);
      case GEVENT -> new Gevent();
      case EVENTLET -> new Eventlet();
      case TORNADO -> new Tornado();
      case UVICORN -> uvicorn(framework);
    };
  }

  /** Uvicorn's row, by itself or under Gunicorn: on the loop, or in threads beside it. */
  static WorkerClass uvicorn(Framework framework) {
    return framework.asyncViews()
        ? new Uvicorn()
        : new UvicornThreads(framework.viewThreads(), framework.threadpool());
  }
}
