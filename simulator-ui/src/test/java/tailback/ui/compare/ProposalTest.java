package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.scenario.Problem;
import tailback.ui.Session;

/** What a session can be compared with. */
final class ProposalTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            title: Small
            duration: 10s
            warmup: 1s
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 40/s }
            stack:
              nginx: {}
              gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4 }
            endpoints: { page: [ cpu: 10ms, wait: 60ms ] }
            what_if:
              more workers: { gunicorn.workers: 4, nginx.worker_connections: 2048 }
              a cache:
                verdict: wrong
                set: { stack.redis: {} }
            """);
  }

  private Session session(String... sets) {
    return new Session(file, List.of(List.of(sets)));
  }

  @Test
  void variants_sayWhatTheyChange() {
    try (Session session = session()) {
      List<Proposal> all = Proposal.of(session);
      assertThat(all).extracting(Proposal::name).containsExactly("more workers", "a cache");
      assertThat(all.get(0).patch().lines().lines())
          .containsExactly("nginx.worker_connections 512 → 2048", "gunicorn.workers 2 → 4");
      assertThat(all.get(1).patch().lines()).isEqualTo("+ redis");
      assertThat(all.get(1).runs()).containsExactly(List.of(), List.of("stack.redis={}"));
    }
  }

  @Test
  void settings_stayOnBothSides_andTheFileCanBeComparedWith() {
    try (Session session = session("gunicorn.threads=8")) {
      List<Proposal> all = Proposal.of(session);
      assertThat(all.get(0).patch().lines()).doesNotContain("threads");
      assertThat(all.get(0).runs().get(0)).containsExactly("gunicorn.threads=8");
      Proposal file = all.get(2);
      assertThat(file.patch().lines()).isEqualTo("gunicorn.threads 4 → 8");
      assertThat(file.runs()).containsExactly(List.of(), List.of("gunicorn.threads=8"));
    }
  }

  @Test
  void whatWasChangedOnTheWay_canBeComparedFromTheStart() throws Exception {
    try (Session session = session()) {
      session.start(text -> {}, () -> {});
      session.player().turn("traffic.page=poisson 80/s").get(30, TimeUnit.SECONDS);
      session.player().perform("gunicorn.reload").get(30, TimeUnit.SECONDS);
      Proposal changed = Proposal.of(session).get(2);
      assertThat(changed.patch().lines())
          .isEqualTo("traffic.page.arrivals poisson 40/s → poisson 80/s");
    }
  }

  @Test
  void ownSettings_areReadOrExplained() {
    try (Session session = session()) {
      Proposal own = Proposal.own(session, " gunicorn.workers=8 ; traffic.page=poisson 80/s;");
      assertThat(own.patch().lines().lines())
          .containsExactly(
              "traffic.page.arrivals poisson 40/s → poisson 80/s", "gunicorn.workers 2 → 8");
      assertThat(own.runs().get(1))
          .containsExactly("gunicorn.workers=8", "traffic.page=poisson 80/s");
      assertThatThrownBy(() -> Proposal.own(session, "gunicron.workers=8"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("gunicorn");
      assertThatThrownBy(() -> Proposal.own(session, "gunicorn.workers=many"))
          .isInstanceOf(Problem.class);
    }
  }

  @Test
  void runsWithOtherWarmUps_haveOneTimeZero() {
    try (Session session = new Session(file, List.of(List.of(), List.of("warmup=3s")))) {
      var decks = session.player().decks();
      assertThat(decks.get(0).playback().timeZero())
          .isEqualTo(decks.get(1).playback().timeZero())
          .isEqualTo(3_000_000_000L);
    }
  }
}
