package tailback.component.edge;

/** Which peers a request has been at already. */
public final class Tried {

  private final long[] words;

  /** Of so many peers, none yet. */
  public Tried(int peers) {
    words = new long[(peers + 63) / 64];
  }

  boolean fits(int peers) {
    return peers <= 64 * words.length;
  }

  /** Forgets all. */
  public void clear() {
    java.util.Arrays.fill(words, 0);
  }

  /** Was at this peer. */
  public void add(Peer peer) {
    words[peer.index() >> 6] |= 1L << peer.index();
  }

  /** Whether it was at the peer of this number. */
  boolean contains(int index) {
    return (words[index >> 6] & 1L << index) != 0;
  }
}
