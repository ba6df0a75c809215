package tailback.component.edge;

import tailback.queueing.Line;
import tailback.queueing.Station.Outcome;

/**
 * The listening socket that all loops of a server share. Of several idle loops the kernel wakes the
 * one that has been longest in the socket's list (EPOLLEXCLUSIVE), always the same; so Nginx goes
 * to the end of the list at its first accept and each sixteenth one after it (nginx ≥ 1.21.6,
 * ngx_event_accept.c). When no loop is idle, connections wait here for the first that is; when that
 * is full, too, the SYN is dropped and comes again.
 */
final class ListeningSocket {

  private static final int TURN = 16;

  private final Line<EventLoop.Task> queue;
  private final boolean takesTurns;

  private EventLoop[] loops = {};
  private int[] accepted = {};

  /**
   * A socket that nobody listens on yet.
   *
   * @param takesTurns whether a loop goes to the end of the kernel's list now and then
   */
  ListeningSocket(Line<EventLoop.Task> queue, boolean takesTurns) {
    this.queue = queue;
    this.takesTurns = takesTurns;
  }

  /** These loops listen. */
  void listen(EventLoop[] all) {
    loops = all.clone();
    accepted = new int[all.length];
  }

  /** A connection comes. */
  Outcome connect(EventLoop.Task task) {
    for (int i = 0; i < loops.length; i++) {
      if (loops[i].isIdle()) {
        EventLoop loop = loops[i];
        toTheEnd(i);
        loop.run(task);
        return Outcome.SERVED;
      }
    }
    return queue.join(task) ? Outcome.WAITS : Outcome.REJECTED;
  }

  /** Who waits longest; null when nobody does. */
  EventLoop.Task first() {
    return queue.first();
  }

  /** A loop takes who waits longest. */
  EventLoop.Task accept(EventLoop loop) {
    int i = 0;
    while (loops[i] != loop) {
      i++;
    }
    toTheEnd(i);
    return queue.next();
  }

  /** The loop at this place of the kernel's list accepts a connection. */
  private void toTheEnd(int place) {
    if (!takesTurns || loops.length == 1 || accepted[place]++ % TURN != 0) {
      return;
    }
    EventLoop loop = loops[place];
    int count = accepted[place];
    int behind = loops.length - 1 - place;
    System.arraycopy(loops, place + 1, loops, place, behind);
    System.arraycopy(accepted, place + 1, accepted, place, behind);
    loops[loops.length - 1] = loop;
    accepted[loops.length - 1] = count;
  }
}
