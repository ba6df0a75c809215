package tailback.program;

import java.time.Duration;
import java.util.List;
import tailback.queueing.Distribution;

/**
 * One thing that a request or a background task does; plain data, the same in Java and in YAML.
 *
 * <p>A step stands in the file under its own name in snake case. The short form, {@code - cpu:
 * 4ms}, gives the first component; the long form, {@code - query: { time: 4ms, write: true }}, any
 * of them.
 */
public sealed interface Step {

  @Describe("Python on the CPU: needs the baton of its worker and a core")
  record Cpu(@Describe(value = "CPU time", required = true) Distribution time) implements Step {}

  @Describe(
      "I/O that cooperates: a greenlet yields, a thread drops the GIL, a sync worker just waits")
  record Wait(@Describe(value = "how long", required = true) Distribution time) implements Step {}

  @Describe("a C call that does not yield: a greenlet keeps the hub, a thread drops the GIL")
  record Block(
      @Describe(value = "how long", required = true) Distribution time,
      @Describe(value = "whether the C code keeps the GIL", absent = "released") Gil gil,
      @Describe(value = "whether it computes on a core meanwhile", absent = "false") boolean cpu,
      @Describe(
              value = "whether it is handed to the process's executor, a pool of threads",
              absent = "false")
          boolean executor)
      implements Step {}

  /** What C code does with the GIL while it runs. */
  enum Gil {
    HELD,
    RELEASED
  }

  @Describe("one SQL statement on a connection")
  record Query(
      @Describe(value = "time the database's CPU works for it", absent = "0ms") Distribution time,
      @Describe(value = "time in the database off the CPU: disk, pg_sleep", absent = "0ms")
          Distribution io,
      @Describe("the database or pool to ask, where there are several") String via,
      @Describe(
              value =
                  "an UPDATE: it takes the lock of its row; without a row it changes those that its"
                      + " transaction has locked",
              absent = "false")
          boolean write,
      @Describe("the name of the kind of row that it reads or writes") String row,
      @Describe(
              value = "how many such rows there are; a request means the same one each time",
              absent = "1")
          int keys,
      @Describe(value = "how unevenly they are asked for: the exponent of Zipf's law", absent = "0")
          double skew,
      @Describe(
              value = "how many rows the table has, all of which are read without an index",
              absent = "0")
          long rows,
      @Describe(value = "false: no index leads to the row", absent = "true") boolean index,
      @Describe(
              value = "blocking: the driver is C code that does not yield to greenlets or the loop",
              absent = "cooperative")
          Driver driver,
      @Describe(
              value = "whether the connection prepares it the first time, to run it by name later",
              absent = "false")
          boolean prepared,
      @Describe(
              value = "whether the result is fetched through a server-side cursor",
              absent = "false")
          boolean cursor,
      @Describe("a temporary table that the connection creates the first time, to use it later")
          String temporary,
      @Describe(
              value = "what its sorts and hashes need: memory up to work_mem, else files",
              absent = "0B")
          Bytes sort)
      implements Step {

    /** A statement that keeps the database's CPU busy for so long. */
    public static Query of(Distribution time, boolean write) {
      return new Query(
          time,
          Distribution.constant(0),
          null,
          write,
          null,
          1,
          0,
          0,
          true,
          Driver.COOPERATIVE,
          false,
          false,
          null,
          new Bytes(0));
    }
  }

  /** How a database driver, or an HTTP library, waits for its answer. */
  enum Driver {
    COOPERATIVE,
    BLOCKING
  }

  /** What a COMMIT waits for (PostgreSQL 16, runtime-config-wal). */
  enum SynchronousCommit {
    /** Nothing: the WAL is flushed a moment later. */
    OFF,
    /** The flush of the WAL. */
    LOCAL,
    /** That, and a standby has received it. */
    REMOTE_WRITE,
    /** That, and a standby has flushed it. */
    ON,
    /** That, and a standby shows it to its queries. */
    REMOTE_APPLY
  }

  @Describe("BEGIN … COMMIT on one connection")
  record Transaction(
      @Describe(value = "what happens inside", required = true) List<Step> steps,
      @Describe(
              value = "share of transactions in which an exception is raised; the answer is 500",
              absent = "0%")
          double rollback,
      @Describe(
              value = "whether the view catches that exception, and goes on after the ROLLBACK",
              absent = "false")
          boolean caught)
      implements Step {}

  @Describe("SELECT … FOR UPDATE: a row lock, held to the end of the transaction")
  record Lock(
      @Describe(value = "the name of the kind of row", required = true) String row,
      @Describe(
              value = "how many such rows there are; a request means the same one each time",
              absent = "1")
          int keys,
      @Describe(value = "how unevenly they are asked for: the exponent of Zipf's law", absent = "0")
          double skew,
      @Describe(value = "fails at once when the row is locked", absent = "false") boolean nowait,
      @Describe(value = "goes on without the row when it is locked", absent = "false")
          boolean skipLocked)
      implements Step {}

  @Describe("SET: changes parameters of the database session, for whoever uses it from then on")
  record Set(
      @Describe(value = "how long a statement may take; 0: for ever", unit = "ms")
          Duration statementTimeout,
      @Describe(value = "how long a row is waited for; 0: for ever", unit = "ms")
          Duration lockTimeout,
      @Describe("what a sort may have of memory") Bytes workMem,
      @Describe("what a COMMIT waits for") SynchronousCommit synchronousCommit,
      @Describe(value = "SET LOCAL: to the end of the transaction only", absent = "false")
          boolean local)
      implements Step {

    /** Refuses to set nothing. */
    public Set {
      if (statementTimeout == null
          && lockTimeout == null
          && workMem == null
          && synchronousCommit == null) {
        throw new IllegalArgumentException(
            "nothing to set; there are statement_timeout, lock_timeout, work_mem and"
                + " synchronous_commit");
      }
    }
  }

  @Describe("pg_advisory_lock: a lock of the database session, given back after the steps")
  record AdvisoryLock(
      @Describe(value = "a name for the kind of thing that it stands for", required = true)
          String key,
      @Describe(value = "what is done meanwhile", required = true) List<Step> steps,
      @Describe(
              value = "how many such things there are; a request means the same one each time",
              absent = "1")
          int keys,
      @Describe(value = "how unevenly they are asked for: the exponent of Zipf's law", absent = "0")
          double skew)
      implements Step {}

  @Describe("LISTEN, and then waits for a notification")
  record Listen(
      @Describe(value = "the channel", required = true) String channel,
      @Describe(value = "how long; then it goes on without one", required = true) Duration timeout)
      implements Step {}

  @Describe("NOTIFY: tells who listens, once its transaction has committed")
  record Notify(@Describe(value = "the channel", required = true) String channel) implements Step {}

  @Describe("runs after the transaction has committed, and only then")
  record OnCommit(@Describe(value = "what runs", required = true) List<Step> steps)
      implements Step {}

  @Describe("the session of the request's user, kept where SESSION_ENGINE says")
  record Session(
      @Describe(value = "read it, or change it, so that it is saved at the end", required = true)
          Access access,
      @Describe("time of each of its statements, where the database keeps it") Distribution time)
      implements Step {}

  /** What a request does with a session. */
  enum Access {
    READ,
    WRITE
  }

  @Describe("a side effect of the outside world, which no rollback undoes; counted")
  record Effect(@Describe(value = "what happens, such as email", required = true) String kind)
      implements Step {}

  @Describe("stores a file")
  record Put(
      @Describe(value = "where", required = true) String objectStore,
      @Describe(value = "a name for the kind of file", required = true) String key)
      implements Step {}

  @Describe("fetches one of the files that were put; answers 404 when it is not there")
  record Get(
      @Describe(value = "from where", required = true) String objectStore,
      @Describe(value = "a name for the kind of file", required = true) String key)
      implements Step {}

  @Describe("a cache look-up; with a ttl the cache really stores keys")
  record Cache(
      @Describe(
              value = "share of look-ups that find the value, where nothing is stored",
              absent = "100%")
          double hit,
      @Describe("what is done when the value is not there") List<Step> miss,
      @Describe("a name for the kind of key") String key,
      @Describe("the cache to ask, where there are several") String via,
      @Describe("how long the cache keeps a value; with it keys are stored, and expire")
          Distribution ttl,
      @Describe(value = "how many such keys there are; each request asks for one", absent = "1")
          int keys,
      @Describe(value = "Zipf exponent of their popularity; 0: all alike", absent = "0")
          double skew,
      @Describe(
              value = "whether one recomputes a key, with a lock, while others wait for it",
              absent = "false")
          boolean coalesce,
      @Describe(value = "how often who waits looks whether the value is there", absent = "20ms")
          Duration poll,
      @Describe(value = "how long the lock holds should nobody give it back", absent = "5s")
          Duration lock,
      @Describe(
              value = "so long before its end one recomputes the value while others still read it",
              absent = "0s")
          Duration early,
      @Describe(
              value = "so long after its end others still read the value while one recomputes it",
              absent = "0s")
          Duration stale,
      @Describe(
              value = "above 0: each recomputes early by chance, the sooner the larger it is",
              absent = "0")
          double beta,
      @Describe(
              value = "whether the key carries the version of the row of its name",
              absent = "false")
          boolean versioned,
      @Describe(value = "how large a value is", absent = "1KB") Bytes size)
      implements Step {

    /** Whether it only hits or misses by chance, and nothing is stored. */
    public boolean isByChance() {
      return ttl == null;
    }
  }

  @Describe("writes a key that a cache step reads")
  record CacheSet(
      @Describe(value = "the kind of key", required = true) String key,
      @Describe("how long the cache keeps the value; for ever when absent") Distribution ttl,
      @Describe("the cache to ask, where there are several") String via)
      implements Step {}

  @Describe("deletes a key that a cache step reads")
  record CacheDelete(
      @Describe(value = "the kind of key", required = true) String key,
      @Describe("the cache to ask, where there are several") String via)
      implements Step {}

  @Describe("a slow command of a cache, such as KEYS, that keeps its thread for so long")
  record CacheCommand(
      @Describe(value = "how long it runs in the cache", required = true) Distribution time,
      @Describe("the cache to ask, where there are several") String via)
      implements Step {}

  @Describe("an outbound HTTP call to a service of the stack")
  record Call(
      @Describe(value = "the service", required = true) String to,
      @Describe("how long it takes to answer; the service's own time when absent")
          Distribution time,
      @Describe("how long the caller waits; for ever when absent") Duration timeout,
      @Describe(value = "share of calls that fail", absent = "0%") double failure,
      @Describe(
              value = "blocking: the library does not yield to greenlets or the loop",
              absent = "cooperative")
          Driver driver)
      implements Step {}

  @Describe("hands work to a Celery or RQ queue")
  record Enqueue(
      @Describe(value = "the celery or rq part", required = true) String queue,
      @Describe(value = "the task, one of tasks:", required = true) String task,
      @Describe("celery: its priority; 0 is the highest with Redis, the lowest with RabbitMQ")
          Integer priority,
      @Describe("rq: the queue that it goes to; default when absent") String queueName,
      @Describe(value = "how long until it may begin", absent = "0s") Duration countdown)
      implements Step {}

  @Describe(
      "the body of the request is read, which its client uploads at its own pace; a task has none")
  record Receive(@Describe(value = "its size", required = true) long bytes) implements Step {}

  @Describe(
      "a piece of the answer's body is written, and the client takes it at its own pace; a task has no client")
  record Send(@Describe(value = "its size", required = true) long bytes) implements Step {}

  @Describe(
      "a file is written; an edge in front serves it itself where an endpoint is that and nothing else")
  record Static(@Describe(value = "its size", required = true) long bytes) implements Step {}

  @Describe("an exception in the view, which nothing catches")
  record Fail(
      @Describe(value = "what it is answered", absent = "500", unit = "≥ 400") int status,
      @Describe(value = "by which share of those that come here it is raised", absent = "100%")
          double share)
      implements Step {

    private static final int LARGEST = 599;

    /** Refuses what is no status of a failure. */
    public Fail {
      if (status > LARGEST) {
        throw new IllegalArgumentException(status + " is no status of a failure: 400 to 599 are");
      }
    }
  }

  @Describe("does the same several times")
  record Repeat(
      @Describe(value = "how often", required = true) int times,
      @Describe(value = "what", required = true) List<Step> steps)
      implements Step {}

  @Describe(
      "several things at once, then on when all are done (asyncio.gather): coroutines and greenlets"
          + " do; threads and sync workers do one after the other")
  record Parallel(@Describe(value = "the branches", required = true) List<List<Step>> branches)
      implements Step {}

  @Describe("one of several ways, drawn for each request: { 90%: [..], 10%: [..] }")
  record Choose(@Describe(value = "share and steps of each way", required = true) List<Way> ways)
      implements Step {}

  /** One way of a {@link Choose}: its share (they add up to 1) and its steps. */
  record Way(double share, List<Step> steps) {}
}
