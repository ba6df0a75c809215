package tailback.experiment;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.component.RequestLog;
import tailback.experiment.result.Results;
import tailback.journal.Frame;
import tailback.journal.Moment;
import tailback.journal.State;
import tailback.journal.Trail;
import tailback.journal.Turn;
import tailback.kernel.Observer;
import tailback.kernel.Simulation;
import tailback.scenario.Condition;
import tailback.scenario.Expectation;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * A run that can be played forward, event by event or to a time or a condition, and back. It is the
 * very run that {@link Experiment} makes: a function of the scenario, the seed and the journal of
 * what was changed on the way. So going back is running again, to an earlier moment.
 *
 * <pre>{@code
 * Playback playback = new Playback(file, List.of(), CostTable.read());
 * playback.until(reader.condition("first 502", playback.scenario().deployment(), "break"));
 * playback.back();
 * playback.turn("gunicorn.workers=8");      // from here on
 * playback.toTime(playback.end());
 * }</pre>
 *
 * <p>It belongs to one thread, which waits while it moves. A second one keeps {@link Twins} ready
 * for going back.
 */
public final class Playback implements AutoCloseable {

  private final Function<List<Turn>, Scenario> script;
  private final Costs costs;
  private final long seed;
  private final WarmUp warmUp;
  private final List<Turn> turns = new ArrayList<>();

  /** What was taken back, the last of it first. */
  private final Deque<Turn> undone = new ArrayDeque<>();

  private Scenario scenario;
  private Take take;
  private Twins twins;
  private Happening last;
  private Observer observer;
  private RequestLog onlooker;
  private BooleanSupplier goOn = () -> true;

  /**
   * A scenario at its start.
   *
   * @param sets settings from the start, such as {@code gunicorn.workers=4}
   */
  public Playback(Path file, List<String> sets, Costs costs) {
    this(
        turns -> new ScenarioReader(Catalogue.standard()).scenario(file, sets, turns), null, costs);
  }

  /**
   * A scenario at its start.
   *
   * @param script reads it, with what a journal adds to its timeline
   * @param seed of all random numbers; null: the scenario's own
   */
  public Playback(Function<List<Turn>, Scenario> script, Long seed, Costs costs) {
    this.script = script;
    this.costs = costs;
    Scenario read = script.apply(List.of());
    this.seed = seed == null ? read.seed() : seed;
    warmUp =
        read.warmup() == null
            ? WarmUp.find(read, new Runs(costs, this.seed), 1)
            : WarmUp.given(read.warmup());
    begin(read);
  }

  private void begin(Scenario read) {
    if (twins != null) {
      twins.close();
    }
    scenario = read.warmingUp(warmUp.length());
    twins = new Twins(this::first);
    use(first());
  }

  private Take first() {
    return new Take(scenario, seed, costs);
  }

  private void use(Take other) {
    if (take != null) {
      take.observer(null);
      take.onlooker(null);
      take.passed(events -> true);
    }
    take = other;
    take.observer(observer);
    take.onlooker(onlooker);
    take.passed(this::passed);
    last = null;
  }

  // ---- where it is

  /** The present moment; {@link Moment#START} before the first event. */
  public Moment now() {
    return take.now();
  }

  /** Whether the run has come to its end, or to a condition of the scenario that stops it. */
  public boolean isOver() {
    return take.run().over();
  }

  /** The end of the warm-up, nanoseconds since the simulation began. */
  public long timeZero() {
    return take.run().timeZero();
  }

  /** When the run ends unless something stops it, nanoseconds since the simulation began. */
  public long end() {
    return take.run().end();
  }

  /** What the last event did; null where the last move was not to an event. */
  public Happening last() {
    return last;
  }

  // ---- forward

  /** Fires the next event; false when the run is over. */
  public boolean step() {
    last = take.step();
    twins.follow(now().event());
    return last != null;
  }

  /**
   * Fires events up to the next that does this; false when none came before the end.
   *
   * @param wanted is not told which workers have the requests that move
   */
  public boolean stepTo(Predicate<Happening> wanted) {
    last = take.stepTo(wanted);
    twins.follow(now().event());
    return last != null;
  }

  /** Goes on until a condition becomes true; false when it never did before the end. */
  public boolean until(Condition condition) {
    return until(List.of(condition)) == 0;
  }

  /** Goes on until one of these becomes true; its number, or -1 when none did before the end. */
  public int until(List<Condition> conditions) {
    Take.Stop stop = take.until(conditions);
    last = stop.happening();
    twins.follow(now().event());
    return stop.holds();
  }

  /** Asks now and then, on long ways, whether to go on; when not, it stays where it is then. */
  public void goOn(BooleanSupplier ask) {
    goOn = ask;
  }

  private boolean passed(long events) {
    twins.goAlong(events);
    return goOn.getAsBoolean();
  }

  // ---- forward and back

  /** Goes to the moment just after so many events. */
  public void toEvent(long number) {
    if (number <= now().event()) {
      use(latest(moment -> moment.event() < Math.max(1, number)));
    }
    if (number > 0) {
      take.go(number - 1 - now().event());
      last = take.step();
    }
    twins.follow(now().event());
  }

  /** Goes to a time, nanoseconds since the simulation began, when all that is due then is over. */
  public void toTime(long time) {
    if (time < now().time()) {
      use(latest(moment -> moment.time() <= time));
    }
    take.toTime(time);
    last = null;
    twins.follow(now().event());
  }

  /** Goes to a moment where it has been. */
  public void to(Moment moment) {
    toEvent(moment.event());
    if (now().time() < moment.time()) {
      take.toTime(moment.time());
      last = null;
    }
  }

  /** Goes back to just before the last event; false at the start. */
  public boolean back() {
    long event = now().event();
    if (event == 0) {
      return false;
    }
    toEvent(event - 1);
    return true;
  }

  /** The latest twin at such a moment, or a run at its start. */
  private Take latest(Predicate<Moment> wanted) {
    Take twin = twins.take(wanted);
    return twin != null ? twin : first();
  }

  /** Whether the twins that make going back fast are where they are wanted. */
  public boolean isSettled() {
    return twins.areSettled();
  }

  // ---- the journal

  /**
   * Changes a setting from now on, as {@code set:} of a timeline does: it takes effect one
   * nanosecond from now, so that everything until now stays as it was.
   *
   * @param change {@code PATH=VALUE}
   * @throws tailback.scenario.Problem when it cannot be changed in the middle of a run; nothing has
   *     changed then
   */
  public void turn(String change) {
    enter(new Turn(nextAt(), change));
  }

  /**
   * Has a part do something, as {@code do:} of a timeline does.
   *
   * @param deed such as {@code gunicorn.reload}
   */
  public void perform(String deed) {
    enter(Turn.deed(nextAt(), deed));
  }

  /** When something entered now takes effect, nanoseconds since the end of the warm-up. */
  private long nextAt() {
    return Math.max(0, now().time() + 1 - timeZero());
  }

  private void enter(Turn turn) {
    rewrite(with(turn), turn.at());
    undone.clear();
  }

  private List<Turn> with(Turn turn) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(turn);
    return more;
  }

  /**
   * Takes back what was entered last. Where that was before the present moment, things have come
   * differently since: then it goes to the present time.
   *
   * @return what was taken back; null when there is nothing
   */
  public Turn undo() {
    if (turns.isEmpty()) {
      return null;
    }
    Turn last = turns.get(turns.size() - 1);
    rewrite(turns.subList(0, turns.size() - 1), last.at());
    undone.push(last);
    return last;
  }

  /**
   * Enters again what was taken back last, when it was; something else that is entered meanwhile
   * ends that.
   *
   * @return what was entered again; null when there is nothing
   */
  public Turn redo() {
    if (undone.isEmpty()) {
      return null;
    }
    rewrite(with(undone.peek()), undone.peek().at());
    return undone.pop();
  }

  /** Runs with another journal, which differs from this one from a time on, to where it is. */
  private void rewrite(List<Turn> other, long from) {
    Moment here = now();
    Happening happened = last;
    replay(other);
    if (from > here.time() - timeZero()) {
      to(here);
      last = happened;
    } else {
      toTime(here.time());
    }
  }

  private void replay(List<Turn> other) {
    List<Turn> journal = List.copyOf(other);
    Scenario read = script.apply(journal);
    turns.clear();
    turns.addAll(journal);
    begin(read);
  }

  /** The journal so far, in the order in which it was written. */
  public List<Turn> turns() {
    return List.copyOf(turns);
  }

  // ---- what is to be seen

  /** The scenario as it is played: with its warm-up, and the journal in its timeline. */
  public Scenario scenario() {
    return scenario;
  }

  /** The present moment in flat arrays. */
  public void capture(Frame frame) {
    take.capture(frame);
  }

  /** The present moment in a frame of its own. */
  public Frame frame() {
    Frame frame = new Frame();
    capture(frame);
    return frame;
  }

  /** The waits and services by number. */
  public List<String> places() {
    return take.run().places();
  }

  /** What a request does in each of them. */
  public List<State> states() {
    return List.of(take.places());
  }

  /** Endpoints by number, and after them tasks, {@code tasks.NAME}. */
  public List<String> endpoints() {
    return take.run().endpoints();
  }

  /** The resources by number. */
  public List<String> resources() {
    return List.copyOf(take.run().meters().keySet());
  }

  /** The error texts by number. */
  public List<String> failures() {
    return take.run().failures();
  }

  /** The next events in their order, so many at most. */
  public List<Simulation.Firing> upcoming(int most) {
    return take.run().simulation().upcoming(most);
  }

  /** The request that an event of {@link #upcoming} happens to; 0 when it is none. */
  public static long whose(Simulation.Firing firing) {
    return Take.whose(firing.subject());
  }

  /** The present level that a condition compares, in the unit of its bound. */
  public double level(Condition.LevelIs level) {
    return take.run().level(level).getAsDouble();
  }

  /** The results so far, as if the run had been cut short here. */
  public Results results() {
    return Pool.of(scenario, take.run().soFar()).judged(seed, 0);
  }

  /**
   * A measure of the run so far.
   *
   * @param figure as {@link ScenarioReader#figure} reads it
   * @return nanoseconds, a fraction, per second or a plain number, as its unit says; not a number
   *     when there is nothing to measure yet
   */
  public double measure(Expectation figure) {
    Pool pool = Pool.of(scenario, take.run().soFar());
    return new Judge(pool.results(seed, 0), pool).measure(figure.measure(), figure.unit());
  }

  /** What a change from now on does to the requests that arrive from now on, up to the end. */
  public WhatIf whatIf(String change) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(new Turn(nextAt(), change));
    Scenario changed = script.apply(more).warmingUp(warmUp.length());
    long from = now().time();
    return new WhatIf(
        change,
        WhatIf.Side.of(first(), from),
        WhatIf.Side.of(new Take(changed, seed, costs), from));
  }

  /** The way of a request through the stack until now: runs anew to find it. */
  public Trail trail(long request) {
    Trail trail = new Trail(request);
    long arrived = take.arrivalOf(request);
    Take again = arrived < 0 ? first() : latest(moment -> moment.time() < arrived);
    again.observer(trail);
    again.go(now().event() - again.now().event());
    again.observer(null);
    twins.park(again);
    return trail;
  }

  /** From now on somebody sees requests move, whenever the playback goes forward; null: nobody. */
  public void observer(Observer watching) {
    observer = watching;
    take.observer(watching);
  }

  /** From now on somebody is told of requests that arrive and end; null: nobody. */
  public void onlooker(RequestLog told) {
    onlooker = told;
    take.onlooker(told);
  }

  @Override
  public void close() {
    twins.close();
  }
}
