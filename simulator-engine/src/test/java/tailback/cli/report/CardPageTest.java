package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.scenario.Card;

/** Cards as pages. */
final class CardPageTest {

  static Stream<Card> cards() {
    return Catalogue.standard().all().stream().map(Card::of);
  }

  @ParameterizedTest
  @MethodSource("cards")
  void card_fitsTheTerminal_butForItsExample(Card card) {
    for (int width : new int[] {60, 80, 140}) {
      assertThat(
              CardPage.of(card, new Terminal(width, false))
                  .replaceFirst("(?s)\nExample .*", "")
                  .lines())
          .allMatch(line -> Cell.width(line) <= width);
    }
  }

  @ParameterizedTest
  @MethodSource("cards")
  void everyDirective_standsWithItsDefault(Card card) {
    String page = CardPage.of(card, new Terminal(100, false));
    for (Card.Directive directive : card.directives()) {
      String absent = directive.absent();
      assertThat(page)
          .contains(
              "\n  "
                  + directive.name()
                  + (absent.isEmpty() ? "\n" : absent.equals("required") ? ": …" : ": " + absent));
    }
  }

  @Test
  void list_isALineForEachWhereThereIsRoom() {
    List<Card> cards = cards().toList();
    assertThat(CardPage.list(cards, new Terminal(160, false)).lines())
        .hasSameSizeAs(cards)
        .allMatch(line -> line.endsWith("."));
    assertThat(CardPage.list(cards, new Terminal(60, false)).lines())
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void table_wrapsItsWidestCells() {
    WrappedTable table =
        new WrappedTable(
            "| name | meaning |\n|---|---|\n| `a\\|b` | one two three four |\n| c | **five** |",
            Ink.PLAIN);
    assertThat(table.lines(20))
        .containsExactly(
            "  name  meaning", "  a|b   one two", "        three four", "  c     five");
  }

  @Test
  void colour_isInTheHeadingsOnly() {
    Card card = Card.of((Kind<?>) Catalogue.standard().get("redis"));
    String plain = CardPage.of(card, new Terminal(80, false));
    assertThat(plain).doesNotContain("\033");
    assertThat(CardPage.of(card, new Terminal(80, true)).replaceAll("\033\\[[0-9;]*m", ""))
        .isEqualTo(plain);
  }
}
