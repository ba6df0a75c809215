package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import tailback.component.Costs;
import tailback.component.RequestLog;
import tailback.component.worker.Execution;
import tailback.experiment.Happening.Move;
import tailback.journal.Frame;
import tailback.journal.Moment;
import tailback.journal.Sketch;
import tailback.journal.State;
import tailback.kernel.Observer;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.program.WebSocket;
import tailback.queueing.Meter;
import tailback.scenario.Condition;
import tailback.scenario.Scenario;

/** A run that goes forward event by event, and knows who is under way. */
final class Take implements Observer, RequestLog {

  /** On long ways it tells where it is after each so many events and one. */
  private static final long EVERY = (1 << 14) - 1;

  private final Replication run;
  private final Simulation simulation;
  private final State[] places;
  private final Sketch sketch;
  private final Tally tally;

  /** In the order in which they arrived. */
  private final Set<Request> underWay = new LinkedHashSet<>();

  private final List<Move> moves = new ArrayList<>();
  private boolean listening;
  private int left;
  private final List<Breakpoint> breakpoints = new ArrayList<>();

  /** Who looks on beside; null when nobody does. */
  private Observer observer;

  private RequestLog onlooker;

  private LongPredicate passed = events -> true;

  Take(Scenario scenario, long seed, Costs costs) {
    run = new Replication(scenario, seed, costs, this, false).onlooker(this);
    simulation = run.simulation();
    places = Places.states(run.places(), scenario.deployment());
    sketch = new Sketch(places);
    tally = new Tally(run.timeZero(), run.endpointsAlone());
    run.begin();
  }

  Replication run() {
    return run;
  }

  /** Also lets somebody else see requests move; null: nobody. */
  void observer(Observer watching) {
    observer = watching;
  }

  /** Also tells that one what becomes of requests; null: nobody. */
  void onlooker(RequestLog told) {
    onlooker = told;
  }

  // ---- going forward

  Moment now() {
    return new Moment(simulation.fired(), simulation.now());
  }

  /** Fires the next event, and notes what it did; null when the run is over. */
  Happening step() {
    return listenToNext() ? happening() : null;
  }

  /**
   * Fires events up to the next that does this, and notes what it did; null when none came.
   *
   * @param wanted is not told which workers have the requests that move
   */
  Happening stepTo(Predicate<Happening> wanted) {
    while (pass() && listenToNext()) {
      if (wanted.test(roughly())) {
        return happening();
      }
    }
    return null;
  }

  private boolean listenToNext() {
    listening = true;
    moves.clear();
    boolean fired = run.step(Long.MAX_VALUE);
    listening = false;
    return fired;
  }

  private Happening roughly() {
    Simulation.Firing fired = simulation.stepped();
    return new Happening(now(), fired.name(), whose(fired.subject()), moves);
  }

  private Happening happening() {
    Happening rough = roughly();
    List<Move> told = moves.stream().map(this::withWorker).toList();
    return new Happening(rough.moment(), rough.event(), rough.request(), told);
  }

  private Move withWorker(Move move) {
    for (Request each : underWay) {
      if (Request.number(each.number()) == move.request() && isTask(each) == move.task()) {
        return move.by(each.worker());
      }
    }
    return move;
  }

  /** The request that an event happens to; 0 when it is none. */
  static long whose(Object subject) {
    if (subject instanceof Execution execution) {
      return execution.request();
    }
    if (subject instanceof Request request) {
      return request.number();
    }
    return subject instanceof WebSocket.Message message ? message.request().number() : 0;
  }

  /** Fires so many events, or as many as there are. */
  void go(long events) {
    long last = simulation.fired() + events;
    while (simulation.fired() < last && pass() && run.step(Long.MAX_VALUE)) {
      continue;
    }
  }

  /** Goes on to a time, nanoseconds since the simulation began; everything due by then fires. */
  void toTime(long time) {
    while (pass() && run.step(time)) {
      continue;
    }
  }

  /** Whether to go on; asks only now and then. */
  private boolean pass() {
    return (simulation.fired() & EVERY) != 0 || passed.test(simulation.fired());
  }

  /** On long ways tells now and then how many events have fired, and asks whether to go on. */
  void passed(LongPredicate told) {
    passed = told;
  }

  /**
   * Goes on until one of these conditions holds.
   *
   * @param holds what the last event did, and the number of the condition; -1 when none holds
   */
  record Stop(Happening happening, int holds) {}

  /** Goes on until one of these conditions holds, or to the end. */
  Stop until(List<Condition> conditions) {
    for (Condition condition : conditions) {
      breakpoints.add(new Breakpoint(condition, run));
    }
    listening = true;
    try {
      while (fire(due())) {
        int holds = holding();
        if (holds >= 0) {
          return new Stop(happening(), holds);
        }
      }
      for (int i = 0; i < conditions.size(); i++) {
        if (breakpoints.get(i).due() <= simulation.now()) {
          return new Stop(null, i);
        }
      }
      return new Stop(null, -1);
    } finally {
      listening = false;
      breakpoints.clear();
    }
  }

  private boolean fire(long until) {
    moves.clear();
    return pass() && run.step(until);
  }

  private int holding() {
    int holds = -1;
    for (int i = breakpoints.size() - 1; i >= 0; i--) {
      holds = breakpoints.get(i).look() ? i : holds;
    }
    return holds;
  }

  private long due() {
    long due = Long.MAX_VALUE;
    for (Breakpoint each : breakpoints) {
      due = Math.min(due, each.due());
    }
    return due;
  }

  // ---- what it sees

  @Override
  public void left(long time, long request, int place) {
    left = place;
    if (observer != null) {
      observer.left(time, request, place);
    }
  }

  @Override
  public void moved(long time, long request, int place) {
    if (listening) {
      note(request, place);
    }
    for (int i = 0; i < breakpoints.size(); i++) {
      breakpoints.get(i).moved(request, place);
    }
    if (observer != null) {
      observer.moved(time, request, place);
    }
    left = Happening.NOWHERE;
  }

  private void note(long request, int place) {
    if (left != place) {
      moves.add(Move.of(request, false, left, place));
    }
  }

  @Override
  public void ended(long time, long request, int status) {
    if (observer != null) {
      observer.ended(time, request, status);
    }
  }

  @Override
  public void taskMoved(long time, long task, int place) {
    if (listening && left != place) {
      moves.add(Move.of(task, true, left, place));
    }
    left = Happening.NOWHERE;
    if (observer != null) {
      observer.taskMoved(time, task, place);
    }
  }

  @Override
  public void taskEnded(long time, long task, int status) {
    if (observer != null) {
      observer.taskEnded(time, task, status);
    }
  }

  @Override
  public void arrived(Request request) {
    underWay.add(request);
    if (onlooker != null) {
      onlooker.arrived(request);
    }
  }

  @Override
  public void ended(Request request, int status) {
    underWay.remove(request);
    tally.ended(request, status);
    if (listening) {
      moves.add(
          new Move(
              Request.number(request.number()),
              isTask(request),
              request.place(),
              Happening.NOWHERE,
              status,
              request.worker(),
              request.failure(),
              simulation.now() - request.arrived()));
    }
    for (int i = 0; i < breakpoints.size() && !isTask(request); i++) {
      breakpoints.get(i).ended(request, status);
    }
    if (onlooker != null) {
      onlooker.ended(request, status);
    }
  }

  private boolean isTask(Request request) {
    return request.endpoint() >= run.endpointsAlone();
  }

  /** When a request that is under way arrived; -1 when none of that number is. */
  long arrivalOf(long number) {
    for (Request each : underWay) {
      if (each.number() == number && !isTask(each)) {
        return each.arrived();
      }
    }
    return -1;
  }

  // ---- the picture

  /** The present moment in flat arrays. */
  void capture(Frame frame) {
    frame.clear();
    frame.time = simulation.now();
    frame.event = simulation.fired();
    for (Request each : underWay) {
      boolean failing = each.failure() >= 0 && each.attempts() == 1;
      frame.addRequest(
          Request.number(each.number()),
          each.endpoint(),
          each.place(),
          failing ? State.FAILED : places[each.place()],
          each.since(),
          each.arrived(),
          each.attempts());
    }
    run.show(sketch.into(frame));
    for (Meter meter : run.meters().values()) {
      frame.addResource(
          meter.busy().value(), meter.waiting().value(), meter.capacity(), meter.rejections());
    }
    tally.into(frame);
  }

  /** What a request does in each place. */
  State[] places() {
    return places.clone();
  }
}
