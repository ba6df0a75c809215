package tailback.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A waffle never hides how many there are. */
final class WaffleTest {

  @Test
  void cellsShrink_asTheyGetMore() {
    assertThat(Waffle.fit(130, 400, 50).cell()).isEqualTo(20);
    assertThat(Waffle.fit(130, 400, 500).cell()).isEqualTo(8);
    assertThat(Waffle.fit(130, 400, 3000).cell()).isEqualTo(4);
  }

  @Test
  void aCellStandsForSeveral_beforeTheAreaIsFull() {
    for (int most = 1; most < 200_000; most = most * 3 / 2 + 1) {
      Waffle waffle = Waffle.fit(130, 400, most);
      assertThat(waffle.room()).as("%d", most).isGreaterThanOrEqualTo(most);
    }
    assertThat(Waffle.fit(130, 400, 11_000).per()).isEqualTo(5);
  }

  @Test
  void next_isOneTwoFive() {
    int[] expected = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    for (int i = 1; i < expected.length; i++) {
      assertThat(Waffle.next(expected[i - 1])).isEqualTo(expected[i]);
    }
  }
}
