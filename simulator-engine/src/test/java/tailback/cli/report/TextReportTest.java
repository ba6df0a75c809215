package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.experiment.result.Results;

final class TextReportTest {

  @ParameterizedTest
  @ValueSource(ints = {80, 140})
  void everySample_isAsKept(int width) throws IOException {
    for (Map.Entry<String, Results> sample : Samples.all().entrySet()) {
      Golden.check(
          sample.getKey() + "-" + width + ".txt",
          TextReport.of(sample.getValue(), new Terminal(width, false)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 72, 80, 100, 119, 120, 140, 160})
  void noLine_isWiderThanTheTerminal(int width) {
    for (Map.Entry<String, Results> sample : Samples.all().entrySet()) {
      for (boolean colour : new boolean[] {false, true}) {
        TextReport.of(sample.getValue(), new Terminal(width, colour))
            .lines()
            .forEach(
                line ->
                    assertThat(Cell.width(line))
                        .as(sample.getKey() + ": " + line)
                        .isLessThanOrEqualTo(width));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 140})
  void noLine_endsInBlanks(int width) {
    for (Results sample : Samples.all().values()) {
      assertThat(TextReport.of(sample, new Terminal(width, false)).lines())
          .noneMatch(line -> line.endsWith(" "));
      assertThat(TextReport.of(sample, new Terminal(width, true)).lines())
          .noneMatch(line -> line.replaceAll("\033\\[[0-9;]*m", "").endsWith(" "));
    }
  }

  @Test
  void colour_addsCodesAndNothingElse() {
    for (Results sample : Samples.all().values()) {
      String plain = TextReport.of(sample, new Terminal(80, false));
      String coloured = TextReport.of(sample, new Terminal(80, true));
      assertThat(plain).doesNotContain("\033");
      assertThat(coloured).contains("\033[");
      assertThat(coloured.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }
  }
}
