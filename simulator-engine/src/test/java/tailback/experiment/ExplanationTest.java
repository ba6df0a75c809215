package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Spare;
import tailback.experiment.result.Explained.Starved;
import tailback.experiment.result.Explained.Untried;
import tailback.experiment.result.Explained.Verdict;
import tailback.scenario.CostTable;

final class ExplanationTest {

  /** Two workers that wait most of the time, in front of a service that has no limit. */
  private static final String WAITING =
      """
      duration: 20s
      hosts: { app: { cpus: 2 } }
      traffic: { page: poisson 12/s }
      stack: { gunicorn: { host: app, workers: 2 }, api: { kind: service, time: exponential 200ms } }
      endpoints: { page: [ cpu: 2ms, call: api ] }
      """;

  @TempDir Path folder;

  private Explanation of(String yaml, String... sets) throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), yaml);
    return new Explanation(file, List.of(sets), CostTable.read());
  }

  @Test
  void resourceThatRequestsWaitFor_isTheBottleneck() throws IOException {
    Explained explained = of(WAITING + "expect: [ p95(page) > 1s ]\n").run();
    Relieved first = explained.ranking().get(0);
    assertThat(first.relieves()).isEqualTo("gunicorn.workers");
    assertThat(first.verdict()).isEqualTo(Verdict.ENDS);
    assertThat(first.sets()).containsExactly("gunicorn.workers=8");
    assertThat(first.after()).isLessThan(first.before() / 3);
    assertThat(first.ci95().upper()).isNegative();
    assertThat(explained.objective().measure()).isEqualTo("p95(page)");
    assertThat(explained.objective().holds()).isTrue();
    assertThat(explained.shorter()).extracting(Relieved::relieves).containsExactly("api.time");
  }

  @Test
  void coldCpu_isTriedOrNeverFull_andChangesNothing() throws IOException {
    Explained explained = of(WAITING).run();
    assertThat(explained.ranking())
        .filteredOn(each -> each.relieves().equals("app.cpu"))
        .allMatch(each -> each.verdict() == Verdict.NOTHING);
    assertThat(of(WAITING, "hosts.app.cpus=8").run().spare())
        .extracting(Spare::resource)
        .contains("app.cpu");
  }

  @Test
  void withTheFirstRelieved_theNextIsFound() throws IOException {
    Explained explained = of(WAITING, "api.concurrency=3", "gunicorn.workers=1").run();
    assertThat(explained.ranking().get(0).relieves()).isEqualTo("gunicorn.workers");
    assertThat(explained.next().get(0).relieves()).isEqualTo("api.calls");
    assertThat(explained.next().get(0).before()).isEqualTo(explained.ranking().get(0).after());
  }

  @Test
  void atNothing_thereIsNothingNext() throws IOException {
    Explained explained =
        of(WAITING + "expect: [ errors > 5% ]\n", "traffic.page.timeout=600ms", "api.time=200ms")
            .run();
    assertThat(explained.ranking().get(0).after()).isZero();
    assertThat(explained.next()).isEmpty();
  }

  /** Two processes on two cores that both compute all the time: neither alone is enough. */
  @Test
  void whereNoneIsEnoughAlone_twoAreTriedTogether() throws IOException {
    Explained explained =
        of("""
                duration: 20s
                hosts: { app: { cpus: 2 } }
                traffic: { page: poisson 50/s }
                stack: { gunicorn: { host: app, workers: 2 } }
                endpoints: { page: [ cpu: 60ms ] }
                expect: [ p95(page) > 500ms ]
                """)
            .run();
    assertThat(explained.ranking())
        .extracting(Relieved::relieves)
        .contains("app.cpu", "gunicorn.workers");
    assertThat(explained.ranking()).noneMatch(Relieved::isWorthwhile);
    Relieved both = explained.together().get(0);
    assertThat(both.relieves().split(" \\+ "))
        .containsExactlyInAnyOrder("app.cpu", "gunicorn.workers");
    assertThat(both.sets()).containsExactlyInAnyOrder("hosts.app.cpus=8", "gunicorn.workers=8");
    assertThat(both.verdict()).isEqualTo(Verdict.ENDS);
    assertThat(explained.next()).isEmpty();
  }

  @Test
  void fewerProcesses_areTriedWhereTheCpuIsCrowded() throws IOException {
    String computing =
        """
        duration: 20s
        hosts: { app: { cpus: 2 } }
        traffic: { page: poisson %d/s }
        stack: { gunicorn: { host: app, workers: 32 } }
        endpoints: { page: [ cpu: exponential 40ms ] }
        """;
    Explained crowded = of(computing.formatted(46)).run();
    assertThat(crowded.fewer())
        .extracting(Relieved::relieves, Relieved::sets)
        .containsExactly(tuple("gunicorn.workers", List.of("gunicorn.workers=8")));
    assertThat(of(computing.formatted(10)).run().fewer()).isEmpty();
  }

  /** A worker with room for one connection serves it, and the other endpoint never gets in. */
  @Test
  void whatStarvesAnEndpoint_comesAtAPrice() throws IOException {
    Explained explained =
        of("""
                duration: 30s
                hosts: { app: { cpus: 2 } }
                traffic:
                  sockets: { websocket: { connections: 40, messages: { click: closed think exponential 200ms } } }
                  others: { arrivals: constant 1/s, requests: { report: 100% } }
                stack: { gunicorn: { host: app, worker_class: gevent, worker_connections: 100 } }
                endpoints: { click: [ cpu: 1ms ], report: [ block: 900ms ] }
                expect: [ p95(click) > 300ms ]
                """)
            .run();
    Relieved fewer = explained.fewer().get(0);
    assertThat(fewer.sets()).containsExactly("gunicorn.worker_connections=25");
    assertThat(fewer.after()).isLessThan(fewer.before() / 2);
    assertThat(fewer.verdict()).isEqualTo(Verdict.COSTS);
    assertThat(fewer.starved()).extracting(Starved::endpoint).contains("report");
  }

  @Test
  void limitThatNeverShowed_isToldWithItsCount() throws IOException {
    assertThat(of(WAITING).run().unmet())
        .contains(new Untried("gunicorn.timeout", "timeout 30 → 120", "0 kills"))
        .contains(new Untried("gunicorn.backlog", "backlog 2048 → 8192", "0 rejected"));
  }

  @Test
  void idleStack_hasNoBottleneck() throws IOException {
    Explained explained =
        of(WAITING, "traffic.page.arrivals=poisson 1/s", "gunicorn.workers=8").run();
    assertThat(explained.ranking()).noneMatch(Relieved::isWorthwhile);
    assertThat(explained.next()).isEmpty();
  }

  /** A longer backlog answers more, and later. */
  @Test
  void whatMakesSomethingElseWorse_comesAtAPrice() throws IOException {
    Explained explained =
        of(
                WAITING + "expect: [ errors > 5% ]\n",
                "gunicorn.bind=unix",
                "gunicorn.backlog=4",
                "stack.nginx={}")
            .run();
    assertThat(explained.objective().measure()).isEqualTo("errors");
    assertThat(explained.ranking())
        .filteredOn(each -> each.relieves().equals("gunicorn.backlog"))
        .allMatch(each -> each.verdict() == Verdict.COSTS || each.verdict() == Verdict.NOTHING)
        .isNotEmpty();
    assertThat(explained.ranking().get(0).relieves()).isEqualTo("gunicorn.workers");
  }

  @Test
  void withoutExpectations_itIsTheP95_orTheErrorsWhereManyFail() throws IOException {
    assertThat(of(WAITING).run().objective().measure()).isEqualTo("p95");
    String impatient = "traffic.page.timeout=300ms";
    assertThat(of(WAITING, impatient).run().objective().measure()).isEqualTo("errors");
  }

  @Test
  void expectationThatSaysHowBadItIs_isTheSymptom() throws IOException {
    assertThat(symptom("errors == 0, p50(page) > 10ms, utilisation(app.cpu) < 90%, max > 1s"))
        .isEqualTo("max > 1s");
    assertThat(symptom("p50(page) > 10ms, rate(page) < 1000/s")).isEqualTo("p50(page) > 10ms");
    assertThat(symptom("rate(page) between 1/s and 100/s, statuses(502) between 5% and 9%"))
        .isEqualTo("statuses(502) between 5% and 9%");
    assertThat(symptom("p95(page) < 9s, mean between 1ms and 9s, errors between 0% and 1%"))
        .isEmpty();
  }

  private String symptom(String expectations) throws IOException {
    return of(WAITING + "expect: [ " + expectations + " ]\n", "duration=1s")
        .run()
        .objective()
        .symptom();
  }

  @Test
  void itIsTheSame_onAnyNumberOfThreads() throws IOException {
    Explained one = of(WAITING).threads(1).run();
    Explained four = of(WAITING).threads(4).run();
    assertThat(four.ranking()).isEqualTo(one.ranking());
    assertThat(four.next()).isEqualTo(one.next());
  }

  @Test
  void cutShort_itKeepsWhatWasRun_andSaysSo() throws IOException {
    assertThatThrownBy(() -> of(WAITING).goOn(() -> false).run())
        .isInstanceOf(CancellationException.class);
    int[] left = {2_500}; // asked 400 times a run: the scenario itself, once and in five pairs
    Explained some = of(WAITING).threads(1).goOn(() -> left[0]-- > 0).run();
    assertThat(some.complete()).isFalse();
  }
}
