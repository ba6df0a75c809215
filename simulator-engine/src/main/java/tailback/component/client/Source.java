package tailback.component.client;

import java.util.Arrays;
import java.util.Map;
import tailback.kernel.Event;
import tailback.kernel.Stream;

/** When a group of clients sends its requests. */
interface Source {

  /** Begins. */
  void start();

  /** Sends nothing more. */
  void stop();

  /**
   * A user has its answer, or has given up.
   *
   * @param atLeast the next request takes so long to come, nanoseconds: to be sent away takes no
   *     time in the model, and a user who does not think would come again and again at the same
   *     instant
   */
  default void answered(int user, long atLeast) {}

  /** The source that the settings describe. */
  static Source of(TrafficSettings settings, Clients clients) {
    if (settings.websocket() != null) {
      return new WebSockets(clients, settings);
    }
    Arrivals arrivals = settings.arrivals();
    Gap gap = Gap.of(arrivals);
    if (gap != null) {
      Intensity intensity =
          new Intensity(arrivals.perSecond(), settings.profile(), clients.timeZero());
      return new Open(clients, intensity, gap);
    }
    if (arrivals instanceof Arrivals.Closed closed) {
      return new Users(clients, closed);
    }
    return new Replay(clients, ((Arrivals.Trace) arrivals).recording(), settings.paths());
  }

  /** Arrivals that do not wait for answers. */
  final class Open implements Source {

    private final Clients clients;
    private final Intensity intensity;
    private final Gap gap;
    private final Stream gaps;
    private final Event<Void> arrival;
    private long number;
    private long timer = -1;

    Open(Clients clients, Intensity intensity, Gap gap) {
      this.clients = clients;
      this.intensity = intensity;
      this.gap = gap;
      gaps = clients.stream("gap");
      arrival = clients.simulation().event("arrival", this::onArrival);
    }

    @Override
    public void start() {
      number = clients.sent();
      schedule();
    }

    private void schedule() {
      long now = clients.simulation().now();
      long at = gap.next(intensity, now, gaps.of(number));
      timer = at == Long.MAX_VALUE ? -1 : arrival.at(at, null);
    }

    private void onArrival(Void nobody) {
      long sent = number++;
      schedule();
      clients.send(sent, -1);
    }

    @Override
    public void stop() {
      clients.simulation().cancel(timer);
    }
  }

  /** A number of users who think, send, wait, and begin again. */
  final class Users implements Source {

    private static final int ROUND_BITS = 22;
    private static final long ROUNDS = (1L << ROUND_BITS) - 1;

    private final Clients clients;
    private final long before;
    private final Stream thoughts;
    private final Event<Integer> thought;
    private Arrivals.Closed closed;
    private Integer[] users = {};
    private long[] sent = {};
    private boolean[] present = {};

    Users(Clients clients, Arrivals.Closed closed) {
      this.clients = clients;
      this.closed = closed;
      before = clients.sent();
      thoughts = clients.stream("think");
      thought = clients.simulation().event("think", this::onThought);
    }

    @Override
    public void start() {
      change(closed);
    }

    /** Others come, or those beyond the new number leave once they have their answers. */
    void change(Arrivals.Closed changed) {
      closed = changed;
      int known = users.length;
      if (closed.users() > known) {
        users = Arrays.copyOf(users, closed.users());
        sent = Arrays.copyOf(sent, closed.users());
        present = Arrays.copyOf(present, closed.users());
        for (int user = known; user < users.length; user++) {
          users[user] = user;
        }
      }
      for (int user = 0; user < closed.users(); user++) {
        if (!present[user]) {
          present[user] = true;
          think(user, 0);
        }
      }
    }

    private void think(int user, long atLeast) {
      long pause = closed.think().sample(thoughts.of(number(user)));
      thought.in(Math.max(atLeast, pause), users[user]);
    }

    private long number(int user) {
      return (long) user << ROUND_BITS | before + sent[user] & ROUNDS;
    }

    private void onThought(Integer user) {
      if (stays(user)) {
        long number = number(user);
        sent[user]++;
        clients.send(number, user);
      }
    }

    @Override
    public void answered(int user, long atLeast) {
      if (stays(user)) {
        think(user, atLeast);
      }
    }

    private boolean stays(int user) {
      present[user] = user < closed.users();
      return present[user];
    }

    @Override
    public void stop() {
      closed = new Arrivals.Closed(0, closed.think());
    }
  }

  /** The arrivals of a recording, as they were. */
  final class Replay implements Source {

    private final Clients clients;
    private final Recording recording;
    private final int[] endpoints;
    private final Event<Void> arrival;
    private final long begin;
    private int next;
    private long timer = -1;

    Replay(Clients clients, Recording recording, Map<String, String> paths) {
      this.clients = clients;
      this.recording = recording;
      endpoints = clients.endpoints(recording, paths);
      arrival = clients.simulation().event("arrival", this::onArrival);
      begin = clients.simulation().now();
    }

    @Override
    public void start() {
      if (next < recording.at().length) {
        timer = arrival.at(begin + recording.at()[next], null);
      }
    }

    private void onArrival(Void nobody) {
      int row = next++;
      start();
      clients.send(row, -1, endpoints[row], row);
    }

    @Override
    public void stop() {
      clients.simulation().cancel(timer);
    }
  }
}
