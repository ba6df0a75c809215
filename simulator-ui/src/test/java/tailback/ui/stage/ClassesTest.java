package tailback.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.program.Request;
import tailback.scenario.ScenarioReader;
import tailback.ui.Shipped;

/** What requests are told apart by, and what they wear for it. */
final class ClassesTest {

  private static Classes of(Path file) {
    return new Classes(ScenarioReader.read(file, List.of()).deployment());
  }

  private static long number(int group, long within) {
    return (group + 1L) << Request.GROUP_SHIFT | within;
  }

  @Test
  void endpoints_areClasses_andSoAreThoseWhoAskForTheSame() {
    assertThat(of(Shipped.incident("admin-dashboard")).names()).containsExactly("shop", "admin");
    assertThat(of(Shipped.incident("bot-flood")).names())
        .containsExactly("page, visitors", "page, bot");
    assertThat(of(Shipped.starter("worker-autoscaling")).names())
        .containsExactly("campaign", "reset", "task mail", "task urgent");
  }

  @Test
  void request_isOfTheClassOfItsGroupAndEndpoint() {
    Classes bots = of(Shipped.incident("bot-flood"));
    assertThat(bots.of(number(0, 5), 0)).isZero();
    assertThat(bots.of(number(1, 5), 0)).isEqualTo(1);
    Classes workers = of(Shipped.starter("worker-autoscaling"));
    assertThat(workers.of(number(1, 7), 1)).isEqualTo(1);
    assertThat(workers.of(number(0, 7), 3)).as("the second task").isEqualTo(3);
  }

  @Test
  void stripes_canBeToldApart_atTheSmallestSizeThatWearsThem() {
    Stamps stamps = new Stamps();
    for (Glyph glyph : List.of(Glyph.RING, Glyph.DISC, Glyph.SQUARE, Glyph.DIAMOND)) {
      for (Stripe one : Stripe.values()) {
        for (Stripe other : Stripe.values()) {
          if (one != other) {
            assertThat(difference(stamps.of(glyph, one, 9), stamps.of(glyph, other, 9)))
                .as("%s: %s and %s", glyph, one, other)
                .isGreaterThan(4);
          }
        }
      }
    }
  }

  /** In how many whole pixels two stamps differ. */
  private static double difference(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)) / 255.0;
    }
    return sum;
  }

  @Test
  void keys_ofBranches_areTheirOwn_andLeadBack() {
    long request = number(3, 123_456);
    assertThat(Who.whole(Who.branch(request, 9))).isEqualTo(request);
    assertThat(Who.isBranch(Who.branch(request, 9))).isTrue();
    assertThat(Who.branch(request, 9)).isNotEqualTo(Who.branch(request, 10));
    assertThat(Who.isBranch(request)).isFalse();
    assertThat(Who.isBranch(Who.of(request, true))).isFalse();
    assertThat(Who.whole(request)).isEqualTo(request);
  }
}
