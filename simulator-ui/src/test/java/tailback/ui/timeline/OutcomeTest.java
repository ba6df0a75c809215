package tailback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tailback.ui.timeline.Style.Texture;

/** Ways to end, and how they are told apart. */
final class OutcomeTest {

  private static final List<Outcome> ALL =
      List.of(
          new Outcome(200, null),
          new Outcome(302, null),
          new Outcome(404, null),
          new Outcome(429, null),
          new Outcome(499, null),
          new Outcome(500, null),
          new Outcome(502, null),
          new Outcome(503, null),
          new Outcome(504, null),
          new Outcome(0, "client timeout"),
          new Outcome(0, "connection refused"),
          new Outcome(0, "connection reset by peer"));

  @Test
  void order_isByKind_thenByStatus() {
    assertThat(ALL.stream().map(Outcome::name).sorted().toList()).hasSize(12);
    List<Outcome> shuffled =
        Stream.of(10, 3, 7, 0, 11, 5, 1, 9, 2, 8, 6, 4).map(ALL::get).sorted().toList();

    assertThat(shuffled.stream().map(Outcome::name))
        .containsExactly(
            "200",
            "302",
            "404",
            "429",
            "499",
            "500",
            "502",
            "503",
            "504",
            "refused",
            "reset",
            "timed out");
  }

  @Test
  void failed_isWhatResultsCountAsFailed() {
    assertThat(ALL.stream().filter(Outcome::failed).map(Outcome::name))
        .containsExactly("500", "502", "503", "504", "timed out", "refused", "reset");
  }

  /** No two look alike, colour or not: by their texture, and by how full the ground is. */
  @Test
  void bands_differInMoreThanColour() {
    Map<String, Outcome> seen = new HashMap<>();
    for (Outcome outcome : ALL) {
      Style style = Style.of(outcome);
      String look = style.colour() + " " + style.texture() + " " + style.fill();
      assertThat(seen.put(look, outcome)).as(look).isNull();
    }
    Map<Texture, Outcome> ofServer = new HashMap<>();
    for (Outcome outcome : ALL) {
      if (outcome.kind() == Outcome.Kind.SERVER_ERROR) {
        assertThat(ofServer.put(Style.of(outcome).texture(), outcome)).isNull();
      }
    }
  }

  @Test
  void lines_differInColourOrDash() {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < 7; i++) {
      Style style = Style.resource(i);
      String look = style.colour() + " " + java.util.Arrays.toString(style.dash());
      assertThat(seen.put(look, i)).as(look).isNull();
    }
  }
}
