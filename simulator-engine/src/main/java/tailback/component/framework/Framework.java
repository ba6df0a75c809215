package tailback.component.framework;

import tailback.component.Component;
import tailback.component.store.Connection;
import tailback.component.worker.Execution;

/** The web framework: what it does around a view, above all with database connections. */
public interface Framework extends Component {

  /**
   * A connection that was kept for this thread and is still good.
   *
   * @return null when a new one must be opened
   */
  Connection reuse(Execution execution, int database);

  /** The request is over: closes or keeps its connections. */
  void end(Execution execution);

  /** Whether views are {@code async def}. */
  boolean asyncViews();
}
