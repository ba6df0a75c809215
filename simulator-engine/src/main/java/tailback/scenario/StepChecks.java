package tailback.scenario;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.framework.Django;
import tailback.component.framework.Flask;
import tailback.component.queue.Rq;
import tailback.program.Step;
import tailback.program.TraceColumn;

/** Checks that what the steps of endpoints and tasks talk to is there. */
final class StepChecks {

  /** A row that can be locked takes some 150 bytes. */
  private static final int MOST_ROWS = 1_000_000;

  /** A key of a cache takes some 30 bytes. */
  private static final int MOST_KEYS = 10_000_000;

  private final Deployment deployment;
  private final Checks checks;
  private final Binder binder;
  private final Map<String, Step.Cache> caches = new LinkedHashMap<>();
  private final Set<String> rows = new LinkedHashSet<>();

  /** Whether every statement is inside a transaction. */
  private boolean autobegins;

  StepChecks(Deployment deployment, Checks checks, Binder binder) {
    this.deployment = deployment;
    this.checks = checks;
    this.binder = binder;
  }

  /** Checks the steps of every endpoint and task. */
  void all() {
    deployment.endpoints().values().forEach(this::names);
    deployment.tasks().values().forEach(this::names);
    for (Part part : deployment.stack()) {
      if (part.settings() instanceof Django.Settings django) {
        django(part, django);
      }
    }
    deployment.tasks().values().forEach(this::withoutSessions);
    boolean atomic = framework(Django.Settings.class, Django.Settings::atomicRequests);
    autobegins = framework(Flask.Settings.class, flask -> flask.sqlalchemyEngineOptions() != null);
    deployment.endpoints().values().forEach(steps -> each(steps, atomic));
    deployment.tasks().values().forEach(steps -> each(steps, false));
  }

  private void names(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Cache cache && !cache.isByChance() && cache.key() != null) {
        caches.putIfAbsent(cache.key(), cache);
      } else if (step instanceof Step.Lock lock) {
        rows.add(lock.row());
      } else if (step instanceof Step.Query query && query.row() != null) {
        rows.add(query.row());
      }
      Names.within(step).forEach(this::names);
    }
  }

  private void withoutSessions(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Session) {
        throw new Problem(
            binder.place(step, ""),
            "a session in a task: a task has no user",
            "let the endpoint read it, and hand over what the task needs");
      }
      Names.within(step).forEach(this::withoutSessions);
    }
  }

  /** The database must be there, if it keeps the sessions. */
  private void session(Step step) {
    if (framework(Django.Settings.class, django -> django.engine().usesDatabase())) {
      reaches(step, null, "session", "database");
    }
  }

  /** What keeps the sessions must be known. */
  private void django(Part part, Django.Settings django) {
    if (django.engine() == null) {
      throw new Problem(
          binder.place(django, "SESSION_ENGINE"),
          "SESSION_ENGINE of "
              + part.name()
              + ": "
              + Words.quote(django.sessionEngine())
              + " is no backend",
          "write db, cache, cached_db, signed_cookies or jwt");
    }
    boolean named = django.caches() != null && !django.isLocMem();
    if (named && !checks.withRole("cache").contains(django.caches())) {
      throw new Problem(
          binder.place(django, "CACHES"),
          "CACHES of "
              + part.name()
              + ": there is no cache "
              + Words.quote(django.caches())
              + " in the stack",
          "write the name of one, or locmem");
    }
  }

  private <S extends Record> boolean framework(Class<S> settings, Predicate<S> says) {
    return deployment.stack().stream()
        .map(Part::settings)
        .anyMatch(each -> settings.isInstance(each) && says.test(settings.cast(each)));
  }

  private void each(List<Step> steps, boolean inTransaction) {
    for (Step step : steps) {
      columns(step);
      if (step instanceof Step.Query query) {
        reaches(step, query.via(), "query", "database", "pool");
        rows(step, query.keys());
        scan(query);
      } else if (step instanceof Step.Transaction transaction) {
        reaches(step, null, "transaction", "database");
        if (inTransaction && transaction.rollback() > 0) {
          throw new Problem(
              binder.place(transaction, "rollback"),
              "a transaction inside another cannot roll back by itself: savepoints are not modelled",
              "give 'rollback' to the outer transaction");
        }
        each(transaction.steps(), true);
      } else if (step instanceof Step.Lock lock) {
        lock(lock, inTransaction);
      } else if (step instanceof Step.Set set) {
        reaches(step, null, "set", "database");
        local(set, inTransaction);
      } else if (step instanceof Step.AdvisoryLock lock) {
        advisory(lock);
        each(lock.steps(), inTransaction);
      } else if (step instanceof Step.Listen listen) {
        reaches(step, null, "listen", "database");
        outside(listen, inTransaction);
      } else if (step instanceof Step.Notify) {
        reaches(step, null, "notify", "database");
      } else if (step instanceof Step.OnCommit onCommit) {
        each(onCommit.steps(), false);
      } else if (step instanceof Step.Cache cache) {
        cache(cache);
        each(cache.miss() == null ? List.of() : cache.miss(), inTransaction);
      } else if (step instanceof Step.CacheSet set) {
        reaches(step, set.via(), "cache_set", "cache");
        stored(step, set.key(), set.via());
      } else if (step instanceof Step.CacheDelete delete) {
        reaches(step, delete.via(), "cache_delete", "cache");
        stored(step, delete.key(), delete.via());
      } else if (step instanceof Step.CacheCommand command) {
        reaches(step, command.via(), "cache_command", "cache");
      } else if (step instanceof Step.Call call) {
        names(step, "to", call.to(), "call", "service");
      } else if (step instanceof Step.Session) {
        session(step);
      } else if (step instanceof Step.Put put) {
        names(step, "object_store", put.objectStore(), "put", "object store");
      } else if (step instanceof Step.Get get) {
        names(step, "object_store", get.objectStore(), "get", "object store");
      } else if (step instanceof Step.Enqueue enqueue) {
        enqueue(enqueue);
      } else if (step instanceof Step.Repeat repeat) {
        each(repeat.steps(), inTransaction);
      } else if (step instanceof Step.Parallel parallel) {
        parallel(parallel, inTransaction);
      } else if (step instanceof Step.Choose choose) {
        choose.ways().forEach(way -> each(way.steps(), inTransaction));
      }
    }
  }

  private void parallel(Step.Parallel parallel, boolean inTransaction) {
    if (inTransaction) {
      throw new Problem(
          binder.place(parallel, ""),
          "a parallel inside a transaction: it is on one connection, which does one thing at a time",
          "give each branch a transaction of its own");
    }
    parallel.branches().forEach(this::withoutSession);
    parallel.branches().forEach(branch -> each(branch, false));
  }

  private void withoutSession(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Session) {
        throw new Problem(
            binder.place(step, ""),
            "a session inside a parallel: it belongs to the request, not to one of its branches",
            "put it before or after");
      }
      Names.within(step).forEach(this::withoutSession);
    }
  }

  private void lock(Step.Lock lock, boolean inTransaction) {
    reaches(lock, null, "lock", "database");
    if (!inTransaction && !autobegins) {
      throw new Problem(
          binder.place(lock, ""),
          "a lock outside a transaction",
          "Django would raise TransactionManagementError; put it inside 'transaction: [ … ]'");
    }
    rows(lock, lock.keys());
    if (lock.nowait() && lock.skipLocked()) {
      throw new Problem(
          binder.place(lock, "skip_locked"),
          "a lock that is both nowait and skip_locked",
          "Django would raise ValueError; choose one");
    }
  }

  private void local(Step.Set set, boolean inTransaction) {
    if (set.local() && !inTransaction && !autobegins) {
      throw new Problem(
          binder.place(set, "local"),
          "SET LOCAL outside a transaction",
          "Postgres would warn, and set nothing; put it inside 'transaction: [ … ]'");
    }
  }

  private void advisory(Step.AdvisoryLock lock) {
    reaches(lock, null, "advisory_lock", "database");
    rows(lock, lock.keys());
    if (rows.contains(lock.key())) {
      throw new Problem(
          binder.place(lock, "key"),
          Words.quote(lock.key()) + " is the name of a kind of row",
          "give the advisory lock another name, so that postgres.lock(" + lock.key() + ") is one");
    }
  }

  private void outside(Step.Listen listen, boolean inTransaction) {
    if (inTransaction) {
      throw new Problem(
          binder.place(listen, ""),
          "a listen inside a transaction, which is told nothing before it ends",
          "put it before or after");
    }
  }

  private void scan(Step.Query query) {
    if (!query.index() && query.rows() == 0) {
      throw new Problem(
          binder.place(query, "index"),
          "a query without an index reads the whole table, and 'rows' does not say how many there are");
    }
  }

  private void rows(Step step, int keys) {
    if (keys < 1) {
      throw new Problem(
          binder.place(step, "keys"),
          "keys of "
              + (step instanceof Step.Query
                  ? "query: there must be at least one row"
                  : step instanceof Step.Lock
                      ? "lock: there must be at least one row"
                      : "advisory_lock: there must be at least one"));
    }
    few(step, keys, MOST_ROWS);
  }

  /** Each key is kept account of. */
  private void few(Step step, int keys, int most) {
    if (keys > most) {
      throw new Problem(
          binder.place(step, "keys"),
          "keys: " + keys + " are more than a run can keep account of",
          "at most " + most + " of a kind");
    }
  }

  private void cache(Step.Cache cache) {
    reaches(cache, cache.via(), "cache", "cache");
    if (cache.isByChance()) {
      for (String key :
          List.of("keys", "skew", "coalesce", "early", "stale", "beta", "versioned", "size")) {
        if (binder.has(cache, key)) {
          throw new Problem(
              binder.place(cache, key),
              key + " of a cache that stores nothing",
              "give it a 'ttl' as well: how long it keeps a value");
        }
      }
      return;
    }
    if (binder.has(cache, "hit")) {
      throw new Problem(
          binder.place(cache, "hit"),
          "a cache step has either 'hit', by chance, or 'ttl', and then it is found out");
    }
    if (cache.key() == null) {
      throw new Problem(
          binder.place(cache, "ttl"), "a cache that stores keys needs a 'key'", "name their kind");
    }
    if (cache.keys() < 1) {
      throw new Problem(binder.place(cache, "keys"), "keys of cache: there must be at least one");
    }
    few(cache, cache.keys(), MOST_KEYS);
    if (cache.poll().isZero()) {
      throw new Problem(binder.place(cache, "poll"), "poll of cache: it must be above 0");
    }
    Step.Cache first = caches.get(cache.key());
    if (first.keys() != cache.keys()
        || first.skew() != cache.skew()
        || !first.size().equals(cache.size())) {
      throw new Problem(
          binder.place(cache, first.keys() != cache.keys() ? "keys" : "skew"),
          "another step has other keys of the kind " + Words.quote(cache.key()),
          "give both the same 'keys', 'skew' and 'size'");
    }
  }

  private void stored(Step step, String key, String via) {
    if (!caches.containsKey(key)) {
      throw new Problem(
          binder.place(step, "key"),
          "no cache step stores a key " + Words.quote(key),
          caches.isEmpty()
              ? "write such as 'cache: { key: page, ttl: 60s, miss: [ … ] }'"
              : Words.suggest(key, caches.keySet()));
    }
    String there = cache(caches.get(key).via());
    String asked = cache(via);
    if (!asked.equals(there)) {
      throw new Problem(
          binder.place(step, via == null ? "key" : "via"),
          "keys " + Words.quote(key) + " are stored in " + there + ", not in " + asked,
          "write 'via: " + there + "'");
    }
  }

  private String cache(String via) {
    return via != null ? via : checks.withRole("cache").get(0);
  }

  private void enqueue(Step.Enqueue enqueue) {
    names(enqueue, "queue", enqueue.queue(), "enqueue", "queue");
    if (!deployment.tasks().containsKey(enqueue.task())) {
      throw new Problem(
          binder.place(enqueue, "task"),
          "unknown task " + Words.quote(enqueue.task()) + " of enqueue",
          deployment.tasks().isEmpty()
              ? "there are no tasks; say under 'tasks:' what it does"
              : Words.suggest(enqueue.task(), deployment.tasks().keySet()));
    }
    for (Part part : deployment.stack()) {
      if (part.name().equals(enqueue.queue()) && part.settings() instanceof Rq.Settings rq) {
        job(enqueue, part.name(), rq);
      } else if (part.name().equals(enqueue.queue()) && enqueue.queueName() != null) {
        throw new Problem(
            binder.place(enqueue, "queue_name"),
            "queue_name of enqueue: " + part.name() + " has one queue",
            "give another queue, with workers of its own, a part of its own");
      }
    }
  }

  private void job(Step.Enqueue enqueue, String part, Rq.Settings rq) {
    if (enqueue.priority() != null) {
      throw new Problem(
          binder.place(enqueue, "priority"),
          "priority of enqueue: jobs of " + part + " have none",
          "write queue_name, and queues: [ high, default ] of " + part);
    }
    String name = enqueue.queueName() == null ? Rq.DEFAULT_QUEUE : enqueue.queueName();
    if (!rq.served().contains(name)) {
      throw new Problem(
          binder.place(enqueue, "queue_name"),
          "no worker of " + part + " serves the queue " + Words.quote(name),
          "its queues are " + Words.list(rq.served()));
    }
    if (!enqueue.countdown().isZero() && !rq.withScheduler()) {
      throw new Problem(
          binder.place(enqueue, "countdown"),
          "a countdown of enqueue: nobody would begin the job without the scheduler of " + part,
          "write with_scheduler: true");
    }
  }

  /** The part that is meant without a name, or named by {@code via}. */
  private void reaches(Step step, String via, String what, String... roles) {
    if (via != null) {
      names(step, "via", via, what, roles);
    } else if (checks.withRole(roles[0]).isEmpty()) {
      throw new Problem(
          binder.place(step, ""),
          "a " + what + ", but there is no " + roles[0] + " in the stack",
          "add one of kind " + Words.list(checks.kinds(roles[0])));
    }
  }

  private void names(Step step, String key, String name, String what, String... roles) {
    List<String> possible = checks.withRole(roles);
    if (possible.contains(name)) {
      return;
    }
    boolean there = deployment.stack().stream().anyMatch(part -> part.name().equals(name));
    throw new Problem(
        binder.place(step, key),
        key
            + " of "
            + what
            + ": "
            + (there
                ? Words.quote(name) + " is not a " + String.join(" or a ", roles)
                : "there is no part " + Words.quote(name)),
        possible.isEmpty()
            ? "add one of kind " + Words.list(checks.kinds(roles))
            : Words.suggest(name, possible));
  }

  private void columns(Step step) {
    for (String key : Shape.of(((Record) step).getClass()).names()) {
      if (Components.value((Record) step, key) instanceof TraceColumn trace
          && !checks.columns().contains(trace.column())) {
        throw new Problem(
            binder.place(step, key),
            "no traffic follows a trace with a column " + Words.quote(trace.column()),
            checks.columns().isEmpty()
                ? "write such as 'arrivals: trace file.csv'"
                : Words.suggest(trace.column(), checks.columns()));
      }
    }
  }
}
