package tailback.component.queue;

import java.util.ArrayDeque;
import java.util.function.Consumer;
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
  private final Fetched fetched;
  private final Event<Void> woken;
  private final Event<TaskProcess> started;
  private final Event<Void> began;
  private final Event<TaskProcess> reported;
  private final Event<TaskProcess> reportedLast;
  private final Boot boot;
  private final int lost;
  private final Unacknowledged messages;
  private final Reconnection reconnection;

  private final Action<Prefork> handled = Prefork::handle;

  private final ArrayDeque<TaskProcess> freed = new ArrayDeque<>();
  private boolean down;
  private boolean stopping;
  private boolean connected;
  private int begun;
  private int ended;
  private int batchEnded;
  private int batchDelivered;
  private int batchDue;
  private int batchFreed;
  private int batchBegun;
  private boolean awake;
  private boolean asking;
  private boolean writing;
  private int unacknowledged;
  private int toAcknowledge;
  private int vain;
  private int running;
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
    starts = assembly.stream("start");
    results = assembly.stream("report");
    reporting = assembly.cost("celery.report");
    starting = assembly.cost("worker.celery.cpu");
    spread = assembly.cost("celery.start");
    turn = assembly.cost("celery.turn");
    wake = assembly.cost("celery.wake");
    handling = assembly.cost("celery.loop.cpu");
    fetched = new Fetched(assembly, this::happens);
    woken = assembly.event("woken", nobody -> begin());
    started = assembly.event("task starts", this::onStarted);
    began = assembly.event("task begins", nobody -> onBegun());
    reported = assembly.event("task ends", this::onReported);
    reportedLast = assembly.event("child ends", child -> onLastReport());
    lost = assembly.failure("WorkerLostError");
    boolean born = assembly.startsUp();
    children = new Children(settings, assembly, this, born);
    reconnection = new Reconnection(assembly, broker, Celery::reconnects, this::onConnected);
    messages = new Unacknowledged(settings, assembly, broker, this::held, lost);
    boot = new Boot(assembly, settings.boot(), settings.stopTimeout(), this::onUp, this::kill);
    down = !born;
    broker.add(this);
    timers(assembly);
    if (born) {
      connect();
    }
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
      new LoopTimer(assembly, periods[i], this::happens).start(phases.of(i).nextDouble());
    }
  }

  /** Tells which child runs what. */
  void show(Scene scene) {
    children.show(scene);
  }

  // ---- what happens to the loop

  @Override
  public void delivered(Task task) {
    task.fetched(simulation.now(), broker.dataset());
    fetched.deliver(task);
    happens();
  }

  private void onBegun() {
    if (isGoing()) {
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
    onLastReport();
    if (!isGoing()) {
      forked(child);
    }
  }

  private void onLastReport() {
    if (down) {
      return;
    }
    running--;
    if (!stopping) {
      ended++;
      happens();
    } else if (running == 0) {
      end();
    }
  }

  /** Whether its loop no longer does anything: it is down, or waits for its last tasks. */
  private boolean isGoing() {
    return down || stopping;
  }

  @Override
  public void forked(TaskProcess child) {
    freed.add(child);
    happens();
  }

  // ---- the loop

  private void happens() {
    if (!awake && !isGoing()) {
      awake = true;
      woken.in(wake, null);
    }
  }

  private void begin() {
    if (isGoing()) {
      return;
    }
    batchDelivered = fetched.delivered();
    batchDue = fetched.due();
    batchFreed = freed.size();
    batchBegun = begun;
    batchEnded = ended;
    long events = (long) batchDelivered + batchDue + batchEnded + batchBegun;
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
      asking = false;
      unacknowledged++;
      if (fetched.reserveDelivered()) {
        children.holds(1);
      }
    }
    for (int i = 0; i < batchDue; i++) {
      fetched.reserveDue();
      children.holds(1);
    }
    if (writing) {
      write();
    }
    comeRound();
  }

  /** Writes a task to each child that is free; when it begins is a matter of scheduling. */
  private void write() {
    while (!children.allBusy() && fetched.reserved() > 0) {
      TaskProcess child = children.next();
      child.give(fetched.next());
      running++;
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
    int ofOthers = Math.min(vain, toAcknowledge);
    vain -= ofOthers;
    unacknowledged -= toAcknowledge - ofOthers;
    toAcknowledge = 0;
    if (!tickFirst) {
      ask();
    }
    writing = !children.allBusy() && fetched.reserved() > 0;
    boolean quiet = fetched.delivered() + fetched.due() == 0 && freed.isEmpty();
    if (quiet && begun + ended == 0 && !writing) {
      awake = false;
    } else {
      woken.in(turn, null);
    }
  }

  private void ask() {
    if (connected && !asking && (limit == 0 || unacknowledged < limit + fetched.early())) {
      asking = true;
      broker.pop(this);
    }
  }

  // ---- its connection

  private void connect() {
    if (broker.isUp()) {
      onConnected();
    } else {
      reconnection.begin();
    }
  }

  private void onConnected() {
    if (!isGoing() && !connected) {
      connected = true;
      ask();
    }
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  /** BRPOP with a timeout of 1 s (kombu 5.6, transport/redis.py, {@code brpop_timeout}). */
  @Override
  public boolean asksEverySecond() {
    return true;
  }

  /**
   * Its connection broke. Children go on with what they have; what it had fetched beyond that it
   * forgets, since it cannot acknowledge it any more (Celery 5.6, worker/consumer/consumer.py,
   * on_close).
   */
  @Override
  public void disconnected() {
    if (!connected) {
      return;
    }
    connected = false;
    asking = false;
    int forgotten = fetched.reserved() + fetched.due() + fetched.early();
    vain += unacknowledged - forgotten;
    unacknowledged = 0;
    children.holds(-fetched.reserved());
    batchDelivered = 0;
    batchDue = 0;
    fetched.letGo(messages::comeBack);
    if (settings.taskAcksLate()) {
      children.running(messages::comeBackLater);
    }
    reconnection.begin();
  }

  /** Everything that it holds and has not acknowledged. */
  private void held(Consumer<Task> what) {
    if (!connected) {
      return;
    }
    fetched.forEach(what);
    if (settings.taskAcksLate()) {
      children.running(what);
    }
  }

  // ---- death and birth

  /**
   * SIGKILL to it and its children; its supervisor starts another. Tasks that were acknowledged are
   * lost; messages that were not come back when somebody notices.
   */
  void kill() {
    if (down) {
      return;
    }
    boolean wasToEnd = stopping;
    children.kill(this::lose);
    fetched.letGo(messages::comeBack);
    gone();
    if (!wasToEnd) {
      boot.start();
    }
  }

  private void lose(Task task) {
    if (settings.taskAcksLate()) {
      task.enter(fetched.place());
      messages.comeBack(task);
    } else {
      task.fail(lost);
    }
  }

  /**
   * SIGTERM: it takes no more, gives back what no child has begun, and ends with the last of its
   * running tasks (Celery 5.6, worker/worker.py: a warm shutdown).
   */
  void stop() {
    boot.cancel();
    if (isGoing()) {
      return;
    }
    stopping = true;
    connected = false;
    broker.leave(this);
    leaveAll();
    fetched.letGo(broker.isUp() ? broker::restore : messages::comeBack);
    if (running == 0) {
      end();
    } else {
      boot.stops();
    }
  }

  private void end() {
    children.kill(this::lose);
    gone();
  }

  private void gone() {
    down = true;
    stopping = false;
    connected = false;
    broker.leave(this);
    leaveAll();
    boot.stopped();
    freed.clear();
    begun = 0;
    ended = 0;
    running = 0;
    unacknowledged = 0;
    toAcknowledge = 0;
    vain = 0;
    awake = false;
    asking = false;
    writing = false;
  }

  /** It is to be there, in a while. */
  void start() {
    if (down) {
      boot.start();
    }
  }

  private void onUp() {
    down = false;
    children.fork();
    connect();
  }

  /** What it holds unacknowledged. */
  Unacknowledged unacknowledged() {
    return messages;
  }

  /** Whether it takes tasks. */
  boolean isUp() {
    return !isGoing();
  }
}
