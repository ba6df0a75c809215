package tailback.component.framework;

import java.util.List;
import tailback.component.Assembly;
import tailback.component.framework.ProcessPool.Rules;
import tailback.component.store.Connection;
import tailback.component.store.Database;
import tailback.component.worker.Demand;
import tailback.component.worker.Execution;

/** The connection pools of one process, one for each database of the stack. */
public final class ProcessPools {

  private final ProcessPool[] pools;

  ProcessPools(Rules rules, Assembly assembly) {
    List<Database> databases = assembly.databases();
    pools = new ProcessPool[databases.size()];
    for (int i = 0; i < pools.length; i++) {
      pools[i] = new ProcessPool(rules, assembly, databases.get(i), i);
    }
  }

  boolean take(Execution execution, int database, Demand demand) {
    return pools[database].take(execution, demand);
  }

  void giveBack(int database, Connection connection) {
    pools[database].giveBack(connection);
  }

  /** The process has died. */
  public void die() {
    for (ProcessPool pool : pools) {
      pool.die();
    }
  }
}
