package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
