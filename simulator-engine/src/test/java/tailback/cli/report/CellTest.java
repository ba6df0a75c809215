package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CellTest {

  @Test
  void width_leavesColoursOutAndCountsWideCharactersTwice() {
    assertThat(Cell.width(Ink.COLOUR.red("412 ms"))).isEqualTo(6);
    assertThat(Cell.width("結帳")).isEqualTo(4);
    assertThat(Cell.width("e\u0301")).isEqualTo(1);
  }

  @Test
  void wrap_keepsNumbersWithTheirUnits() {
    assertThat(Cell.wrap("it took 412 ms, p95 1.21 s of (3 %) all", 14))
        .containsExactly("it took", "412 ms, p95", "1.21 s of", "(3 %) all");
  }

  @Test
  void wrap_cutsWordsThatAreTooLong() {
    assertThat(Cell.wrap("abcdefghij kl", 4)).containsExactly("abcd", "efgh", "ij", "kl");
  }

  @Test
  void clip_endsInAnEllipsis() {
    assertThat(Cell.clip("GET /orders/{id}", 10)).isEqualTo("GET /orde…");
    assertThat(Cell.clip("checkout", 8)).isEqualTo("checkout");
  }

  @Test
  void clean_takesControlCharactersOut() {
    assertThat(Cell.clean("a\u001b[31m\n  b\t")).isEqualTo("a [31m b");
  }
}
