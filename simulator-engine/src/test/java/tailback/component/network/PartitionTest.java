package tailback.component.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** A network that is cut: who is told, and when. */
final class PartitionTest {

  private static Trial trial(String nginx, String timeline, String... rows) {
    return Trial.of(
            """
            duration: 300s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: { %s }
              gunicorn: { workers: 9, timeout: 0 }
            endpoints: { page: [ wait: 1s ], slow: [ wait: 20s ] }
            timeline: [ %s ]
            """
                .formatted(nginx, timeline))
        .free()
        .arrivals(rows);
  }

  @Test
  void newConnections_waitForTheConnectTimeout() {
    Trial trial =
        trial(
            "proxy_connect_timeout: 5s",
            "{ at: 10s, do: gunicorn.partition }",
            "at,request",
            "1,page",
            "11,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 2.0s", "1: 504 at 16.0s");
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isZero();
  }

  @Test
  void connectionsComeIn_withTheNextSynAfterItHeals() {
    Trial trial =
        trial(
            "",
            "{ at: 10s, do: gunicorn.partition }, { at: 15.5s, do: gunicorn.heal }",
            "at,request",
            "11,page",
            "16,page");
    assertThat(trial.ends())
        .as("SYNs at 12, 13, 14, 15 and 16 s")
        .containsExactly("0: 200 at 17.0s", "1: 200 at 17.0s");
    assertThat(trial.all().timeInMs()).containsEntry("gunicorn.unreachable", 2500.0);
  }

  @Test
  void answersUnderWay_areSentAgain_untilTheNetworkIsBack() {
    Trial trial =
        trial(
            "",
            "{ at: 10s, do: gunicorn.partition }, { at: 12s, do: gunicorn.heal }",
            "at,request",
            "9.5,page");
    assertThat(trial.ends())
        .as("first sent at 10.5 s, again 0.2, 0.6, 1.4 and 3 s later")
        .containsExactly("0: 200 at 13.5s");
  }

  @Test
  void whatWasBegun_isDoneForNobody() {
    Trial trial =
        trial(
            "proxy_read_timeout: 5s",
            "{ at: 10s, do: gunicorn.partition }",
            "at,request",
            "9,slow");
    assertThat(trial.ends()).containsExactly("0: 504 at 14.0s");
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isEqualTo(1);
  }

  @Test
  void aResetIsLost_andTheSenderGoesOnWaiting() {
    Trial trial =
        trial(
            "proxy_read_timeout: 30s",
            "{ at: 10s, do: gunicorn.partition }, { at: 11s, do: gunicorn.quit },"
                + " { at: 12s, do: gunicorn.heal }",
            "at,request",
            "9,slow");
    assertThat(trial.ends()).containsExactly("0: 504 at 39.0s");
  }

  @Test
  void theSenderGivesUp_after131Seconds() {
    Trial trial =
        trial(
            "proxy_connect_timeout: 200s",
            "{ at: 1s, do: gunicorn.partition }",
            "at,request",
            "2,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 133.0s");
  }

  @Test
  void oneReplica_mayBeCutOff() {
    Trial trial =
        trial(
                "proxy_connect_timeout: 2s",
                "{ at: 10s, do: 'gunicorn[2].partition' }",
                "at,request",
                "11,page",
                "11,page")
            .with("gunicorn.replicas=2");
    assertThat(trial.all().statuses()).containsEntry("200", 2L);
    assertThat(trial.ends()).contains("1: 200 at 14.0s");
  }
}
