package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
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

  private static final int NO_STATUS = -1;

  /** On long ways it tells where it is after each so many events and one. */
  private static final long EVERY = (1 << 15) - 1;

  private final Replication run;
  private final Simulation simulation;
  private final State[] places;
  private final Sketch sketch;

  /** In the order in which they arrived. */
  private final Set<Request> underWay = new LinkedHashSet<>();

  private final List<Move> moves = new ArrayList<>();
  private boolean listening;
  private int left;
  private Breakpoint breakpoint;

  /** Who looks on beside; null when nobody does. */
  private Observer observer;

  private RequestLog onlooker;

  private LongConsumer passed = events -> {};

  Take(Scenario scenario, long seed, Costs costs) {
    run = new Replication(scenario, seed, costs, this, false).onlooker(this);
    simulation = run.simulation();
    places = Places.states(run.places(), scenario.deployment());
    sketch = new Sketch(places);
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
    listening = true;
    moves.clear();
    boolean fired = run.step(Long.MAX_VALUE);
    listening = false;
    return fired ? happening() : null;
  }

  private Happening happening() {
    Simulation.Firing fired = simulation.stepped();
    List<Move> told = moves.stream().map(this::withWorker).toList();
    return new Happening(now(), fired.name(), whose(fired.subject()), told);
  }

  private Move withWorker(Move move) {
    for (Request each : underWay) {
      if (each.number() == move.request() && isTask(each) == move.task()) {
        return new Move(
            move.request(), move.task(), move.from(), move.to(), move.status(), each.worker(), -1);
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
    while (simulation.fired() < last && run.step(Long.MAX_VALUE)) {
      pass();
    }
  }

  /** Goes on to a time, nanoseconds since the simulation began; everything due by then fires. */
  void toTime(long time) {
    while (run.step(time)) {
      pass();
    }
  }

  private void pass() {
    if ((simulation.fired() & EVERY) == 0) {
      passed.accept(simulation.fired());
    }
  }

  /** On long ways tells now and then how many events have fired. */
  void passed(LongConsumer told) {
    passed = told;
  }

  /** Goes on until a condition holds, and notes what the last event did; null when it never did. */
  Happening until(Condition condition) {
    breakpoint = new Breakpoint(condition, run);
    listening = true;
    try {
      moves.clear();
      long due = breakpoint.due();
      while (run.step(due)) {
        if (breakpoint.look()) {
          return happening();
        }
        moves.clear();
        pass();
        due = breakpoint.due();
      }
      boolean came = simulation.now() >= due;
      return came ? new Happening(now(), "", 0, List.of()) : null;
    } finally {
      listening = false;
      breakpoint = null;
    }
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
    if (breakpoint != null) {
      breakpoint.moved(request, place);
    }
    if (observer != null) {
      observer.moved(time, request, place);
    }
    left = Happening.NOWHERE;
  }

  private void note(long request, int place) {
    if (left != place) {
      moves.add(new Move(request, false, left, place, NO_STATUS, -1, -1));
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
      moves.add(new Move(task, true, left, place, NO_STATUS, -1, -1));
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
    if (listening) {
      moves.add(
          new Move(
              request.number(),
              isTask(request),
              request.place(),
              Happening.NOWHERE,
              status,
              request.worker(),
              request.failure()));
    }
    if (breakpoint != null && !isTask(request)) {
      breakpoint.ended(request, status);
    }
    if (onlooker != null) {
      onlooker.ended(request, status);
    }
  }

  private boolean isTask(Request request) {
    return request.endpoint() >= run.endpointsAlone();
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
          each.number(),
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
  }

  /** What a request does in each place. */
  State[] places() {
    return places.clone();
  }
}
