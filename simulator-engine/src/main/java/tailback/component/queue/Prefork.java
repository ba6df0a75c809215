package tailback.component.queue;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.host.Host;
import tailback.component.worker.Task;
import tailback.component.worker.TaskProcess;
import tailback.journal.Scene;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Customer;
import tailback.queueing.Line;

/**
 * One Celery worker: a main process, which fetches messages and hands them to its children, and is
 * one event loop (kombu, asynchronous/hub.py; Celery, worker/loops.py and concurrency/asynpool.py).
 *
 * <p>The loop sleeps until something happens: a message is there, a child has begun a task, a child
 * is done with one, a timer. It handles all that has happened meanwhile, and then comes round: it
 * asks the broker for the next message if it may hold one more (a <em>tick</em>), and acknowledges
 * what is to be acknowledged. What it has for children it writes the next time round, so that two
 * tasks that were fetched one after the other begin together. Up to kombu 5.2 the tick came first,
 * so that an acknowledgement made room only the next time round: with {@code task_acks_late} and a
 * multiplier of 1 a worker slept until a timer woke it, while tasks waited (fixed in kombu 5.3,
 * pull request 1587).
 */
final class Prefork extends Customer implements Broker.Consumer, TaskProcess.Owner {

  private final Celery.Settings settings;
  private final Broker broker;
  private final Children children;
  private final int limit;
  private final boolean tickFirst;

  private final Simulation simulation;
  private final Host host;
  private final Stream starts;
  private final Stream results;
  private final long reporting;
  private final long starting;
  private final long spread;
  private final long turn;
  private final long wake;
  private final long handling;
  private final Line<Task> reserved;
  private final int prefetched;
  private final Event<Void> woken;
  private final Event<TaskProcess> started;
  private final Event<Void> began;
  private final Event<TaskProcess> reported;
  private final Event<TaskProcess> reportedLast;
  private final Event<Void> up;
  private final Event<Task> restored;
  private final int lost;
  private final long sweep;

  private final Action<Prefork> handled = Prefork::handle;

  private final ArrayDeque<Task> delivered = new ArrayDeque<>();
  private final ArrayDeque<TaskProcess> freed = new ArrayDeque<>();
  private boolean down;
  private int begun;
  private int ended;
  private int batchEnded;
  private int batchDelivered;
  private int batchFreed;
  private int batchBegun;
  private boolean awake;
  private boolean asking;
  private boolean writing;
  private int unacknowledged;
  private int toAcknowledge;
  private long tasks;
  private long reports;

  Prefork(Celery.Settings settings, Assembly assembly, Broker broker) {
    this.settings = settings;
    this.broker = broker;
    limit = settings.workerPrefetchMultiplier() * settings.most();
    tickFirst =
        settings.version() < Celery.ACKNOWLEDGES_FIRST
            && settings.transport() == Celery.Transport.REDIS;
    simulation = assembly.simulation();
    host = assembly.host();
    String part = assembly.part().name();
    starts = assembly.stream("start");
    results = assembly.stream("report");
    reporting = assembly.cost("celery.report");
    starting = assembly.cost("worker.celery.cpu");
    spread = assembly.cost("celery.start");
    turn = assembly.cost("celery.turn");
    wake = assembly.cost("celery.wake");
    handling = assembly.cost("celery.loop.cpu");
    reserved = assembly.line(part + ".prefetched", Integer.MAX_VALUE);
    prefetched = assembly.place(part + ".prefetched");
    woken = assembly.event("woken", nobody -> begin());
    started = assembly.event("task starts", this::onStarted);
    began = assembly.event("task begins", nobody -> onBegun());
    reported = assembly.event("task ends", this::onReported);
    reportedLast = assembly.event("child ends", child -> onLastReport());
    up = assembly.event("worker up", nobody -> onUp());
    restored = assembly.event("restored", broker::restore);
    lost = assembly.failure("WorkerLostError");
    sweep = (long) (assembly.stream("sweep").of(0).nextDouble() * Celery.SWEEP);
    children = new Children(settings, assembly, this);
    timers(assembly);
    ask();
  }

  /** What wakes the loop now and then; from when on in its period is chance. */
  private void timers(Assembly assembly) {
    long heartbeat = Celery.HEARTBEAT + assembly.cost("celery.heartbeat");
    if (!tickFirst) {
      return; // the tick has seen every acknowledgement: a timer has nothing to add
    }
    Stream phases = assembly.stream("timers");
    long[] periods = {heartbeat, Celery.MAINTAIN, Celery.RESTORE, Celery.HEALTH};
    for (int i = 0; i < periods.length; i++) {
      new Timer(assembly, periods[i]).start(phases.of(i).nextDouble());
    }
  }

  /** Something that wakes the loop in equal intervals. */
  private final class Timer {
    private final long period;
    private final Event<Void> due;

    Timer(Assembly assembly, long period) {
      this.period = period;
      due = assembly.event("timer", nobody -> onDue());
    }

    void start(double phase) {
      due.in((long) (phase * period), null);
    }

    private void onDue() {
      happens();
      due.in(period, null);
    }
  }

  /** Tells which child runs what. */
  void show(Scene scene) {
    children.show(scene);
  }

  // ---- what happens to the loop

  @Override
  public void delivered(Task task) {
    if (down) {
      broker.restore(task);
      return;
    }
    task.enter(prefetched);
    task.fetched(simulation.now());
    delivered.add(task);
    happens();
  }

  private void onBegun() {
    if (down) {
      return;
    }
    begun++;
    happens();
  }

  /** A child has run its task; that it has, it tells a little later. */
  @Override
  public void over(TaskProcess child) {
    (child.replaced() ? reportedLast : reported)
        .in(results.of(reports++).nextExponential(reporting), child);
  }

  private void onReported(TaskProcess child) {
    if (down) {
      return;
    }
    ended++;
    forked(child);
  }

  private void onLastReport() {
    if (down) {
      return;
    }
    ended++;
    happens();
  }

  @Override
  public void forked(TaskProcess child) {
    freed.add(child);
    happens();
  }

  // ---- the loop

  private void happens() {
    if (!awake && !down) {
      awake = true;
      woken.in(wake, null);
    }
  }

  private void begin() {
    if (down) {
      return;
    }
    batchDelivered = delivered.size();
    batchFreed = freed.size();
    batchBegun = begun;
    batchEnded = ended;
    long events = (long) batchDelivered + batchEnded + batchBegun;
    if (events * handling > 0) {
      host.cpu().start(this, events * handling, handled);
    } else {
      handle();
    }
  }

  private void handle() {
    for (int i = 0; i < batchFreed; i++) {
      children.free(freed.poll());
    }
    toAcknowledge += settings.taskAcksLate() ? batchEnded : batchBegun;
    begun -= batchBegun;
    ended -= batchEnded;
    children.holds(-batchEnded);
    for (int i = 0; i < batchDelivered; i++) {
      reserved.join(delivered.poll());
      unacknowledged++;
      asking = false;
      children.holds(1);
    }
    if (writing) {
      write();
    }
    comeRound();
  }

  /** Writes a task to each child that is free; when it begins is a matter of scheduling. */
  private void write() {
    while (!children.allBusy() && !reserved.isEmpty()) {
      TaskProcess child = children.next();
      child.give(reserved.next());
      started.in(starts.of(tasks++).nextExponential(spread), child);
    }
  }

  private void onStarted(TaskProcess child) {
    child.run();
    began.in(starting, null);
  }

  private void comeRound() {
    if (tickFirst) {
      ask();
    }
    unacknowledged -= toAcknowledge;
    toAcknowledge = 0;
    if (!tickFirst) {
      ask();
    }
    writing = !children.allBusy() && !reserved.isEmpty();
    if (delivered.isEmpty() && freed.isEmpty() && begun + ended == 0 && !writing) {
      awake = false;
    } else {
      woken.in(turn, null);
    }
  }

  private void ask() {
    if (!asking && (limit == 0 || unacknowledged < limit)) {
      asking = true;
      broker.pop(this);
    }
  }

  // ---- death and birth

  /**
   * SIGKILL to it and its children. Tasks that were acknowledged are lost; messages that were not
   * come back when somebody notices: at once from RabbitMQ, after the visibility timeout from Redis
   * (kombu, transport/redis.py, restore_visible).
   */
  void kill() {
    if (down) {
      return;
    }
    down = true;
    broker.disconnected(this);
    leaveAll();
    children.kill(this::lose);
    while (!reserved.isEmpty()) {
      comeBack(reserved.next());
    }
    while (!delivered.isEmpty()) {
      comeBack(delivered.poll());
    }
    forget();
    up.in(settings.boot().toNanos(), null);
  }

  private void lose(Task task) {
    if (settings.taskAcksLate()) {
      comeBack(task);
    } else {
      task.fail(lost);
    }
  }

  private void comeBack(Task task) {
    task.enter(prefetched);
    long now = simulation.now();
    long overdue = task.fetched() + settings.visibilityTimeout().toNanos() + sweep;
    boolean atOnce = settings.transport() == Celery.Transport.AMQP;
    restored.in(atOnce ? 0 : Math.max(0, overdue - now), task);
  }

  private void forget() {
    freed.clear();
    begun = 0;
    ended = 0;
    unacknowledged = 0;
    toAcknowledge = 0;
    awake = false;
    asking = false;
    writing = false;
  }

  private void onUp() {
    down = false;
    children.fork();
    ask();
  }
}
