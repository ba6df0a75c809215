package tailback.component.store;

import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.queueing.Station;
import tailback.queueing.Station.Outcome;

/**
 * Redis: one thread that executes one command after the other; a round trip costs the network and
 * the client besides (redis, networking.c).
 */
public final class Redis implements Cache {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("redis", Role.CACHE, Settings.class, Redis::new);

  /** The settings of {@code redis.conf} that this model honours. */
  public record Settings(int maxclients) {}

  private final Assembly assembly;
  private final String name;

  private final long command;
  private final long roundTrip;
  private final int waits;
  private final int serves;
  private final int full;
  private final Station<Execution> loop;
  private final Event<Execution> executed;
  private final Event<Execution> replied;

  Redis(Settings settings, Assembly assembly) {
    this.assembly = assembly;
    name = assembly.part().name();
    command = assembly.cost("redis.command");
    roundTrip = assembly.cost("redis.round_trip");
    waits = assembly.place(name + ".wait");
    serves = assembly.place(name + ".command");
    full = assembly.failure("ERR max number of clients reached");
    loop =
        assembly.station(
            name + ".loop", 1, settings.maxclients() - 1, assembly.event("turn", this::execute));
    executed = assembly.event("executed", this::onExecuted);
    replied = assembly.event("replied", Execution::resume);
  }

  @Override
  public void command(Execution execution, Command asked) {
    execution.command(asked);
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
    executed.in(command, execution);
  }

  private void onExecuted(Execution execution) {
    execution.command().run(execution);
    loop.release();
    replied.in(roundTrip, execution);
  }

  @Override
  public int serving() {
    return serves;
  }

  @Override
  public KeyStore keys(String kind, int keys) {
    String meter = name + ".keys(" + kind + ")";
    return assembly.shared(
        meter + keys, () -> new KeyStore(assembly.simulation(), assembly.meter(meter), keys));
  }
}
