package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** One loop, libuv's threads beside it, and a primary that hands connections out in turn. */
final class NodeTest {

  private static Trial node(String settings, String... rows) {
    return Trial.of(
            """
            duration: 10s
            hosts: { api: { cpus: 8 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { node: { host: api, %s } }
            endpoints:
              wait: [ wait: 100ms ]
              block: [ block: 100ms ]
              hash: [ block: { time: 100ms, cpu: true, executor: true } ]
              slices: [ repeat: { times: 3, steps: [ cpu: 10ms, wait: 0ms ] } ]
              page: [ cpu: 10ms ]
            """
                .formatted(settings))
        .free()
        .arrivals(rows);
  }

  @Test
  void whatWaits_harmsNobody_whatBlocks_stopsAll() {
    assertThat(node("cluster: 1", "at,request", "0,wait", "0.01,block", "0.02,page").ends())
        .containsExactly("0: 200 at 0.11s", "1: 200 at 0.11s", "2: 200 at 0.12s");
  }

  @Test
  void libuv_hasFourThreads_theFifthCallWaits() {
    Trial trial =
        node("cluster: 1", "at,request", "0,hash", "0,hash", "0,hash", "0,hash", "0,hash");
    assertThat(trial.ends()).contains("3: 200 at 0.1s", "4: 200 at 0.2s");
    assertThat(trial.resource("node.executor").queueMax()).isEqualTo(1);
    assertThat(
            node(
                    "UV_THREADPOOL_SIZE: 5",
                    "at,request",
                    "0,hash",
                    "0,hash",
                    "0,hash",
                    "0,hash",
                    "0,hash")
                .ends())
        .contains("4: 200 at 0.1s");
  }

  @Test
  void slices_letOthersHaveTheirTurn() {
    assertThat(node("cluster: 1", "at,request", "0,slices", "0.001,slices").ends())
        .as("the second is accepted after the first slice, then they alternate")
        .containsExactly("0: 200 at 0.05s", "1: 200 at 0.06s");
  }

  /** The primary hands a blocked worker one connection, and everything else to its sibling. */
  @Test
  void cluster_handsABlockedWorkerOneConnection() {
    Trial trial =
        node(
            "cluster: 2",
            "at,request",
            "0,block",
            "0.01,page",
            "0.03,page",
            "0.05,page",
            "0.07,page");
    assertThat(trial.ends())
        .contains("1: 200 at 0.02s", "2: 200 at 0.11s", "3: 200 at 0.06s", "4: 200 at 0.08s");
  }
}
