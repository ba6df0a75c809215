package tailback.component.step;

import java.util.List;
import tailback.component.framework.UserSessions;
import tailback.component.framework.UserSessions.Engine;
import tailback.component.store.Cache;
import tailback.program.Step;
import tailback.queueing.Distribution;

/**
 * Links {@code session}: it is loaded when a request first asks for it, and saved after the view
 * and its transaction, before the answer is sent, if it was changed (Django 5.2,
 * contrib/sessions/middleware.py).
 */
final class SessionSteps {

  private final Linker linker;
  private final Code code;
  private final UserSessions sessions;
  private Step.Session used;

  SessionSteps(Linker linker) {
    this.linker = linker;
    code = linker.code();
    sessions = linker.assembly().framework().sessions();
  }

  void session(Step.Session step, String path) {
    used = used == null ? step : used;
    unless(execution -> execution.webSession().isRead(), () -> load(step, path));
    code.add(
        execution -> {
          execution.webSession().read();
          if (step.access() == Step.Access.WRITE) {
            execution.webSession().modify();
          }
          return true;
        });
  }

  private void load(Step.Session step, String path) {
    Engine engine = sessions.engine();
    if (engine.usesCache()) {
      command(false);
    }
    Runnable select =
        () -> {
          asks();
          linker.block(List.of(query(step, "select", false)), path + ".load");
        };
    if (engine == Engine.DB) {
      select.run();
    } else if (engine == Engine.CACHED_DB) {
      unless(
          sessions::find,
          () -> {
            select.run();
            command(true);
          });
    } else if (engine == Engine.CACHE) {
      code.add(
          execution -> {
            sessions.find(execution);
            return true;
          });
    }
  }

  /** At the end of a program: saves the session if one of its steps has changed it. */
  void save(String path) {
    if (used == null) {
      return;
    }
    Engine engine = sessions.engine();
    unless(
        execution -> !sessions.mustSave(execution.webSession()),
        () -> {
          if (engine.usesDatabase()) {
            asks();
            Step update = query(used, "update", true);
            linker.block(
                List.of(new Step.Transaction(List.of(update), 0, false)), path + ".session");
          }
          if (engine.usesCache()) {
            command(true);
          }
        });
  }

  /** The database is asked for the session. */
  private void asks() {
    code.add(
        execution -> {
          sessions.asks();
          return true;
        });
  }

  private Step query(Step.Session step, String cost, boolean write) {
    Distribution time =
        step.time() != null
            ? step.time()
            : Distribution.constant(linker.assembly().cost("django.session." + cost));
    return Step.Query.of(time, write);
  }

  /** A command to the cache, if it is not the memory of the process. */
  private void command(boolean write) {
    if (sessions.cache() == null) {
      return;
    }
    Cache cache = linker.assembly().require(sessions.cache(), Cache.class);
    linker.ask(cache, session -> !write || cache.hasRoom(), execution -> 0);
  }

  private interface Condition {
    boolean holds(tailback.component.worker.Execution execution);
  }

  /** Links what is done unless a condition holds. */
  private void unless(Condition condition, Runnable block) {
    int guard = code.reserve();
    block.run();
    int after = code.here();
    code.set(
        guard,
        execution -> {
          if (condition.holds(execution)) {
            execution.jump(after);
          }
          return true;
        });
  }
}
