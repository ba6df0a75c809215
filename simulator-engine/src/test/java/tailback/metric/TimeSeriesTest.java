package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeSeriesTest {

  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @CsvSource({"0, 1", "60, 1", "600, 1", "601, 2", "1201, 2", "1202, 4", "3600, 8", "86400, 256"})
  void step_doublesUntilSixHundredPointsSuffice(long seconds, long step) {
    assertThat(TimeSeries.step(seconds * SECOND)).isEqualTo(step * SECOND);
    assertThat(new TimeSeries(seconds * SECOND).step()).isEqualTo(step * SECOND);
  }

  @Test
  void values_areThoseRecorded() {
    var series = new TimeSeries(3 * SECOND + 1);
    series.record(1.5);
    series.record(2.5);
    assertThat(series.size()).isEqualTo(2);
    assertThat(series.values()).containsExactly(1.5, 2.5);
  }

  @Test
  void oneTooMany_isRefused() {
    var series = new TimeSeries(SECOND);
    series.record(1);
    assertThatIllegalStateException().isThrownBy(() -> series.record(2));
  }
}
