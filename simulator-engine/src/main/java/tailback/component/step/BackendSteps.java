package tailback.component.step;

import java.util.function.Consumer;
import tailback.component.store.Channel;
import tailback.component.store.Connection;
import tailback.component.store.Connection.Statement;
import tailback.component.store.Database;
import tailback.component.store.RowAccess;
import tailback.component.store.RowLocks;
import tailback.component.worker.Demand;
import tailback.program.Step;

/**
 * Links what stays with a session of the database beside its transactions: {@code set}, {@code
 * advisory_lock}, {@code listen} and {@code notify}. A pool that lends the session to somebody else
 * lends it with all that.
 */
final class BackendSteps {

  private static final int FIRST = 0;

  private final Linker linker;
  private final Code code;
  private final DatabaseSteps statements;

  BackendSteps(Linker linker, DatabaseSteps statements) {
    this.linker = linker;
    this.statements = statements;
    code = linker.code();
  }

  private Database database() {
    return linker.assembly().databases().get(FIRST);
  }

  /** A statement that costs a round trip, and does something to the session. */
  private void command(Consumer<Connection> does) {
    statements.begun(FIRST, Demand.WAIT);
    code.add(
        execution -> {
          does.accept(execution.databases().connection(FIRST));
          return statements.run(execution, FIRST, Demand.WAIT, Statement.QUERY);
        });
  }

  void set(Step.Set step) {
    command(connection -> connection.set(step));
  }

  void notify(Step.Notify step) {
    Channel channel = database().channel(step.channel());
    command(connection -> connection.tell(channel));
  }

  void listen(Step.Listen step) {
    Channel channel = database().channel(step.channel());
    long timeout = step.timeout().toNanos();
    command(Connection::listen);
    code.add(
        execution -> {
          execution.leave(Demand.WAIT, channel.listening());
          channel.await(execution, execution.databases().connection(FIRST), timeout);
          return false;
        });
  }

  void advisoryLock(Step.AdvisoryLock step, String path) {
    RowLocks locks = database().advisoryLocks(step.key(), step.keys());
    Sampler key = statements.key(step.key(), step.keys(), step.skew());
    Sampler nothing = execution -> 0;
    RowAccess access = new RowAccess(locks, RowAccess.Purpose.LOCK);
    statements.statement(FIRST, Demand.WAIT, access, key, nothing, nothing);
    linker.block(step.steps(), path);
    statements.begun(FIRST, Demand.WAIT);
    code.add(
        execution -> {
          execution.databases().connection(FIRST).unlock(locks, (int) key.of(execution));
          return statements.run(execution, FIRST, Demand.WAIT, Statement.QUERY);
        });
  }
}
