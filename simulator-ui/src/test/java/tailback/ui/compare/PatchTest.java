package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.scenario.Change;

/** What differs, in words, in the room that there is. */
final class PatchTest {

  private static final Change POOL = new Change("pgbouncer.default_pool_size", "10", "20");
  private static final Change ADDED =
      new Change(
          "stack.pgbouncer", null, "{pool_mode: transaction, default_pool_size: 20, max: 1000}");
  private static final Change REMOVED = new Change("stack.redis", "{maxmemory: 1GiB}", null);

  private static String fitting(double width, Change... changes) {
    return new Patch(List.of(changes)).fitting(width, String::length);
  }

  @Test
  void setting_goesFromOneToTheOther() {
    assertThat(fitting(100, POOL)).isEqualTo("pgbouncer.default_pool_size 10 → 20");
    assertThat(fitting(100, new Change("traffic.page.retries.budget", null, "10%")))
        .isEqualTo("+ traffic.page.retries.budget 10%");
  }

  @Test
  void part_isAddedOrRemoved() {
    assertThat(fitting(100, new Change("stack.redis", null, "{}"))).isEqualTo("+ redis");
    assertThat(fitting(100, ADDED))
        .isEqualTo("+ pgbouncer {pool_mode: transaction, default_pool_size: 20, max: 1000}");
    assertThat(fitting(100, REMOVED)).isEqualTo("− redis");
  }

  @Test
  void longValue_isShortenedFirst() {
    assertThat(fitting(80, ADDED, REMOVED))
        .isEqualTo("+ pgbouncer {pool_mode: transaction,…     − redis");
  }

  @Test
  void restIsCounted_andStandsInTheLines() {
    Change other = new Change("gunicorn.workers", "4", "8");
    assertThat(fitting(60, POOL, other, REMOVED))
        .isEqualTo("pgbouncer.default_pool_size 10 → 20     and 2 more");
    assertThat(fitting(1, POOL, other))
        .as("one at least")
        .startsWith("pgbouncer")
        .endsWith("1 more");
    assertThat(new Patch(List.of(POOL, other, ADDED)).lines().lines())
        .containsExactly(
            "pgbouncer.default_pool_size 10 → 20",
            "gunicorn.workers 4 → 8",
            "+ pgbouncer {pool_mode: transaction, default_pool_size: 20, max: 1000}");
  }

  @Test
  void noChange_isSaid() {
    assertThat(fitting(100)).isEqualTo("nothing differs");
    assertThat(new Patch(List.of()).lines()).isEqualTo("nothing differs");
  }
}
