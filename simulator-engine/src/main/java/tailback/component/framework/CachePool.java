package tailback.component.framework;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.store.Command;
import tailback.component.store.Redis;
import tailback.component.worker.Demand;
import tailback.component.worker.Execution;
import tailback.component.worker.Lease;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;

/**
 * The connections of one process to a Redis: each command takes one, and gives it back with its
 * answer. When all are in use the next one fails, or waits (redis-py 5.0, connection.py,
 * ConnectionPool and BlockingConnectionPool).
 */
final class CachePool {

  private final CacheOptions options;
  private final Redis redis;
  private final Meter lent;
  private final PatientLine waiting;
  private final int place;
  private final int tooMany;
  private final int timedOut;
  private final long socketTimeout;
  private final Simulation simulation;
  private final Event<Lent> timer;
  private final ArrayDeque<Lent> spare = new ArrayDeque<>();
  private int used;
  private int life;

  CachePool(CacheOptions options, String owner, Redis redis, Assembly assembly) {
    this.options = options;
    this.redis = redis;
    String name = owner + ".redis_pool";
    lent = assembly.meter(name);
    lent.addCapacity(options.most());
    place = assembly.place(name);
    simulation = assembly.simulation();
    socketTimeout = options.socketTimeout() == null ? 0 : options.socketTimeout().toNanos();
    timedOut = assembly.failure("redis.exceptions.TimeoutError: Timeout reading from socket");
    timer = assembly.event("socket timeout", this::onTimeout);
    tooMany = assembly.failure("redis.exceptions.ConnectionError: Too many connections");
    waiting =
        new PatientLine(
            assembly,
            lent,
            options.timeout().toNanos(),
            assembly.failure("redis.exceptions.ConnectionError: No connection available."));
  }

  /**
   * Has Redis run a command, over one of the connections.
   *
   * @return true when there is none, and the execution has failed; false when it has left
   */
  boolean run(Execution execution, Command command, long work) {
    if (options.most() == 0 || used < options.most()) {
      lent.served();
      execution.leave(Demand.WAIT, redis.serving());
      begin(execution, command, work);
      return false;
    }
    if (!options.blocks()) {
      lent.rejected();
      execution.raise(tooMany);
      return true;
    }
    execution.leave(Demand.WAIT, place);
    execution.cache().command(command, work);
    waiting.join(execution);
    return false;
  }

  private void begin(Execution execution, Command command, long work) {
    lent.seized();
    used++;
    Lent lease = spare.isEmpty() ? new Lent() : spare.pop();
    lease.since = life;
    execution.lends(lease);
    if (socketTimeout > 0) {
      lease.execution = execution;
      lease.timer = timer.in(socketTimeout, lease);
    }
    redis.command(execution, command, work);
  }

  private void onTimeout(Lent lease) {
    lease.timer = -1;
    if (redis.giveUp(lease.execution)) {
      lease.execution.fail(timedOut);
    }
  }

  /** A connection that is in use: until the execution goes on, in whatever way. */
  private final class Lent implements Lease {
    private int since;
    private Execution execution;
    private long timer = -1;

    @Override
    public void over() {
      if (timer >= 0) {
        simulation.cancel(timer);
        timer = -1;
      }
      execution = null;
      spare.push(this);
      if (since != life) {
        return;
      }
      used--;
      lent.released();
      Execution next = waiting.next();
      if (next != null) {
        next.notWithdrawable();
        next.enter(redis.serving());
        begin(next, next.cache().command(), next.cache().commandTime());
      }
    }
  }

  /** The process has died, and its connections with it. */
  void die() {
    life++;
    for (; used > 0; used--) {
      lent.released();
    }
  }
}
