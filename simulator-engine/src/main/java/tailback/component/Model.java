package tailback.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.client.Clients;
import tailback.component.client.Columns;
import tailback.component.client.TrafficSettings;
import tailback.component.host.Host;
import tailback.component.scaling.Fleet;
import tailback.component.step.Linker;
import tailback.component.worker.Effect;
import tailback.component.worker.Operation;
import tailback.journal.Scene;
import tailback.program.Payload;
import tailback.program.Step;
import tailback.queueing.Meter;

/** A whole deployment, put together and ready to run: parts, programs and clients. */
public final class Model {

  private final Assembly assembly;
  private final Map<String, Clients> clients = new LinkedHashMap<>();
  private final Columns columns;

  /**
   * Puts a deployment together. Nothing happens yet.
   *
   * @param log takes down what becomes of every request
   * @param timeZero the end of the warm-up, nanoseconds
   */
  public Model(Assembly assembly, RequestLog log, long timeZero) {
    this.assembly = assembly;
    Deployment deployment = assembly.deployment();
    columns = new Columns(deployment.traffic());
    assembly.programs().running().log(log);
    for (Part part : deployment.stack()) {
      assembly.require(part.name());
    }
    link(deployment).run();
    int number = 0;
    for (Map.Entry<String, TrafficSettings> group : deployment.traffic().entrySet()) {
      String name = group.getKey();
      clients.put(
          name,
          new Clients(
              name, number++, group.getValue(), assembly, log, timeZero, columns.offset(name)));
    }
  }

  /** Begins: the clients send. */
  public void start() {
    clients.values().forEach(Clients::start);
  }

  /**
   * Prepares a change of the deployment in the middle of the run: links its programs now, so that
   * the places they name are known before the first request.
   *
   * @param before the deployment until then
   * @param after the deployment from then on; the same parts, with other settings
   * @return what makes the change
   */
  public Runnable prepare(Deployment before, Deployment after) {
    Runnable programs =
        before.endpoints().equals(after.endpoints()) && before.tasks().equals(after.tasks())
            ? () -> {}
            : link(after);
    return () -> {
      programs.run();
      for (int i = 0; i < after.stack().size(); i++) {
        Part part = after.stack().get(i);
        Part was = before.stack().get(i);
        if (!part.settings().equals(was.settings())) {
          assembly.require(part.name()).forEach(each -> each.reconfigure(part.settings()));
        }
        if (part.autoscale() != null && !part.autoscale().equals(was.autoscale())) {
          assembly.require(part.name(), Fleet.class).reconfigure(part.autoscale());
        }
      }
      after
          .hosts()
          .forEach(
              (name, settings) -> {
                if (!settings.equals(before.hosts().get(name))) {
                  assembly.hosts(name).forEach(each -> each.reconfigure(settings));
                }
              });
      after
          .traffic()
          .forEach(
              (name, settings) -> {
                if (!settings.equals(before.traffic().get(name))) {
                  clients.get(name).reconfigure(settings);
                }
              });
    };
  }

  /**
   * Has a part do something.
   *
   * @param part its name
   * @param replica which of its replicas, from 0; -1: all of them
   * @param action one of its kind's actions
   */
  public void perform(String part, int replica, String action) {
    List<Component> replicas = assembly.require(part);
    if (replica >= 0) {
      replicas.get(replica).perform(action);
    } else {
      replicas.forEach(each -> each.perform(action));
    }
  }

  private Payload payload(List<Step> steps) {
    Payload all = Payload.of(steps);
    return all.file() > 0 && assembly.framework().servesFiles() ? new Payload(all.body(), 0) : all;
  }

  private Runnable link(Deployment deployment) {
    List<Runnable> replacements = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, List<Step>> endpoint : deployment.endpoints().entrySet()) {
      int endpointNumber = number++;
      Operation[] code = program(endpoint.getValue(), "endpoints." + endpoint.getKey());
      Payload about = payload(endpoint.getValue());
      replacements.add(() -> assembly.programs().endpoint(endpointNumber).replace(code, about));
    }
    for (Map.Entry<String, List<Step>> task : deployment.tasks().entrySet()) {
      Operation[] code = program(task.getValue(), "tasks." + task.getKey());
      replacements.add(() -> assembly.programs().task(task.getKey()).replace(code, Payload.NONE));
    }
    return () -> replacements.forEach(Runnable::run);
  }

  private Operation[] program(List<Step> steps, String path) {
    return new Linker(assembly, columns.byName()).link(steps, path);
  }

  /** Begins all statistics anew: the end of the warm-up. */
  public void reset() {
    assembly.meters().values().forEach(Meter::reset);
    parts().forEach(Component::reset);
    assembly.hosts().forEach(Host::reset);
    clients.values().forEach(Clients::reset);
    assembly.effects().forEach(Effect::reset);
  }

  /** What the parts, the machines and the clients counted. */
  public void count(Component.Tally tally) {
    parts().forEach(part -> part.count(tally));
    assembly.hosts().forEach(host -> host.count(tally));
    clients.values().forEach(group -> group.count(tally));
    assembly.effects().forEach(effect -> effect.count(tally));
  }

  /** What stands in the parts at this instant, front to back, and who is there. */
  public void show(Scene scene) {
    for (Part part : assembly.deployment().stack()) {
      List<Component> replicas = assembly.require(part.name());
      for (int replica = 0; replica < replicas.size(); replica++) {
        scene.part(part.name(), replica);
        replicas.get(replica).show(scene);
      }
    }
  }

  private List<Component> parts() {
    List<Component> all = new ArrayList<>();
    assembly.built().values().forEach(all::addAll);
    return all;
  }

  /** How many requests and tasks that began at or after this time are still under way. */
  public long openSince(long time) {
    return assembly.programs().running().openSince(time)
        + clients.values().stream().mapToLong(group -> group.openSince(time)).sum();
  }
}
