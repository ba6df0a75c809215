package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long nanos;
  private final ProgressBar bar =
      new ProgressBar(
          300,
          done -> Quantity.seconds(Math.rint(done)) + " simulated",
          60,
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          () -> nanos);

  @Test
  void shortWork_showsNothing() {
    nanos = 400_000_000;
    bar.draw();
    bar.close();
    assertThat(written()).isEmpty();
  }

  @Test
  void longWork_showsHowFarItIs() {
    bar.advance(75);
    nanos = 2_000_000_000;
    bar.draw();
    assertThat(written())
        .isEqualTo("\r\033[K 25 %  ██████▌                     75 s simulated, 6 s left");
    assertThat(Cell.width(written().substring(4))).isLessThan(60);
  }

  @Test
  void workThatTurnsOutToBeMore_isFurtherAway() {
    bar.advance(75);
    bar.expect(750);
    nanos = 2_000_000_000;
    bar.draw();
    assertThat(written()).startsWith("\r\033[K 10 %").endsWith("75 s simulated, 18 s left");
  }

  @Test
  void closing_wipesTheLineOnce() {
    nanos = 1_000_000_000;
    bar.draw();
    bytes.reset();
    bar.close();
    bar.close();
    bar.draw();
    assertThat(written()).isEqualTo("\r\033[K");
  }

  @Test
  void farWork_isSaidInHours() {
    bar.advance(1);
    nanos = 60_000_000_000L;
    bar.draw();
    assertThat(written()).endsWith("1 s simulated, 4 h 59 min left");
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
