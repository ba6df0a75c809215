package tailback.experiment.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Finding;

/** What stands out in a run, in words, each with the figures that show it. */
public final class Findings {

  private static final List<Rule> RULES =
      List.of(
          new HubBlocked(),
          new OutOfMemory(),
          new BootStorm(),
          new HeavyClient(),
          new RetryStorm(),
          new SocketClosed(),
          new WorkerKilled(),
          new SlotsExhausted(),
          new BacklogOverflow(),
          new Throttled(),
          new Scaled(),
          new ConnectionChurn(),
          new NPlusOne(),
          new SessionQueries(),
          new CpuSaturated(),
          new ColdCache(),
          new CacheStampede(),
          new StaleCache(),
          new IdleInTransaction(),
          new RowLockWait(),
          new PoolWait(),
          new GilContention(),
          new WorkersTaken(),
          new PrivateQueues(),
          new DeadWork(),
          new TaskBacklog(),
          new EffectBeforeCommit(),
          new ReplicaLag(),
          new LostSessions(),
          new FilesMissing());

  /** Causes before what they bring about, in the order of {@link #RULES}. */
  private static final List<String> CAUSES_FIRST =
      List.of(
          "hub-blocked",
          "out-of-memory",
          "boot-storm",
          "heavy-client",
          "retry-storm",
          "credits-exhausted",
          "cpu-quota",
          "autoscale-lag",
          "socket-closed",
          "worker-killed",
          "slots-exhausted",
          "backlog-overflow",
          "cold-cache",
          "cache-stampede",
          "connection-churn",
          "n-plus-one",
          "session-queries",
          "cpu-saturated",
          "idle-in-transaction",
          "row-lock-wait",
          "pool-wait",
          "gil-contention",
          "workers-taken",
          "private-queues",
          "dead-work",
          "task-backlog",
          "effect-before-commit",
          "replica-lag",
          "lost-sessions",
          "files-missing",
          "stale-cache",
          "scaled");

  private Findings() {}

  /** The finding that most likely brought the others about; empty when there is none. */
  public static Optional<Finding> leading(List<Finding> findings) {
    return findings.stream()
        .min(Comparator.comparingInt(finding -> CAUSES_FIRST.indexOf(finding.id())));
  }

  /**
   * The findings of a run, by the second in which they began.
   *
   * @param firsts when something that a part counts first happened, seconds from time zero
   */
  public static List<Finding> of(Results results, ToDoubleFunction<String> firsts) {
    Evidence evidence = new Evidence(results, firsts);
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      rule.look(evidence).forEach(found -> findings.add(inOrder(found)));
    }
    findings.sort(Comparator.comparingDouble(Finding::firstS));
    return findings;
  }

  /**
   * Its figures by name: the order of {@code Map.of} differs from one start of Java to the next.
   */
  private static Finding inOrder(Finding found) {
    return new Finding(
        found.id(),
        found.resource(),
        found.firstS(),
        found.text(),
        Collections.unmodifiableMap(new TreeMap<>(found.evidence())));
  }
}
