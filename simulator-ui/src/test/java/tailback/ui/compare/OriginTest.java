package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.journal.Trail;

/** Where the difference between two ways of one request comes from. */
final class OriginTest {

  private static final long MILLI = 1_000_000;
  private static final List<String> A = List.of("app.cpu", "pgbouncer.wait", "postgres.query");
  private static final List<String> B = List.of("postgres.query", "redis.get", "app.cpu");

  private static Trail.Stay stay(int place, long from, long to) {
    return new Trail.Stay(place, from * MILLI, to * MILLI);
  }

  @Test
  void places_goByTheirNames_notByTheirNumbers() {
    Origin origin =
        Origin.of(
            List.of(stay(0, 0, 5), stay(1, 5, 405), stay(2, 405, 415), stay(0, 415, 420)),
            A,
            List.of(stay(2, 0, 5), stay(1, 5, 15), stay(0, 15, 25), stay(2, 25, 30)),
            B);

    assertThat(origin.stays())
        .containsExactly(
            new Origin.Stay("pgbouncer.wait", 400 * MILLI, 0),
            new Origin.Stay("redis.get", 0, 10 * MILLI));
    assertThat(origin.by()).isEqualTo(-390 * MILLI);
    assertThat(origin.sentence())
        .isEqualTo("B takes 390 ms less, most of it in pgbouncer.wait: 400 ms in A, none in B.");
  }

  @Test
  void longer_isSaidAsWell() {
    Origin origin = Origin.of(List.of(stay(0, 0, 5)), A, List.of(stay(2, 0, 25)), B);
    assertThat(origin.sentence())
        .isEqualTo("B takes 20.0 ms more, most of it in app.cpu: 5.0 ms in A, 25.0 ms in B.");
  }

  @Test
  void manySmallDifferences_haveNoOrigin() {
    Origin origin =
        Origin.of(
            List.of(stay(0, 0, 10), stay(1, 10, 20), stay(2, 20, 30)),
            A,
            List.of(stay(2, 0, 7), stay(0, 7, 14)),
            B);
    assertThat(origin.by()).isEqualTo(-16 * MILLI);
    assertThat(origin.sentence()).startsWith("B takes 16.0 ms less, most of it in pgbouncer.wait");
    Origin even =
        Origin.of(
            List.of(stay(0, 0, 10), stay(2, 10, 20)), A, List.of(stay(2, 0, 7), stay(0, 7, 14)), B);
    assertThat(even.sentence()).isEqualTo("B takes 6.0 ms less.");
  }

  @Test
  void sameWay_isSaid() {
    assertThat(Origin.of(List.of(stay(0, 0, 9)), A, List.of(stay(2, 3, 12)), B).sentence())
        .isEqualTo("The very same on both sides.");
  }

  @Test
  void requestThatIsNotThere_isSaid() {
    assertThat(Origin.of(List.of(), A, List.of(), B).sentence()).contains("not arrived");
    assertThat(Origin.of(List.of(stay(0, 0, 9)), A, List.of(), B).sentence())
        .contains("one of the two");
  }
}
