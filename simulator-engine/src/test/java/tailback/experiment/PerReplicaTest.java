package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results;

/** Replicas are pooled under the part's name; {@code --per-replica} adds each by itself. */
final class PerReplicaTest {

  private static final String SCENARIO =
      """
      title: Three replicas
      duration: 20s
      hosts: { app: { cpus: 2 } }
      traffic: { page: poisson 60/s }
      stack:
        nginx: {}
        gunicorn: { host: app, replicas: 3, worker_class: gthread, workers: 2, threads: 4 }
      endpoints: { page: [ cpu: exponential 20ms, wait: exponential 100ms ] }
      """;

  private static Results run(boolean perReplica) {
    return Trial.of(SCENARIO).experiment().perReplica(perReplica).run();
  }

  @Test
  void replicas_addUpToTheirPart() {
    Results results = run(true);
    for (String thing : new String[] {"gunicorn#.threads", "app#.cpu", "app#.gil"}) {
      var pooled = results.resources().get(thing.replace("#", ""));
      double busy = 0;
      long arrivals = 0;
      int capacity = 0;
      for (int replica = 1; replica <= 3; replica++) {
        var own = results.resources().get(thing.replace("#", "[" + replica + "]"));
        assertThat(own.busyMean()).as(thing).isPositive();
        busy += own.busyMean();
        arrivals += own.arrivals();
        capacity += own.capacity();
      }
      assertThat(pooled.busyMean()).as(thing).isEqualTo(busy, within(1e-9));
      assertThat(pooled.arrivals()).as(thing).isEqualTo(arrivals);
      assertThat(pooled.capacity()).as(thing).isEqualTo(capacity);
    }
  }

  private static Offset<Double> within(double value) {
    return Offset.offset(value);
  }

  @Test
  void lookingCloser_changesNothing() {
    Results pooled = run(false);
    Results closer = run(true);
    assertThat(pooled.resources()).doesNotContainKey("gunicorn[1].threads");
    assertThat(closer.all().latencyMs()).isEqualTo(pooled.all().latencyMs());
    assertThat(closer.events()).isEqualTo(pooled.events());
    pooled
        .resources()
        .forEach((name, resource) -> assertThat(closer.resources()).containsEntry(name, resource));
  }
}
