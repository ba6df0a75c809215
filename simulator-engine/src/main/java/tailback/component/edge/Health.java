package tailback.component.edge;

/** What a balancer knows of a peer's health; each product has its own rules. Times in seconds. */
public interface Health {

  /** Whether the peer may be given a request now. */
  boolean available(long now);

  /** The peer is given a request now. */
  default void chosen(long now) {}

  /** A request to it failed. */
  void failed(long now);

  /** A request to it was answered. */
  void succeeded(long now);

  /** How much effective weight a failure costs a peer of this weight. */
  default int weightLost(int weight) {
    return 0;
  }

  /** A peer that is always taken to be well. */
  Health ALWAYS =
      new Health() {
        @Override
        public boolean available(long now) {
          return true;
        }

        @Override
        public void failed(long now) {}

        @Override
        public void succeeded(long now) {}
      };
}
