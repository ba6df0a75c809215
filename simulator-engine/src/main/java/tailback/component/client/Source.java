package tailback.component.client;

import tailback.kernel.Event;
import tailback.kernel.Stream;

/** When a group of clients sends its requests. */
interface Source {

  /** Begins. */
  void start();

  /** Sends nothing more. */
  void stop();

  /** A user has its answer, or has given up. */
  default void answered(int user) {}

  /** The source that the settings describe. */
  static Source of(TrafficSettings settings, Clients clients) {
    Arrivals arrivals = settings.arrivals();
    if (arrivals instanceof Arrivals.Poisson poisson) {
      return new Open(
          clients, new Intensity(poisson.perSecond(), settings.profile(), clients.timeZero()), true);
    }
    if (arrivals instanceof Arrivals.Constant constant) {
      return new Open(
          clients,
          new Intensity(constant.perSecond(), settings.profile(), clients.timeZero()),
          false);
    }
    if (arrivals instanceof Arrivals.Closed closed) {
      return new Users(clients, closed);
    }
    return new Replay(clients, ((Arrivals.Trace) arrivals).recording());
  }

  /** Arrivals that do not wait for answers: exponential gaps, or even ones. */
  final class Open implements Source {

    private final Clients clients;
    private final Intensity intensity;
    private final boolean random;
    private final Stream gaps;
    private final Event<Void> arrival;
    private long number;
    private long timer = -1;

    Open(Clients clients, Intensity intensity, boolean random) {
      this.clients = clients;
      this.intensity = intensity;
      this.random = random;
      gaps = clients.stream("gap");
      arrival = clients.simulation().event("arrival", this::onArrival);
    }

    @Override
    public void start() {
      number = clients.sent();
      schedule();
    }

    private void schedule() {
      double expected = random ? -StrictMath.log(gaps.of(number).nextOpenDouble()) : 1;
      long at = intensity.after(clients.simulation().now(), expected);
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

  /** A fixed number of users who think, send, wait, and begin again. */
  final class Users implements Source {

    private static final int USER_BITS = 20;

    private final Clients clients;
    private final Arrivals.Closed closed;
    private final Stream thoughts;
    private final Event<Integer> thought;
    private final Integer[] users;
    private final long[] sent;
    private boolean stopped;

    Users(Clients clients, Arrivals.Closed closed) {
      this.clients = clients;
      this.closed = closed;
      thoughts = clients.stream("think");
      thought = clients.simulation().event("think", this::onThought);
      users = new Integer[closed.users()];
      sent = new long[closed.users()];
      for (int user = 0; user < users.length; user++) {
        users[user] = user;
      }
    }

    @Override
    public void start() {
      for (int user = 0; user < users.length; user++) {
        answered(user);
      }
    }

    @Override
    public void answered(int user) {
      if (!stopped && user < users.length) {
        thought.in(closed.think().sample(thoughts.of(number(user))), users[user]);
      }
    }

    private long number(int user) {
      return sent[user] << USER_BITS | user;
    }

    private void onThought(Integer user) {
      if (!stopped) {
        long number = number(user);
        sent[user]++;
        clients.send(number, user);
      }
    }

    @Override
    public void stop() {
      stopped = true;
    }
  }

  /** The arrivals of a recording, as they were. */
  final class Replay implements Source {

    private final Clients clients;
    private final Recording recording;
    private final Event<Void> arrival;
    private final long begin;
    private int next;
    private long timer = -1;

    Replay(Clients clients, Recording recording) {
      this.clients = clients;
      this.recording = recording;
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
      clients.send(row, -1, clients.endpoint(recording.request()[row]), row);
    }

    @Override
    public void stop() {
      clients.simulation().cancel(timer);
    }
  }
}
