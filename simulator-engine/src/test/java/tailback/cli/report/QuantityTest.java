package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.scenario.Expectation.Unit;

final class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "1.2119, 1.21 s",
    "0.41183, 412 ms",
    "0.0999, 99.9 ms",
    "0.00085, 850 µs",
    "0.0009999, 1.00 ms",
    "0.99996, 1.00 s",
    "5, 5 s",
    "300, 300 s",
    "599.7, 10.0 min",
    "600, 10 min",
    "86400, 24 h",
    "0, 0 s",
    "0.00000042, <1 µs",
    "NaN, –",
    "-0.25, -250 ms"
  })
  void duration(double seconds, String text) {
    assertThat(Quantity.seconds(seconds)).isEqualTo(text);
    assertThat(Quantity.millis(seconds * 1e3)).isEqualTo(text);
    assertThat(Quantity.nanos(seconds * 1e9)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"98.304, 98.3/s", "200, 200/s", "1234.5, '1,235/s'", "0.2933, 0.293/s", "0, 0/s"})
  void rate(double perSecond, String text) {
    assertThat(Quantity.rate(perSecond)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1392, 13.9 %",
    "0.00206, 0.21 %",
    "1, 100 %",
    "0.99951, 99.95 %",
    "0, 0 %",
    "0.000183, 0.018 %",
    "0.5, 50 %"
  })
  void share(double fraction, String text) {
    assertThat(Quantity.share(fraction)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.004, <1 %", "0.998, >99 %", "0.31, 31 %", "0, 0 %", "1, 100 %"})
  void percent_neverRoundsToNoneOrAll(double fraction, String text) {
    assertThat(Quantity.percent(fraction)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"18.97, 19.0", "0.386, 0.39", "0.003, <0.01", "0, 0", "97, 97", "1234.4, '1,234'"})
  void level(double level, String text) {
    assertThat(Quantity.level(level)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"512, 512 B", "2147483648, 2 GiB", "1610612736, 1.5 GiB", "1200000, 1.14 MiB"})
  void bytes(double bytes, String text) {
    assertThat(Quantity.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void measured_neverReadsLikeABoundThatItIsNot() {
    assertThat(Quantity.measured(1.2119e9, Unit.TIME, 600e6)).isEqualTo("1.21 s");
    assertThat(Quantity.measured(200.04e6, Unit.TIME, 200e6)).isEqualTo("200.04 ms");
    assertThat(Quantity.measured(200e6, Unit.TIME, 200e6)).isEqualTo("200 ms");
    assertThat(Quantity.measured(0.09996, Unit.SHARE, 0.1, 0.18)).isEqualTo("9.996 %");
    assertThat(Quantity.measured(0.139, Unit.SHARE, 0.1, 0.18)).isEqualTo("13.9 %");
    assertThat(Quantity.measured(3, Unit.NUMBER, 0)).isEqualTo("3");
    assertThat(Quantity.measured(8337, Unit.NUMBER, 0)).isEqualTo("8,337");
    assertThat(Quantity.measured(Double.NaN, Unit.RATE, 0)).isEqualTo("–");
  }

  @Test
  void range_saysTheUnitOnce() {
    assertThat(Quantity.range("1.15 s", "1.34 s")).isEqualTo("1.15–1.34 s");
    assertThat(Quantity.range("215 ms", "1.47 s")).isEqualTo("215 ms–1.47 s");
    assertThat(Quantity.range("31.6/s", "1,220/s")).isEqualTo("31.6–1,220/s");
    assertThat(Quantity.range("0", "195")).isEqualTo("0–195");
  }
}
