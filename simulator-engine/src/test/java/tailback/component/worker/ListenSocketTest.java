package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** The listening socket: backlog + 1 connections wait; then unix refuses, and TCP tries again. */
final class ListenSocketTest {

  private static Trial one(String gunicorn, String nginx, String... rows) {
    return Trial.of(
            """
            duration: 200s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              %s
              gunicorn: { timeout: 0, %s }
            endpoints: { page: [ wait: 300ms ], long: [ wait: 2.5s ], stuck: [ wait: 500s ] }
            """
                .formatted(nginx, gunicorn))
        .free()
        .arrivals(rows);
  }

  @Test
  void backlogOfTwo_holdsThree() {
    Trial trial =
        one(
            "backlog: 2, bind: unix",
            "",
            "at,request",
            "0,page",
            "0,page",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 0.3s", "1: 200 at 0.6s", "2: 200 at 0.9s", "3: 200 at 1.2s", "4: 0 at 0.0s");
    assertThat(trial.all().errors()).containsExactly(java.util.Map.entry("connection refused", 1L));
    assertThat(trial.resource("gunicorn.backlog").rejected()).isEqualTo(1);
  }

  @Test
  void unixSocket_makesNginxAnswer502AtOnce() {
    Trial trial =
        one(
            "backlog: 1, bind: unix",
            "nginx: {}",
            "at,request",
            "0,page",
            "0,page",
            "0,page",
            "0.1,page");
    assertThat(trial.ends()).contains("3: 502 at 0.1s");
    assertThat(trial.all().errors()).containsOnlyKeys("502 Bad Gateway");
  }

  @Test
  void tcp_triesAgainAtTheNextSynAfterThereIsRoom() {
    Trial trial = one("backlog: 1", "", "at,request", "0,long", "0,page", "0,page", "0.07,page");
    assertThat(trial.end(3))
        .as(
            "a slot is free at 2.5 s; the SYNs of the last come at 1.07, 2.07, 3.07 s or a bit later")
        .isBetween(3.4, 3.47);
    assertThat(trial.all().timeInMs().get("gunicorn.syn") * 4).isBetween(3_000.0, 3_096.0);
  }

  @Test
  void tcp_triesAfter1And2And3And4And5And7And11Seconds_orWhatTheTimersAdd() {
    for (double[] each :
        new double[][] {
          {0.5, 1},
          {1.5, 2},
          {2.5, 3},
          {3.5, 4},
          {4.5, 5},
          {5.5, 7},
          {7.5, 11},
          {11.5, 19},
          {19.5, 35},
          {36.5, 67}
        }) {
      Trial trial =
          Trial.of(
                  """
                  duration: 200s
                  traffic: { visitors: { arrivals: trace arrivals.csv } }
                  stack: { gunicorn: { timeout: 0, backlog: 1 } }
                  endpoints: { page: [ wait: 1ms ], first: [ wait: %ss ] }
                  """
                      .formatted(each[0]))
              .free()
              .arrivals("at,request", "0,first", "0,page", "0,page", "0,page");
      double late = each[1] <= 7 ? 0.032 * each[1] : 0.09 * each[1];
      assertThat(trial.end(3) - 0.001).isBetween(each[1], each[1] + late);
    }
  }

  @Test
  void tcp_givesUpAfter131Seconds() {
    Trial trial = one("backlog: 1", "", "at,request", "0,stuck", "0,page", "0,page", "0,page");
    assertThat(trial.ends()).hasSize(1);
    assertThat(trial.end(3))
        .as("eleven timers, the last two late by up to 2 s each")
        .isBetween(131.0, 136.1);
    assertThat(trial.all().errors()).containsOnlyKeys("connection refused");
  }

  @Test
  void latecomer_overtakesTheOneThatTriesAgain() {
    Trial trial =
        one("backlog: 1", "", "at,request", "0,page", "0,page", "0,page", "0.1,page", "0.65,page");
    assertThat(trial.ends())
        .as("the fourth is sent away at 0.1 s; there is room from 0.3 s on")
        .contains("4: 200 at 1.2s");
    assertThat(trial.end(3)).isEqualTo(1.5);
  }

  @Test
  void nginx_answers504WhileConnecting() {
    Trial trial =
        one(
            "backlog: 1",
            "nginx: { proxy_connect_timeout: 2s, proxy_read_timeout: 60s }",
            "at,request",
            "0,stuck",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly("0: 504 at 60.0s", "1: 504 at 60.0s", "2: 504 at 60.0s", "3: 504 at 2.0s");
  }

  @Test
  void abandonedConnect_isNeverAccepted() {
    Trial trial =
        one(
            "backlog: 1",
            "nginx: { proxy_connect_timeout: 2s }",
            "at,request",
            "0,long",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.resource("gunicorn.workers").busyMean() * 200)
        .as("2.5 s and twice 0.3 s, nothing for the one that was given up")
        .isEqualTo(3.1, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void abandonedConnection_thatWaitsInTheBacklog_isWorkedOffInFull() {
    Trial trial =
        one(
            "backlog: 10",
            "nginx: { proxy_read_timeout: 1s }",
            "at,request",
            "0,long",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.all().statuses()).containsOnlyKeys("504");
    assertThat(trial.resource("gunicorn.workers").busyMean() * 200)
        .isEqualTo(3.4, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isEqualTo(4);
  }
}
