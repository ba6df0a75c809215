package tailback.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tailback.component.Assembly;
import tailback.component.Costs;
import tailback.component.Deployment;
import tailback.component.Model;
import tailback.component.RequestLog;
import tailback.component.network.Partition;
import tailback.experiment.result.Results;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Observer;
import tailback.kernel.Simulation;
import tailback.metric.Histogram;
import tailback.program.Request;
import tailback.queueing.Meter;
import tailback.scenario.Condition;
import tailback.scenario.Expectation;
import tailback.scenario.Measure.Subset;
import tailback.scenario.Measure.Window;
import tailback.scenario.Scenario;

/** One run of a scenario: a pure function of the scenario and the seed. */
final class Replication {

  /** How often a run looks up whether it is to go on: so many times, and once a minute. */
  private static final int SLICES = 400;

  private static final long LONGEST_SLICE = 60_000_000_000L;

  private static final String REJECTED = ".rejected";
  private static final String WAITED = ".waited";

  private final Scenario scenario;
  private final Simulation simulation;
  private final long timeZero;
  private final long end;
  private final Assembly assembly;
  private final Model model;
  private final RunLog log;
  private final Levels levels;
  private final Watch watch;
  private final SeriesSampler series;

  /** Null when there are none. */
  private final Alerts alerts;

  private final Map<String, Histogram> waits = new LinkedHashMap<>();
  private Counters counters = new Counters();
  private final List<Runnable> reactions = new ArrayList<>();
  private final Map<Subset, Span> spans = new LinkedHashMap<>();
  private final List<String> firing = new ArrayList<>();
  private boolean complete;
  private boolean over;

  Replication(Scenario scenario, long seed, Costs costs, Observer observer, boolean perReplica) {
    this.scenario = scenario;
    simulation = new Simulation(seed);
    timeZero = scenario.warmup().toNanos();
    end = timeZero + scenario.duration().toNanos();
    Deployment deployment = scenario.deployment();
    simulation.event("time zero", this::onTimeZero).at(timeZero, null);
    Entrances entrances = entrances(observer);
    assembly =
        new Assembly(
            deployment,
            simulation,
            costs,
            entrances == null ? observer : entrances,
            this::waits,
            perReplica);
    assembly.unreliable(
        scenario.timeline().stream()
            .flatMap(change -> change.deeds().stream())
            .filter(deed -> Partition.ACTIONS.contains(deed.action()))
            .map(Scenario.Deed::part)
            .collect(Collectors.toSet()));
    log = new RunLog(simulation, timeZero, end);
    model = new Model(assembly, log, timeZero);
    timeline(deployment);
    levels = new Levels(assembly.endpointsAndTasks(), assembly.meters(), assembly.gauges(), log);
    watch = watch();
    if (entrances != null) {
      entrances.tell(watch, assembly.places());
    }
    measureSpans();
    log.begin(
        assembly.endpoints().size(),
        deployment.tasks().size(),
        assembly.places().size(),
        watch.isEmpty() ? null : watch,
        spans.values());
    alerts = scenario.alerts().isEmpty() ? null : alerts();
    log.alerts(alerts);
    series =
        new SeriesSampler(
            simulation,
            scenario.duration().toNanos(),
            assembly.meters().values(),
            assembly.gauges(),
            assembly.endpointsAndTasks(),
            log);
  }

  private LongConsumer waits(String resource) {
    Histogram histogram = new Histogram();
    waits.put(resource, histogram);
    return histogram::record;
  }

  private void timeline(Deployment first) {
    Deployment before = first;
    Event<Runnable> change = simulation.event("timeline", Runnable::run);
    for (Scenario.Change each : scenario.timeline()) {
      change.at(timeZero + each.at().toNanos(), change(before, each.after(), each.deeds()));
      before = each.after();
    }
    for (Scenario.Reaction each : scenario.reactions()) {
      reactions.add(change(first, each.after(), each.deeds()));
    }
  }

  /** Prepares a change; programs must be linked before the first request. */
  private Runnable change(Deployment before, Deployment after, List<Scenario.Deed> deeds) {
    Runnable settings = model.prepare(before, after);
    return () -> {
      settings.run();
      for (Scenario.Deed deed : deeds) {
        model.perform(deed.part(), deed.replica(), deed.action());
      }
    };
  }

  private void measureSpans() {
    for (Expectation expectation : scenario.expect()) {
      Subset subset = expectation.measure().subset();
      if (subset != null && !spans.containsKey(subset)) {
        Window window =
            subset.window() == null
                ? new Window(Duration.ZERO, scenario.duration().plusNanos(1))
                : subset.window();
        spans.put(
            subset,
            new Span(
                simulation,
                window,
                subset.group() == null ? -1 : groups().indexOf(subset.group()),
                timeZero,
                assembly.endpoints().size(),
                assembly.endpointsAndTasks().size(),
                assembly.places().size(),
                assembly.meters().values(),
                model::count));
      }
    }
  }

  private List<String> groups() {
    return List.copyOf(scenario.deployment().traffic().keySet());
  }

  /** What sees requests enter parts; null when no condition asks for that. */
  private Entrances entrances(Observer observer) {
    List<Condition.RequestEnters> asked = new ArrayList<>();
    List<Condition> all = new ArrayList<>(conditions());
    scenario.reactions().forEach(each -> all.add(each.when()));
    for (Condition condition : all) {
      if (condition instanceof Condition.RequestEnters enters) {
        asked.add(enters);
      }
    }
    return asked.isEmpty() ? null : new Entrances(asked, observer);
  }

  /** Every condition to watch for: those that stop the run come first. */
  private List<Condition> conditions() {
    List<Condition> all = new ArrayList<>(scenario.stopWhen());
    for (Expectation expectation : scenario.expect()) {
      all.addAll(expectation.conditions());
    }
    return all;
  }

  private Watch watch() {
    Watch all = new Watch(simulation, timeZero, assembly.failures(), levels);
    List<Condition> conditions = conditions();
    int stops = scenario.stopWhen().size();
    for (int i = 0; i < conditions.size(); i++) {
      all.add(conditions.get(i), i < stops);
    }
    for (int i = 0; i < reactions.size(); i++) {
      all.add(scenario.reactions().get(i).when(), reactions.get(i));
    }
    return all;
  }

  private Alerts alerts() {
    Recent.Sources sources =
        new Recent.Sources(
            simulation, assembly.endpoints(), groups(), assembly.failures(), assembly.meters());
    return new Alerts(scenario.alerts(), sources, simulation, timeZero, this::fires);
  }

  private void fires(String alert) {
    firing.add(alert);
    watch.fires(alert);
  }

  /** The first thing that happens at time zero, so that nothing of that instant is left out. */
  private void onTimeZero(Void nobody) {
    for (Histogram histogram : waits.values()) {
      histogram.reset();
    }
    model.reset();
    series.start();
    if (alerts != null) {
      alerts.start();
    }
  }

  /** Also takes down there what becomes of each request. */
  Replication outcomes(Outcomes ends) {
    log.outcomes(ends);
    return this;
  }

  /**
   * Runs to the end, or until it is to stop.
   *
   * @param goOn asked now and then
   * @param progress told now and then how much more is done, 1 being all of it
   */
  Replication run(BooleanSupplier goOn, DoubleConsumer progress) {
    model.start();
    runTo(timeZero, () -> true, more -> {});
    complete = runTo(end, goOn, progress);
    spans.values().forEach(Span::end);
    model.count(counters);
    audit();
    return this;
  }

  private boolean runTo(long target, BooleanSupplier goOn, DoubleConsumer progress) {
    long from = simulation.now();
    long slices = Math.max(SLICES, (target - from) / LONGEST_SLICE);
    for (long slice = 1; slice <= slices; slice++) {
      long until = from + (target - from) / slices * slice;
      if (slice == slices) {
        until = target;
      }
      if (watch.isEmpty()) {
        simulation.runUntil(until);
      } else {
        while (!simulation.stopped() && simulation.step(until)) {
          watch.look();
        }
      }
      if (simulation.stopped() && until > timeZero) {
        return true;
      }
      progress.accept(1.0 / slices);
      if (!goOn.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  // ---- one event after the other

  /** Also tells that one of every request and every task. */
  Replication onlooker(RequestLog told) {
    log.onlooker(told);
    return this;
  }

  /** Also tells that one of the requests that have ended, those of the warm-up left out. */
  void ended(Ended told) {
    int endpoints = endpointsAlone();
    List<String> failures = failures();
    log.onlooker(
        new RequestLog() {
          @Override
          public void arrived(Request request) {}

          @Override
          public void ended(Request request, int status) {
            if (request.arrived() >= timeZero && request.endpoint() < endpoints) {
              long now = simulation.now();
              told.ended(
                  now - timeZero,
                  now - request.arrived(),
                  status,
                  status > 0 ? null : failures.get(request.unanswered()));
            }
          }
        });
  }

  /** Begins; {@link #step} follows. */
  Replication begin() {
    model.start();
    return this;
  }

  /** Fires the next event, if it is not later than {@code until}; false when there is none. */
  boolean step(long until) {
    if (over || !simulation.step(Math.min(until, end))) {
      over |= until >= end;
      return false;
    }
    if (!watch.isEmpty()) {
      watch.look();
      over = simulation.stopped();
    }
    return true;
  }

  /** Whether it has come to its end, or to a condition that stops it. */
  boolean over() {
    return over;
  }

  /** Closes the books for results so far; the run may go on. Audits it. */
  Replication soFar() {
    complete = over;
    if (over) {
      spans.values().forEach(Span::end);
    }
    counters = new Counters();
    model.count(counters);
    audit();
    return this;
  }

  Simulation simulation() {
    return simulation;
  }

  /** When the run ends, unless it is stopped before, nanoseconds since it began. */
  long end() {
    return end;
  }

  /** What stands in the parts at this instant. */
  void show(Scene scene) {
    model.show(scene);
  }

  /** The alerts that have fired so far, in order. */
  List<String> firing() {
    return firing;
  }

  /** Tells the present level that a condition asks for. */
  DoubleSupplier level(Condition.LevelIs level) {
    return levels.of(level);
  }

  /** Every law that must hold: Little's, utilisation, and that no request was lost. */
  private void audit() {
    assembly.audit();
    long open = 0;
    for (int i = 0; i < assembly.endpointsAndTasks().size(); i++) {
      EndpointLog endpoint = log.endpoint(i);
      open += endpoint.offered - endpoint.completed - endpoint.failed;
    }
    long inFlight = model.openSince(timeZero);
    if (open != inFlight) {
      throw new IllegalStateException(
          "requests were lost: " + open + " have no end, " + inFlight + " are under way");
    }
  }

  boolean complete() {
    return complete;
  }

  /** Simulated time that counted, nanoseconds. */
  long simulated() {
    return Math.max(0, simulation.now() - timeZero);
  }

  long events() {
    return simulation.fired();
  }

  /** Endpoints by number, and after them tasks. */
  List<String> endpoints() {
    return assembly.endpointsAndTasks();
  }

  /** How many of them are endpoints. */
  int endpointsAlone() {
    return assembly.endpoints().size();
  }

  /** The parts of the run that are measured by themselves. */
  Map<Subset, Span> spans() {
    return spans;
  }

  /** All endpoints together. */
  EndpointLog all() {
    return log.all();
  }

  EndpointLog endpoint(int number) {
    return log.endpoint(number);
  }

  List<String> places() {
    return assembly.places();
  }

  List<String> failures() {
    return assembly.failures();
  }

  Map<String, Meter> meters() {
    return assembly.meters();
  }

  Histogram waitsAt(String resource) {
    return waits.get(resource);
  }

  Counters counters() {
    return counters;
  }

  /** When each alert fired and was resolved. */
  List<Results.Alerted> alerted() {
    return alerts == null ? List.of() : alerts.results();
  }

  SeriesSampler series() {
    return series;
  }

  /** When a condition first held, nanoseconds from time zero; negative when it never did. */
  long first(Condition condition) {
    return watch.first(condition);
  }

  /**
   * When something first happened, seconds from time zero: a counter's name, or a resource's with
   * {@code .rejected} or {@code .waited}; not a number when it never did.
   */
  ToDoubleFunction<String> firsts() {
    return name -> {
      long first = counters.first(name);
      if (name.endsWith(REJECTED)) {
        first = meters().get(name.substring(0, name.length() - REJECTED.length())).firstRejection();
      } else if (name.endsWith(WAITED)) {
        first = meters().get(name.substring(0, name.length() - WAITED.length())).firstWait();
      }
      return first < 0 ? Double.NaN : Math.max(0, first - timeZero) / 1e9;
    };
  }

  long timeZero() {
    return timeZero;
  }
}
