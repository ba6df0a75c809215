package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  @Test
  void columns_areTakenFromTheEnvironment() {
    assertThat(Terminal.of(Map.of("COLUMNS", "132"), true).width()).isEqualTo(132);
    assertThat(Terminal.of(Map.of("COLUMNS", "132"), false).width()).isEqualTo(132);
    assertThat(Terminal.of(Map.of("COLUMNS", "20"), false).width()).isEqualTo(60);
    assertThat(Terminal.of(Map.of("COLUMNS", "400"), false).width()).isEqualTo(160);
  }

  @Test
  void aPipe_hasEightyColumnsAndNoColour() {
    assertThat(Terminal.of(Map.of(), false)).isEqualTo(new Terminal(80, false));
    assertThat(Terminal.of(Map.of("COLUMNS", "wide"), false)).isEqualTo(new Terminal(80, false));
  }

  @Test
  void colour_isLeftOutWhereItIsNotWanted() {
    assertThat(Terminal.of(Map.of("COLUMNS", "80"), true).colour()).isTrue();
    assertThat(Terminal.of(Map.of("COLUMNS", "80", "NO_COLOR", ""), true).colour()).isTrue();
    assertThat(Terminal.of(Map.of("COLUMNS", "80", "NO_COLOR", "1"), true).colour()).isFalse();
    assertThat(Terminal.of(Map.of("COLUMNS", "80", "TERM", "dumb"), true).colour()).isFalse();
  }
}
