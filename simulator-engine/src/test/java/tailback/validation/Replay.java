package tailback.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Deployment;
import tailback.component.Model;
import tailback.component.RequestLog;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** Feeds the very arrivals and service times of a measured run to the model. */
final class Replay {

  private static final double MILLIS = 1e6;
  private static final double SECONDS = 1e9;

  private Replay() {}

  /** The scenario of a case. */
  static Path file(String caseName) {
    return Laboratory.FOLDER.resolve("scenarios").resolve(caseName + ".yaml");
  }

  /** The scenario that replays a run: its arrivals, and when something was done in it. */
  static Scenario scenario(Laboratory.Run run) {
    List<String> sets = new ArrayList<>();
    sets.add("traffic.clients.arrivals=trace " + run.trace());
    int number = 0;
    for (JsonNode at : run.configuration().path("events_s")) {
      sets.add("timeline." + number++ + ".at=" + at.asDouble() + "s");
    }
    return ScenarioReader.read(file(run.caseName()), sets);
  }

  /** What becomes of the requests of a run, with the run's own seed. */
  static List<Answer> of(Laboratory.Run run) {
    List<Answer> answers = of(scenario(run), run.seed());
    return run.isOfTasks()
        ? answers.stream().filter(answer -> answer.endpoint().startsWith("tasks.")).toList()
        : answers;
  }

  /** What becomes of the requests of a scenario without warm-up; each must have an end. */
  static List<Answer> of(Scenario scenario, long seed) {
    Simulation simulation = new Simulation(seed);
    Assembly assembly =
        new Assembly(
            scenario.deployment(), simulation, CostTable.read(), null, n -> wait -> {}, false);
    Log log = new Log(assembly, simulation);
    Model model = new Model(assembly, log, 0);
    timeline(scenario, simulation, model);
    model.start();
    simulation.runUntil(scenario.duration().toNanos());
    assembly.audit();
    if (model.openSince(0) > 0) {
      throw new IllegalStateException(
          scenario.file() + ": " + model.openSince(0) + " requests have no end; run it longer");
    }
    return log.answers;
  }

  private static void timeline(Scenario scenario, Simulation simulation, Model model) {
    Event<Runnable> change = simulation.event("timeline", Runnable::run);
    Deployment before = scenario.deployment();
    for (Scenario.Change each : scenario.timeline()) {
      Runnable settings = model.prepare(before, each.after());
      change.at(
          each.at().toNanos(),
          () -> {
            settings.run();
            each.deeds().forEach(d -> model.perform(d.part(), d.replica(), d.action()));
          });
      before = each.after();
    }
  }

  /** Takes down everything. */
  private static final class Log implements RequestLog {

    private final Assembly assembly;
    private final Simulation simulation;
    private final List<Answer> answers = new ArrayList<>();

    Log(Assembly assembly, Simulation simulation) {
      this.assembly = assembly;
      this.simulation = simulation;
    }

    @Override
    public void arrived(Request request) {}

    @Override
    public void ended(Request request, int status) {
      Map<String, Double> timeIn = new LinkedHashMap<>();
      List<String> places = assembly.places();
      for (int place = 0; place < places.size(); place++) {
        if (request.spent(place) > 0) {
          timeIn.put(places.get(place), request.spent(place) / MILLIS);
        }
      }
      answers.add(
          new Answer(
              request.arrived() / SECONDS,
              assembly.endpointsAndTasks().get(request.endpoint()),
              status,
              (simulation.now() - request.arrived()) / MILLIS,
              request.worker(),
              request.failure() < 0 ? "" : assembly.failures().get(request.failure()),
              timeIn));
    }
  }
}
