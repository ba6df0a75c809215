package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "250us, 250000",
    "80ms, 80000000",
    "80 ms, 80000000",
    "1.5s, 1500000000",
    ".5s, 500000000",
    "2m, 120000000000",
    "2min, 120000000000",
    "1h, 3600000000000",
    "1d, 86400000000000",
    "7ns, 7",
    "0, 0",
    "0s, 0"
  })
  void duration(String text, long nanos) {
    assertThat(Quantity.duration(text, 0)).isEqualTo(nanos);
  }

  @Test
  void bareDuration_takesTheUnitOfItsDirective() {
    assertThat(Quantity.duration("30", Quantity.SECOND)).isEqualTo(30_000_000_000L);
    assertThat(Quantity.duration("1000", Quantity.MILLISECOND)).isEqualTo(1_000_000_000L);
    assertThat(Quantity.duration("1.5e1", Quantity.SECOND)).isEqualTo(15_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ms",
        "-1s",
        "1",
        "1x",
        "1,5s",
        "NaN",
        ".nan",
        ".inf",
        "Infinity",
        "1e9999999s",
        "0x10s",
        "99999999999999999999999999999999s",
        "1s2ms",
        "1:30",
        "١s"
      })
  void noDuration(String text) {
    assertThatThrownBy(() -> Quantity.duration(text, 0)).isInstanceOf(Misread.class);
  }

  @ParameterizedTest
  @CsvSource({"200/s, 200", "100/m, 1.6666666666666667", "6k/s, 6000", "0.5/s, 0.5", "36/h, 0.01"})
  void rate(String text, double perSecond) {
    assertThat(Quantity.rate(text)).isEqualTo(perSecond);
  }

  @ParameterizedTest
  @CsvSource({
    "20KiB, 20480",
    "2GiB, 2147483648",
    "1MB, 1000000",
    "512 MB, 512000000",
    "256mb, 256000000",
    "8B, 8",
    "1.5KiB, 1536"
  })
  void size(String text, long bytes) {
    assertThat(Quantity.size(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"80%, 0.8", "0.8, 0.8", "99.7%, 0.997", "100%, 1", "0, 0", "5 %, 0.05"})
  void share(String text, double share) {
    assertThat(Quantity.share(text)).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101%", "1.5", "-1%", "NaN%", "%", "half"})
  void noShare(String text) {
    assertThatThrownBy(() -> Quantity.share(text)).isInstanceOf(Misread.class);
  }

  @Property
  void everyWholeNumberOfAnyUnit_isExact(@ForAll @LongRange(min = 0, max = 80_000) long number) {
    assertThat(Quantity.duration(number + "ns", 0)).isEqualTo(number);
    assertThat(Quantity.duration(number + "us", 0)).isEqualTo(number * 1_000);
    assertThat(Quantity.duration(number + "ms", 0)).isEqualTo(number * 1_000_000);
    assertThat(Quantity.duration(number + "h", 0)).isEqualTo(number * 3_600_000_000_000L);
  }

  @Property
  void anyText_isReadOrMisread(@ForAll String text) {
    for (Runnable reader :
        new Runnable[] {
          () -> Quantity.duration(text, 0),
          () -> Quantity.rate(text),
          () -> Quantity.size(text),
          () -> Quantity.share(text),
          () -> Quantity.number(text),
          () -> Quantity.whole(text, 0, Long.MAX_VALUE)
        }) {
      try {
        reader.run();
      } catch (Misread e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
