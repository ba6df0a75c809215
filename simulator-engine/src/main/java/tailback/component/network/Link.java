package tailback.component.network;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The network between a database, a pool or a cache and those who keep connections to it. While it
 * is cut nobody is told: what is sent is lost, and sent again after 0.2 s, and each time after
 * twice as long, at most 120 s (Linux, tcp_output.c); so it arrives some time after the network is
 * there again. After 15 times, 924.6 s, the sender gives up ({@code tcp_retries2}). What is sent on
 * the same connection stays in order. Who connects sends a SYN, as {@link Partition} has it.
 */
public final class Link {

  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST_RETRANSMISSION = SECOND / 5;
  private static final long LONGEST = 120 * SECOND;
  private static final int RETRIES = 15;

  private final Simulation simulation;
  private final int place;
  private final List<Held> held = new ArrayList<>();
  private final Event<Held> arrives;
  private final Event<Held> gaveUp;
  private boolean cut;

  /** Something that is on its way. */
  private static final class Held {
    Object connection;
    boolean syn;
    long began;
    long end;
    long timer;
    boolean released;
    long due;
    Runnable arrived;
    Runnable lost;
  }

  private Link(Assembly assembly) {
    simulation = assembly.simulation();
    place = assembly.place(assembly.part().name() + ".unreachable");
    arrives = assembly.event("retransmission", this::onArrives);
    gaveUp = assembly.event("connection timed out", this::onGaveUp);
  }

  /** The link of the part being built; null when it is never cut, and so takes no part in it. */
  public static Link of(Assembly assembly) {
    return assembly.isUnreliable() ? new Link(assembly) : null;
  }

  /** Where a request is whose packets do not get through. */
  public int place() {
    return place;
  }

  /** Whether nothing gets through. */
  public boolean isCut() {
    return cut;
  }

  /** Whether what is sent now on this connection arrives at once. */
  public boolean isClear(Object connection) {
    return !cut && (held.isEmpty() || last(connection) == null);
  }

  private Held last(Object connection) {
    for (int i = held.size() - 1; i >= 0; i--) {
      if (held.get(i).connection == connection) {
        return held.get(i);
      }
    }
    return null;
  }

  /**
   * Sends something that does not arrive at once.
   *
   * @param connection on which it is sent, behind what was sent before
   * @param arrived what happens when it is there
   * @param lost what happens when the sender gives up
   */
  public void carry(Object connection, Runnable arrived, Runnable lost) {
    Held before = last(connection);
    hold(connection, false, before == null ? simulation.now() : before.began, arrived, lost);
    if (before != null && before.released) {
      release(held.get(held.size() - 1), before.due);
    }
  }

  /**
   * The same of a SYN.
   *
   * @param patience how long who sends it waits at most, nanoseconds; 0: as long as the kernel does
   */
  public void connect(Object connection, long patience, Runnable arrived, Runnable timedOut) {
    hold(connection, true, simulation.now(), arrived, timedOut);
    Held one = held.get(held.size() - 1);
    if (patience > 0 && patience < one.end - one.began) {
      one.end = one.began + patience;
      simulation.cancel(one.timer);
      waits(one);
    }
  }

  private void hold(Object connection, boolean syn, long began, Runnable arrived, Runnable lost) {
    Held one = new Held();
    one.connection = connection;
    one.syn = syn;
    one.began = began;
    one.end = next(one, Long.MAX_VALUE);
    one.arrived = arrived;
    one.lost = lost;
    held.add(one);
    waits(one);
  }

  private void waits(Held one) {
    one.released = false;
    one.timer = gaveUp.at(Math.max(simulation.now(), one.end), one);
  }

  /** The sender no longer waits for what it has sent on that connection. */
  public boolean forget(Object connection) {
    Held one = last(connection);
    if (one == null) {
      return false;
    }
    simulation.cancel(one.timer);
    held.remove(one);
    return true;
  }

  // ---- time

  /** When it is sent again, at that time or later; or when the sender gives up. */
  private static long next(Held one, long time) {
    if (one.syn) {
      int sent = 0;
      while (sent < Partition.SYNS.length - 1 && one.began + Partition.SYNS[sent] * SECOND < time) {
        sent++;
      }
      return one.began + Partition.SYNS[sent] * SECOND;
    }
    long at = one.began;
    long interval = FIRST_RETRANSMISSION;
    for (int sent = 0; sent <= RETRIES; sent++) {
      at += interval;
      interval = Math.min(2 * interval, LONGEST);
      if (at >= time && sent < RETRIES) {
        return at;
      }
    }
    return at;
  }

  private void release(Held one, long due) {
    simulation.cancel(one.timer);
    one.released = true;
    one.due = due;
    one.timer = arrives.at(due, one);
  }

  private void onArrives(Held one) {
    if (cut) {
      waits(one);
      return;
    }
    held.remove(one);
    one.arrived.run();
  }

  private void onGaveUp(Held one) {
    held.remove(one);
    one.lost.run();
  }

  // ---- what is done to it

  /** Whether it is one of the things that are done to a network. */
  public static boolean is(String action) {
    return Partition.ACTIONS.contains(action);
  }

  /** {@code partition} or {@code heal}. */
  public void perform(String action) {
    cut = action.equals("partition");
    if (cut) {
      return;
    }
    long now = simulation.now();
    for (Held one : held) {
      long due = next(one, now);
      if (!one.released && due < one.end) {
        release(one, due);
      }
    }
  }
}
