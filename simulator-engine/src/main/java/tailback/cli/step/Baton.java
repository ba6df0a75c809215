package tailback.cli.step;

import tailback.journal.Frame;
import tailback.journal.Scene;

/** Says who has the GIL, the hub or the loop of a worker. */
final class Baton {

  private Baton() {}

  /** Such as {@code , GIL: 1207}; empty when nobody has it, or everybody knows. */
  static String of(int unit, Frame frame, Naming naming) {
    long holder = frame.baton[unit];
    if (holder == Scene.NOBODY || frame.room[unit] == 1) {
      return "";
    }
    String who = holder < 0 ? "the acceptor" : naming.request(holder);
    String word =
        switch (frame.name[unit]) {
          case "gevent", "eventlet", "tornado" -> "hub";
          case "gthread" -> "GIL";
          default -> "baton";
        };
    return frame.blocked[unit]
        ? ", " + who + " keeps the " + word + " since " + naming.since(frame.batonSince[unit])
        : ", " + word + ": " + who;
  }
}
