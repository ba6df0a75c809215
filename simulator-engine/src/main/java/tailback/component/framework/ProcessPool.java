package tailback.component.framework;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.store.Connection;
import tailback.component.store.Connection.Login;
import tailback.component.store.Database;
import tailback.component.worker.Demand;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;

/**
 * Database connections that the threads (or greenlets) of one process share: who asks for one takes
 * the one that has been idle for longest, or waits, first come, first served, for so long.
 *
 * <p>Two libraries, one queue. psycopg's pool opens connections in the background, some from the
 * start and more, one at a time, while somebody waits (psycopg_pool 3.2, pool.py); SQLAlchemy's
 * QueuePool lets who needs one more open it himself, and closes those beyond {@code pool_size} when
 * they come back (SQLAlchemy 2.0, pool/impl.py).
 */
public final class ProcessPool implements Connection.Keeper {

  /** How many logins psycopg's pool has under way while it fills up: its {@code num_workers}. */
  private static final int FILLERS = 3;

  /** The first pause after a login that failed in the background; it doubles each time. */
  private static final long FIRST_PAUSE = 1_000_000_000L;

  /**
   * What sort of pool it is.
   *
   * @param name of the framework, under which it is reported
   * @param atStart how many are opened when the first is asked for
   * @param kept how many are kept while nobody uses them
   * @param most how many there are at most
   * @param timeout how long somebody waits, nanoseconds
   * @param room how many may wait; 0: any number
   * @param background whether they are opened in the background
   * @param timedOut the error of who has waited too long
   * @param full the error when too many wait
   */
  record Rules(
      String name,
      int atStart,
      int kept,
      int most,
      long timeout,
      int room,
      boolean background,
      String timedOut,
      String full) {}

  private final Rules rules;
  private final Simulation simulation;
  private final Database database;
  private final int index;
  private final Meter lent;
  private final PatientLine waiting;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final ArrayDeque<Opening> spare = new ArrayDeque<>();
  private final int place;
  private final int full;
  private final Event<Void> again;
  private int open;
  private int opening;
  private int out;
  private int life;
  private boolean started;
  private boolean pausing;
  private long pause = FIRST_PAUSE;

  ProcessPool(Rules rules, Assembly assembly, Database database, int index) {
    this.rules = rules;
    this.database = database;
    this.index = index;
    simulation = assembly.simulation();
    lent = assembly.meter(rules.name() + ".pool");
    if (index == 0) {
      lent.addCapacity(rules.most());
    }
    waiting = new PatientLine(assembly, lent, rules.timeout(), assembly.failure(rules.timedOut()));
    place = assembly.place(rules.name() + ".pool");
    full = rules.full() == null ? -1 : assembly.failure(rules.full());
    again = assembly.event("pool login", this::onAgain);
  }

  // ---- lending

  /**
   * Gives an execution a connection.
   *
   * @return false when it has left its worker and will be resumed with one, or fail
   */
  boolean take(Execution execution, Demand demand) {
    if (!started) {
      started = true;
      fill();
    }
    if (!idle.isEmpty() && waiting.isEmpty()) {
      lent.served();
      Connection connection = idle.poll();
      connection.reused(true);
      lend(connection, execution);
      return true;
    }
    if (rules.room() > 0 && waiting.length() >= rules.room()) {
      lent.rejected();
      execution.raise(full);
      return true;
    }
    if (!rules.background() && open < rules.most()) {
      execution.leave(demand, database.connecting());
      login(execution);
      return false;
    }
    execution.leave(demand, place);
    waiting.join(execution);
    fill();
    return false;
  }

  private void lend(Connection connection, Execution execution) {
    lent.seized();
    out++;
    connection.user(execution);
    execution.databases().connection(index, connection);
  }

  /** A request is over, and its connection free for the next one. */
  void giveBack(Connection connection) {
    lent.released();
    out--;
    hand(connection);
  }

  private void hand(Connection connection) {
    Execution next = waiting.next();
    if (next != null) {
      connection.reused(true);
      lend(connection, next);
      next.resume();
    } else if (idle.size() < rules.kept()) {
      idle.add(connection);
    } else {
      open--;
      connection.keeper(null);
      connection.close();
    }
  }

  /** A connection that was lent has been closed by somebody else. */
  @Override
  public void gone(Connection connection) {
    open--;
    out--;
    lent.released();
    fill();
  }

  // ---- opening

  private void fill() {
    if (!rules.background() || pausing) {
      return;
    }
    while (opening < FILLERS && open < rules.atStart()
        || opening == 0 && open < rules.most() && !waiting.isEmpty()) {
      opening++;
      login(null);
    }
  }

  private void login(Execution user) {
    open++;
    Opening login = spare.isEmpty() ? new Opening() : spare.pop();
    login.user = user;
    login.since = life;
    database.open(login);
  }

  private void onAgain(Void nobody) {
    pausing = false;
    fill();
  }

  /** A connection that is being opened, for somebody or for the pool. */
  private final class Opening implements Login {

    private Execution user;
    private int since;

    @Override
    public void opened(Connection connection) {
      spare.push(this);
      pause = FIRST_PAUSE;
      if (since != life) {
        connection.sever();
        if (user != null) {
          user.resume();
        }
        return;
      }
      connection.keeper(ProcessPool.this);
      if (user != null) {
        lent.served();
        lend(connection, user);
        user.resume();
      } else {
        opening--;
        hand(connection);
        fill();
      }
    }

    @Override
    public void refused(Connection connection, int failure) {
      spare.push(this);
      boolean alive = since == life;
      open -= alive ? 1 : 0;
      if (user != null) {
        user.fail(failure);
      } else if (alive) {
        opening--;
        pausing = true;
        again.in(pause, null);
        pause *= 2;
      }
    }
  }

  /** The process has died; what was lent breaks by itself. */
  void die() {
    life++;
    for (Connection connection : idle) {
      connection.keeper(null);
      connection.sever();
    }
    idle.clear();
    open = out;
    opening = 0;
    started = false;
  }
}
