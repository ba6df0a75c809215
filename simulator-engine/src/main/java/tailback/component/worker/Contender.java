package tailback.component.worker;

import tailback.queueing.Customer;

/** Whoever contends for the {@link Baton} of a worker process: a request, or the acceptor. */
abstract class Contender extends Customer {

  /** The baton is its own from now on; {@link #granted} follows at once. */
  void chosen() {}

  /** It has the baton now, and runs. */
  abstract void granted();

  /** What its random numbers derive from. */
  abstract long number();
}
