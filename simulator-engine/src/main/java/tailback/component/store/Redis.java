package tailback.component.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.host.HostSettings;
import tailback.component.network.Link;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Bytes;
import tailback.queueing.Line;
import tailback.queueing.Station;
import tailback.queueing.Station.Outcome;

/**
 * Redis: one thread that executes one command after the other; a round trip costs the network and
 * the client besides (redis, networking.c).
 */
public final class Redis implements Cache {

  private static final String FLUSH = "flush";
  private static final String RESTART = "restart";
  private static final String FAILOVER = "failover";

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>(
          "redis", Role.CACHE, Settings.class, List.of(FLUSH, RESTART, FAILOVER), Redis::new);

  /** The settings of {@code redis.conf} that this model honours. */
  public record Settings(
      int maxclients,
      Bytes maxmemory,
      Sampled.Policy maxmemoryPolicy,
      int maxmemorySamples,
      boolean appendonly,
      Duration boot,
      Duration failover) {}

  /** Whoever keeps a connection to it beside the requests that ask it: the queue of a worker. */
  public interface Client {

    /** The connection broke, or was refused; whoever wants another one has to ask. */
    void disconnected();

    /** All keys are gone. */
    void flushed();

    /** Nothing gets through from now on, and nobody is told. */
    void cut();
  }

  /** A key with its entry in the dictionary, its object and its time, bytes (Redis FAQ). */
  private static final int OVERHEAD = 85;

  /** Ten times a second it looks for keys whose time is over ({@code hz}). */
  private static final long CYCLE = 100_000_000L;

  private final Settings settings;
  private final Assembly assembly;
  private final Simulation simulation;
  private final String name;
  private final long command;
  private final long roundTrip;
  private final int waits;
  private final int serves;
  private final int full;
  private final int noMemory;
  private final int closed;
  private final int refused;
  private final Memory memory;
  private final Sampled order;
  private final Station<Execution> loop;
  private final Event<Execution> executed;
  private final Event<Execution> replied;
  private final Event<Execution> denied;
  private final Event<Void> cycle;
  private final List<Client> clients = new ArrayList<>();
  private final int hung;

  /** The way to its clients; null when it is never cut. */
  private final Link link;

  private long downUntil;

  Redis(Settings settings, Assembly assembly) {
    this.settings = settings;
    this.assembly = assembly;
    simulation = assembly.simulation();
    name = assembly.part().name();
    command = assembly.cost("redis.command");
    roundTrip = assembly.cost("redis.round_trip");
    waits = assembly.place(name + ".wait");
    serves = assembly.place(name + ".command");
    full = assembly.failure("ERR max number of clients reached");
    noMemory = assembly.failure("OOM command not allowed when used memory > 'maxmemory'.");
    closed = assembly.failure("ConnectionError: Connection closed by server.");
    refused = assembly.failure("ConnectionError: Error 111 connecting to " + name + ".");
    long limit = limit(settings, assembly);
    memory = new Memory(limit, OVERHEAD, simulation::now);
    order =
        new Sampled(
            settings.maxmemoryPolicy(),
            settings.maxmemorySamples(),
            simulation,
            assembly.stream("eviction"),
            memory);
    memory.evicting(order);
    loop =
        assembly.station(
            name + ".loop", 1, settings.maxclients() - 1, assembly.event("turn", this::execute));
    executed = assembly.event("executed", this::onExecuted);
    replied = assembly.event("replied", Execution::resume);
    denied = assembly.event("denied", execution -> execution.fail(noMemory));
    cycle = assembly.event("expire cycle", nobody -> onCycle());
    link = Link.of(assembly);
    hung = assembly.failure("redis.exceptions.ConnectionError: (110, 'Connection timed out')");
    if (limit > 0) {
      cycle.in(CYCLE, null);
    }
  }

  /** A node of ElastiCache has three quarters of its memory for keys, without being told. */
  private static long limit(Settings settings, Assembly assembly) {
    HostSettings machine = assembly.deployment().hosts().get(assembly.part().host());
    boolean managed =
        machine != null
            && machine.instance() != null
            && machine.instance().name().startsWith("cache.");
    return settings.maxmemory().count() > 0 || !managed
        ? settings.maxmemory().count()
        : machine.memory().count() / 4 * 3;
  }

  // ---- the life of a command

  @Override
  public void command(Execution execution, Command asked, long work) {
    if (link != null && link.isCut()) {
      execution.enter(link.place());
      link.carry(execution, () -> command(execution, asked, work), () -> execution.fail(hung));
      return;
    }
    if (execution.killed()) {
      execution.resume(); // a packet of a process that is gone
      return;
    }
    if (!isUp()) {
      execution.fail(refused);
      return;
    }
    execution.cache().command(asked, command + work);
    Outcome outcome = loop.seize(execution);
    if (outcome == Outcome.SERVED) {
      execute(execution);
    } else if (outcome == Outcome.WAITS) {
      execution.enter(waits);
    } else {
      execution.fail(full);
    }
  }

  private void execute(Execution execution) {
    execution.enter(serves);
    executed.in(execution.cache().commandTime(), execution);
  }

  private void onExecuted(Execution execution) {
    if (!isUp()) {
      loop.release();
      execution.fail(closed);
      return;
    }
    boolean done = execution.cache().command().run(execution);
    loop.release();
    if (link != null && link.isCut()) {
      execution.enter(link.place());
      link.carry(
          execution,
          done ? execution::resume : () -> execution.fail(noMemory),
          () -> execution.fail(hung));
      return;
    }
    (done ? replied : denied).in(roundTrip, execution);
  }

  /**
   * A client no longer waits for the answer to its command.
   *
   * @return false when the command runs, and its answer is as good as there
   */
  public boolean giveUp(Execution execution) {
    if (link != null && link.forget(execution)) {
      return true;
    }
    boolean waits = execution.waiting();
    if (waits) {
      loop.queue().leave(execution);
    }
    return waits;
  }

  @Override
  public int serving() {
    return serves;
  }

  // ---- what it keeps

  @Override
  public boolean hasRoom() {
    return memory.hasRoom();
  }

  @Override
  public KeyStore keys(String kind, int keys, long size) {
    String meter = name + ".keys(" + kind + ")";
    return assembly.shared(
        meter + keys, () -> new KeyStore(simulation, assembly.meter(meter), memory, keys, size));
  }

  private void onCycle() {
    memory.expire(simulation.now(), order);
    cycle.in(CYCLE, null);
  }

  // ---- what an operator does

  @Override
  public void perform(String action) {
    if (Link.is(action)) {
      link.perform(action);
      clients.forEach(link.isCut() ? Client::cut : client -> {});
      return;
    }
    if (action.equals(FLUSH)) {
      flush();
      return;
    }
    boolean restarts = action.equals(RESTART);
    if (restarts && !settings.appendonly()) {
      flush();
    }
    long takes = (restarts ? settings.boot() : settings.failover()).toNanos();
    downUntil = simulation.now() + Math.max(1, takes);
    disconnect();
  }

  private void flush() {
    memory.flush();
    clients.forEach(Client::flushed);
  }

  /** Somebody has a connection for as long as it stands. */
  public void client(Client client) {
    clients.add(client);
  }

  /** The way to it; null when it is never cut. */
  public Link link() {
    return link;
  }

  /** Whether somebody who connects now gets in, if the network lets him through. */
  public boolean isUp() {
    return simulation.now() >= downUntil;
  }

  /**
   * Connections break: of those who wait at once, of the one whose command runs when it is done.
   */
  private void disconnect() {
    Line<Execution> waiting = loop.queue();
    while (!waiting.isEmpty()) {
      Execution first = waiting.first();
      waiting.leave(first);
      first.fail(closed);
    }
    clients.forEach(Client::disconnected);
  }

  @Override
  public void reset() {
    memory.reset();
  }

  @Override
  public void count(Tally tally) {
    memory.count(name, tally);
  }
}
