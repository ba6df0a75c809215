package tailback.component.store;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.network.Link;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.program.Bytes;
import tailback.queueing.Station;
import tailback.queueing.Station.Outcome;

/**
 * Memcached: some threads that answer look-ups, and memory in which the key goes first that was not
 * asked for for longest (Memcached 1.6, memcached.c, items.c).
 */
public final class Memcached implements Cache {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("memcached", Role.CACHE, Settings.class, Memcached::new);

  /** The options of {@code memcached} that this model honours. */
  public record Settings(int threads, Bytes memoryLimit, int connLimit, Bytes maxItemSize) {}

  /** The header of an item, its key and the rest of its slab chunk, bytes. */
  private static final int OVERHEAD = 80;

  private final Settings settings;
  private final Assembly assembly;
  private final String name;
  private final long command;
  private final long roundTrip;
  private final int connecting;
  private final int waits;
  private final int serves;
  private final Memory memory;
  private final Station<Execution> connections;
  private final Station<Execution> threads;
  private final Event<Execution> executed;
  private final Event<Execution> replied;
  private final int hung;

  /** The way to its clients; null when it is never cut. */
  private final Link link;

  Memcached(Settings settings, Assembly assembly) {
    this.settings = settings;
    this.assembly = assembly;
    name = assembly.part().name();
    command = assembly.cost("memcached.command");
    roundTrip = assembly.cost("memcached.round_trip");
    connecting = assembly.place(name + ".connect");
    waits = assembly.place(name + ".wait");
    serves = assembly.place(name + ".command");
    memory =
        new Memory(settings.memoryLimit().count(), OVERHEAD, assembly.simulation()::now)
            .evicting(new LeastRecentlyUsed());
    connections =
        assembly.station(
            name + ".connections",
            settings.connLimit(),
            Integer.MAX_VALUE,
            assembly.event("connected", this::onConnected));
    threads =
        assembly.station(
            name + ".threads",
            settings.threads(),
            Integer.MAX_VALUE,
            assembly.event("turn", this::execute));
    executed = assembly.event("executed", this::onExecuted);
    replied = assembly.event("replied", this::onReplied);
    hung = assembly.failure("TimeoutError: [Errno 110] Connection timed out");
    link = Link.of(assembly);
  }

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
    execution.cache().command(asked, command + work);
    if (connections.seize(execution) == Outcome.SERVED) {
      onConnected(execution);
    } else {
      execution.enter(connecting);
    }
  }

  private void onConnected(Execution execution) {
    if (threads.seize(execution) == Outcome.SERVED) {
      execute(execution);
    } else {
      execution.enter(waits);
    }
  }

  private void execute(Execution execution) {
    execution.enter(serves);
    executed.in(execution.cache().commandTime(), execution);
  }

  private void onExecuted(Execution execution) {
    execution.cache().command().run(execution);
    threads.release();
    replied.in(roundTrip, execution);
  }

  private void onReplied(Execution execution) {
    if (link != null && link.isCut()) {
      execution.enter(link.place());
      link.carry(execution, () -> onReplied(execution), () -> onHung(execution));
      return;
    }
    connections.release();
    execution.resume();
  }

  private void onHung(Execution execution) {
    connections.release();
    execution.fail(hung);
  }

  /** {@code partition} and {@code heal}. */
  @Override
  public void perform(String action) {
    link.perform(action);
  }

  @Override
  public int serving() {
    return serves;
  }

  /** It always makes room. */
  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public KeyStore keys(String kind, int keys, long size) {
    String meter = name + ".keys(" + kind + ")";
    boolean tooLarge = size > settings.maxItemSize().count();
    return assembly.shared(
        meter + keys,
        () ->
            new KeyStore(
                assembly.simulation(),
                assembly.meter(meter),
                tooLarge ? new Memory(0, 0, assembly.simulation()::now).refusing() : memory,
                keys,
                size));
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
