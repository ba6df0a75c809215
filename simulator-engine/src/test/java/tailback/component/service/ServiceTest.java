package tailback.component.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** A service of somebody else: as many calls as it likes, or so many, and callers that give up. */
final class ServiceTest {

  private static Trial calls(String service, String call, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gevent, timeout: 0 }
              payments: { kind: service, %s }
            endpoints: { page: [ call: { to: payments %s } ] }
            """
                .formatted(service, call))
        .free()
        .arrivals(rows);
  }

  @Test
  void withoutLimit_nobodyWaits() {
    Trial trial = calls("time: 1s", "", "at,request", "0,page", "0,page", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s", "2: 200 at 1.0s");
    assertThat(trial.resource("payments.calls").capacity()).isZero();
    assertThat(trial.resource("payments.calls").utilisation()).isZero();
    assertThat(trial.resource("payments.calls").busyMax()).isEqualTo(3);
  }

  @Test
  void concurrency_letsTheOthersWaitInOrder() {
    Trial trial = calls("time: 1s, concurrency: 2", "", "at,request", "0,page", "0,page", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s", "2: 200 at 2.0s");
    assertThat(trial.all().timeInMs().get("payments.wait") * 3).isEqualTo(1000);
  }

  @Test
  void blockingLibrary_keepsTheHub_soThatCallsGoOneAfterTheOther() {
    String[] rows = {"at,request", "0,page", "0,page", "0,page"};
    assertThat(calls("time: 1s", ", driver: blocking", rows).ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 2.0s", "2: 200 at 3.0s");
    assertThat(
            calls("time: 1s", ", driver: blocking", rows)
                .with("gunicorn.worker_class=gthread", "gunicorn.threads=3")
                .ends())
        .as("a thread drops the GIL")
        .containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s", "2: 200 at 1.0s");
  }

  @Test
  void callersTimeout_endsItsWait_andTheSlotStaysTaken() {
    Trial trial =
        calls(
            "time: 5s, concurrency: 1",
            ", timeout: 2s",
            "at,request",
            "0,page",
            "4,page",
            "6,page");
    assertThat(trial.ends())
        .as("the first call lasts until 5 s, the second, long given up, until 10 s")
        .containsExactly("0: 500 at 2.0s", "1: 500 at 6.0s", "2: 500 at 8.0s");
    assertThat(trial.all().errors()).containsOnlyKeys("requests.exceptions.ReadTimeout: payments");
    assertThat(trial.resource("payments.calls").busyMean() * 100)
        .isEqualTo(15, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void failure_isAnErrorAfterTheCall() {
    Trial trial = calls("time: 1s, failure: 100%", "", "at,request", "0,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 1.0s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("requests.exceptions.HTTPError: 500 Server Error from payments");
  }

  @Test
  void failure_isAShareOfCalls() {
    String[] rows = new String[2001];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i / 1000.0 + ",page";
    }
    Trial trial = calls("time: 1ms, failure: 10%", "", rows);
    assertThat(trial.all().failed()).as("200 ± 4 standard deviations").isBetween(146L, 254L);
  }

  @Test
  void callMayTakeATimeOfItsOwn() {
    assertThat(calls("time: 1s", ", time: 3s", "at,request", "0,page").ends())
        .containsExactly("0: 200 at 3.0s");
  }

  @Test
  void settings_changeWhileTheRunGoesOn() {
    Trial trial =
        calls(
                "time: 1s, concurrency: 1",
                "",
                "at,request",
                "0,page",
                "0,page",
                "0,page",
                "10,page",
                "10,page")
            .with(
                "timeline=[ { at: 500ms, set: { payments.concurrency: 0 } },"
                    + " { at: 5s, set: { payments.time: 2s } },"
                    + " { at: 6s, set: { payments.concurrency: 1 } } ]");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 1.0s",
            "1: 200 at 1.5s",
            "2: 200 at 1.5s",
            "3: 200 at 12.0s",
            "4: 200 at 14.0s");
    assertThat(trial.resource("payments.calls").capacity()).isEqualTo(1);
  }

  @Test
  void twoCallsOfARequest_areDrawnApart() {
    Trial trial =
        Trial.of(
                """
                duration: 4000s
                traffic: { page: constant 5/s }
                stack:
                  gunicorn: { worker_class: gevent, timeout: 0 }
                  payments: { kind: service, time: exponential 100ms }
                endpoints: { page: [ call: payments, call: payments ] }
                """)
            .free();
    // Erlang of two stages with mean 200 ms: its 99th percentile is 664 ms; twice one draw has 921
    // ms
    assertThat(trial.all().latencyMs().p99()).isBetween(630.0, 700.0);
  }
}
