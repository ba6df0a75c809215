package tailback.component.store;

import java.util.ArrayList;
import tailback.component.Assembly;
import tailback.component.host.Host;
import tailback.component.host.Resident;
import tailback.component.network.Link;
import tailback.component.store.Backend.Life;
import tailback.component.store.Connection.Login;
import tailback.journal.Scene;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Meter;

/**
 * The processes of a Postgres: one a connection, forked and authenticated before anybody asks
 * whether there is a slot for it, so that a refusal costs almost as much as a connection
 * (PostgreSQL 16, utils/init/postinit.c).
 */
final class Backends {

  private final Simulation simulation;
  private final Host host;
  private final Meter connections;
  private final int slots;
  private final int superusers;
  private final int reserved;
  private final long connectCpu;
  private final long authenticate;
  private final long start;
  private final long exitCpu;
  private final int tooManyClients;
  private final int superuserSlots;
  private final int reservedSlots;
  private final int refusal;
  private final Action<Backend> tooMany = this::onTooMany;
  private final Action<Backend> forked = this::onForked;
  private final Action<Backend> exited = this::onExited;
  private final Event<Backend> authenticated;
  private final Event<Backend> started;
  private final Event<Backend> refused;
  private final Statements statements;
  private final ArrayList<Backend> processes = new ArrayList<>();
  private Resident memory;
  private long backendMemory;
  private final int timedOut;
  private final Link link;
  private int used;
  private long downUntil;

  Backends(Assembly assembly, Postgres.Settings settings, Statements statements, Link link) {
    this.statements = statements;
    this.link = link;
    timedOut = assembly.failure(Connection.TIMED_OUT);
    statements.runBy(this);
    simulation = assembly.simulation();
    host = assembly.host();
    slots = settings.slots(Postgres.machine(assembly));
    superusers = settings.superuserReservedConnections();
    reserved = superusers + settings.reservedConnections();
    connections = assembly.meter(assembly.part().name() + ".connections");
    connections.addCapacity(slots - reserved);
    connectCpu = assembly.cost("postgres.connect.cpu");
    authenticate =
        assembly.cost("postgres.auth." + settings.auth().cost())
            + (settings.ssl() ? assembly.cost("postgres.ssl") : 0);
    start = assembly.cost("postgres.start");
    exitCpu = assembly.cost("postgres.exit.cpu");
    tooManyClients = assembly.failure("FATAL: sorry, too many clients already");
    superuserSlots = assembly.failure(settings.superusersOnly());
    reservedSlots =
        assembly.failure(
            "FATAL: remaining connection slots are reserved for roles with privileges of the"
                + " \"pg_use_reserved_connections\" role");
    refusal = assembly.failure("connection to server failed: Connection refused");
    refused = assembly.event("connection refused", this::onRefused);
    authenticated = assembly.event("authenticated", this::onAuthenticated);
    started = assembly.event("backend started", this::onStarted);
  }

  /** Where their memory is accounted, and how much each has. */
  void memory(Resident resident, long each) {
    memory = resident;
    backendMemory = each;
  }

  /** One of them has so much more memory (or, negative, less), bytes. */
  void grow(long more) {
    if (backendMemory > 0) {
      memory.grow(more);
    }
  }

  // ---- one process

  /** Forks a backend; its login is told when it stands, or that it was refused. */
  void open(Backend backend) {
    if (simulation.now() < downUntil) {
      connections.rejected();
      refused.now(backend);
      return;
    }
    backend.number = processes.size();
    processes.add(backend);
    if (backendMemory > 0) {
      memory.grow(backendMemory);
      if (simulation.now() < downUntil) { // that was too much: the kernel has killed the server
        return;
      }
    }
    if (used >= slots) {
      connections.rejected();
      host.cpu().start(backend, connectCpu, tooMany);
      return;
    }
    used++;
    backend.life = Life.STARTS;
    host.cpu().start(backend, connectCpu, forked);
  }

  private void onRefused(Backend backend) {
    backend.login.unreachable(backend.connection, refusal);
  }

  private void onTooMany(Backend backend) {
    remove(backend);
    refuse(backend, tooManyClients);
  }

  private void refuse(Backend backend, int failure) {
    if (link == null || link.isClear(backend)) {
      backend.login.refused(backend.connection, failure);
    } else {
      link.carry(
          backend,
          () -> backend.login.refused(backend.connection, failure),
          () -> backend.login.unreachable(backend.connection, timedOut));
    }
  }

  private void onForked(Backend backend) {
    backend.timer = authenticated.in(authenticate, backend);
  }

  private void onAuthenticated(Backend backend) {
    if (used > slots - reserved) {
      connections.rejected();
      exit(backend);
      refuse(backend, used > slots - superusers ? superuserSlots : reservedSlots);
    } else {
      connections.served();
      connections.seized();
      backend.admitted = true;
      backend.timer = started.in(start, backend);
    }
  }

  /** It was admitted, and has read its catalogues. */
  private void onStarted(Backend backend) {
    backend.timer = Backend.NONE;
    if (link != null && !link.isClear(backend)) {
      link.carry(backend, () -> onStarted(backend), () -> onUnheard(backend));
      return;
    }
    backend.life = Life.SERVES;
    backend.connection.openedAt(simulation.now());
    backend.login.opened(backend.connection);
  }

  /** Its client never heard that it stands. */
  private void onUnheard(Backend backend) {
    exit(backend);
    backend.login.unreachable(backend.connection, timedOut);
  }

  /** Its session is over; its slot is free when the process has ended. */
  void exit(Backend backend) {
    backend.life = Life.ENDS;
    host.cpu().start(backend, exitCpu, exited);
  }

  private void onExited(Backend backend) {
    remove(backend);
    leaveSlot(backend);
  }

  private void leaveSlot(Backend backend) {
    used--;
    if (backend.admitted) {
      connections.released();
    }
  }

  private void remove(Backend backend) {
    if (backendMemory > 0) {
      memory.grow(-backendMemory);
    }
    Backend last = processes.remove(processes.size() - 1);
    if (last != backend) {
      processes.set(backend.number, last);
      last.number = backend.number;
    }
  }

  // ---- all of them

  /**
   * Tells what each process is at, and whom it serves; then the rows that they have locked.
   *
   * @param kind what they are called
   * @param login only those which that one opened; null: all
   */
  void show(Scene scene, Scene.Kind kind, Login login) {
    for (int i = 0; i < processes.size(); i++) {
      Backend backend = processes.get(i);
      if (login == null || backend.login == login) {
        backend.show(scene, kind, i);
      }
    }
    if (login == null) {
      processes.forEach(backend -> backend.locks.forEach(lock -> lock.show(scene)));
    }
  }

  /** How many slots are taken. */
  int used() {
    return used;
  }

  /** Every session breaks at once, and nobody gets in for so long. */
  void down(long nanos) {
    downUntil = simulation.now() + Math.max(1, nanos);
    while (!processes.isEmpty()) {
      Backend backend = processes.get(processes.size() - 1);
      remove(backend);
      if (backend.onProcessor()) {
        host.cpu().stop(backend);
      }
      simulation.cancel(backend.timer);
      if (link != null && backend.life == Life.STARTS) {
        link.forget(backend);
      }
      if (backend.life != Life.REFUSED) {
        leaveSlot(backend);
      }
      if (backend.life == Life.SERVES) {
        statements.die(backend);
      } else if (backend.life != Life.ENDS) {
        refused.now(backend);
      }
    }
  }
}
