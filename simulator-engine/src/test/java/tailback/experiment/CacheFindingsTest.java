package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results.Finding;

/** What the findings say of caches. */
final class CacheFindingsTest {

  private static Trial hot(String guard, String... more) {
    return Trial.of(
            """
            duration: 60s
            traffic: { page: poisson 50/s, edit: poisson 0.1/s }
            stack: { gunicorn: { worker_class: gevent }, postgres: {}, redis: { boot: 0s } }
            endpoints:
              page: [ cache: { key: page, ttl: 5s, %s miss: [ query: { io: 300ms, row: page } ] } ]
              edit: [ query: { write: true, row: page } ]
            """
                .formatted(guard))
        .with(more);
  }

  @Test
  void stampede_isFound_andNotBehindALock() {
    assertThat(hot("").run().findings())
        .filteredOn(found -> found.id().equals("cache-stampede"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.resource()).isEqualTo("redis.keys(page)");
              assertThat(found.firstS()).isLessThan(1);
            });
    assertThat(hot("coalesce: true,").run().findings())
        .extracting(Finding::id)
        .doesNotContain("cache-stampede");
  }

  @Test
  void staleValues_areFound() {
    assertThat(hot("").run().findings()).extracting(Finding::id).contains("stale-cache");
    assertThat(hot("versioned: true,").run().findings())
        .extracting(Finding::id)
        .doesNotContain("stale-cache");
  }

  @Test
  void lossOfAllKeys_isFound() {
    assertThat(hot("", "timeline=[ { at: 30s, do: redis.restart } ]").run().findings())
        .filteredOn(found -> found.id().equals("cold-cache"))
        .singleElement()
        .satisfies(found -> assertThat(found.firstS()).isEqualTo(30));
    assertThat(hot("").run().findings()).extracting(Finding::id).doesNotContain("cold-cache");
  }
}
