package tailback.component.scaling;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.queue.Broker;
import tailback.component.queue.PublishPolicy;
import tailback.component.queue.TaskQueue;
import tailback.component.scaling.Autoscale.Type;
import tailback.component.scaling.Replica.State;
import tailback.component.store.Redis;
import tailback.component.worker.Program;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.program.Request;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * The replicas of an autoscaled part. Servers stand behind the load balancer that such a group has:
 * the target group of an AWS load balancer, which gives them the requests in turn, or a Kubernetes
 * Service, which draws one. It takes no time, keeps no queue, and knows only who is in service.
 * Workers of a queue have no balancer: they take from the queue that all of them share.
 *
 * <p>A new replica boots, starts its software, and is in service once that accepts; one that is to
 * go gets nothing new, and is told to stop when it has had the time to finish.
 */
public final class Fleet implements HttpServer, TaskQueue {

  /** How often a health check looks whether a new replica accepts: our own figure. */
  private static final long HEALTH_CHECK = 1_000_000_000L;

  /** How long Kubernetes goes on sending to a pod that was told to stop: a few seconds, our own. */
  private static final long PROPAGATION = 2_000_000_000L;

  /** When a machine is given up for good: the SIGKILL of Docker, ECS and Kubernetes. */
  private static final long KILL = 30_000_000_000L;

  private final Simulation simulation;
  private final String part;
  private final List<Replica> replicas = new ArrayList<>();

  /** The queue that its replicas work for; null when they are servers. */
  private final TaskQueue queue;

  private final Meter meter;
  private final Line<Replica> booting;
  private final Event<Replica> booted;
  private final Event<Replica> checked;
  private final Event<Replica> withdrawn;
  private final Event<Replica> drained;
  private final Event<Replica> gone;
  private final Stream lot;
  private final Controller controller;

  private Autoscale settings;
  private Replica[] inService = {};
  private int turn;
  private int desired;
  private long out;
  private long in;
  private long firstOut = -1;
  private long firstIn = -1;

  /**
   * A fleet of all the replicas there may be.
   *
   * @param servers all of them; the first {@code start} are up, the others have not been started
   */
  public Fleet(Autoscale settings, List<Replica> servers, int start, Assembly assembly) {
    this.settings = settings;
    simulation = assembly.simulation();
    part = assembly.part().name();
    replicas.addAll(servers);
    queue = servers.get(0).server() instanceof TaskQueue workers ? workers : null;
    meter = assembly.meter(part + ".replicas");
    meter.addCapacity(replicas.size());
    booting = assembly.line(part + ".replicas", Integer.MAX_VALUE);
    booted = assembly.event("booted", this::onBooted);
    checked = assembly.event("health check", this::onChecked);
    withdrawn = assembly.event("endpoint removed", this::onWithdrawn);
    drained = assembly.event("drained", this::onDrained);
    gone = assembly.event("terminated", this::onGone);
    lot = assembly.stream("service");
    desired = start;
    for (int i = 0; i < replicas.size(); i++) {
      if (i < start) {
        meter.served();
        serve(replicas.get(i));
      } else {
        replicas.get(i).giveBack();
      }
    }
    controller = Controller.of(this, settings, assembly);
  }

  // ---- the load balancer

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Replica next = next(request);
    return next == null ? null : next.receive(request, client);
  }

  private Replica next(Request request) {
    if (inService.length == 0) {
      return null;
    }
    if (settings.type() == Type.HPA) {
      return inService[lot.of(request.number()).nextInt(inService.length)];
    }
    turn = (turn + 1) % inService.length;
    return inService[turn];
  }

  // ---- the queue of its workers

  @Override
  public int list(Integer priority, String queueName) {
    return queue.list(priority, queueName);
  }

  @Override
  public void enqueue(Program task, long number, int row, int list, long countdown) {
    queue.enqueue(task, number, row, list, countdown);
  }

  @Override
  public Redis redis() {
    return queue.redis();
  }

  @Override
  public Broker broker() {
    return queue.broker();
  }

  @Override
  public long publish() {
    return queue.publish();
  }

  @Override
  public PublishPolicy publishPolicy() {
    return queue.publishPolicy();
  }

  private void list() {
    inService = replicas.stream().filter(Replica::inService).toArray(Replica[]::new);
  }

  // ---- more and fewer

  /** How many are wanted. */
  int desired() {
    return desired;
  }

  /** Those that get requests. */
  Replica[] inService() {
    return inService;
  }

  /** How many have been launched and are not in service yet. */
  int booting() {
    return booting.length();
  }

  /** Has so many, within its limits: launches what is missing, or has the youngest go. */
  void want(int number) {
    int wanted = Math.min(Math.max(number, settings.min()), settings.max());
    if (wanted > desired) {
      if (out++ == 0) {
        firstOut = simulation.now();
      }
    } else if (wanted < desired) {
      if (in++ == 0) {
        firstIn = simulation.now();
      }
    }
    desired = wanted;
    reconcile();
  }

  /** Machines that drain still exist; a new one may have to wait until one of them is gone. */
  private void reconcile() {
    int there = inService.length + booting.length();
    for (Replica replica : replicas) {
      if (there < desired && replica.state() == State.ABSENT) {
        launch(replica);
        there++;
      }
    }
    for (int i = replicas.size() - 1; i >= 0 && there > desired; i--) {
      State state = replicas.get(i).state();
      if (state == State.BOOTING || state == State.IN_SERVICE) {
        retire(replicas.get(i));
        there--;
      }
    }
  }

  private void launch(Replica replica) {
    replica.rent();
    booting.join(replica);
    replica.timer = booted.in(settings.boot().toNanos(), replica);
  }

  private void onBooted(Replica replica) {
    replica.start();
    replica.timer = checked.in(HEALTH_CHECK, replica);
  }

  private void onChecked(Replica replica) {
    if (!replica.isUp()) {
      replica.timer = checked.in(HEALTH_CHECK, replica);
      return;
    }
    replica.timer = -1;
    booting.take(replica);
    serve(replica);
  }

  private void serve(Replica replica) {
    replica.serve(simulation.now());
    meter.seized();
    list();
  }

  private void retire(Replica replica) {
    if (replica.state() == State.BOOTING) {
      simulation.cancel(replica.timer);
      booting.leave(replica);
      replica.drain();
      onDrained(replica);
    } else if (queue != null) {
      onWithdrawn(replica);
      drained.now(replica);
    } else if (settings.type() == Type.HPA) {
      replica.leaving();
      withdrawn.in(PROPAGATION, replica);
      drained.in(settings.drain().toNanos(), replica);
    } else {
      onWithdrawn(replica);
      drained.in(settings.drain().toNanos(), replica);
    }
  }

  private void onWithdrawn(Replica replica) {
    replica.drain();
    meter.released();
    list();
  }

  private void onDrained(Replica replica) {
    replica.stop();
    gone.in(KILL + PROPAGATION, replica);
  }

  private void onGone(Replica replica) {
    replica.giveBack();
    reconcile();
  }

  /** How many messages wait in the queue; 0 when it has none. */
  int backlog() {
    return queue == null ? 0 : queue.broker().length();
  }

  // ---- what is done to all of them

  /** Takes over other limits and targets. */
  public void reconfigure(Autoscale changed) {
    settings = changed;
    controller.reconfigure(changed);
    want(desired);
  }

  @Override
  public void reconfigure(Record directives) {
    replicas.forEach(each -> each.server().reconfigure(directives));
  }

  @Override
  public void perform(String action) {
    for (Replica replica : inService) {
      replica.server().perform(action);
    }
  }

  @Override
  public void reset() {
    out = 0;
    in = 0;
    replicas.forEach(each -> each.server().reset());
  }

  @Override
  public void count(Tally tally) {
    replicas.forEach(each -> each.server().count(tally));
    tally.add(part + ".scale_outs", out);
    tally.add(part + ".scale_ins", in);
    if (out > 0) {
      tally.first(part + ".scale_outs", firstOut);
    }
    if (in > 0) {
      tally.first(part + ".scale_ins", firstIn);
    }
  }

  @Override
  public void audit() {
    replicas.forEach(each -> each.server().audit());
  }

  @Override
  public void show(Scene scene) {
    for (int i = 0; i < replicas.size(); i++) {
      scene.part(part, i);
      replicas.get(i).server().show(scene);
    }
  }
}
