package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timers of the kernel: never early, late by up to an eighth, and in step with each other. */
final class TimerWheelTest {

  private static final long MILLIS = 1_000_000;

  @ParameterizedTest(name = "{0} ms: {1} ms")
  @CsvSource({
    // slots of 4 ms, of 32 ms from 252 ms on, of 256 ms from 2016 ms on, of 2048 ms from 16128 ms
    // on
    "100, 104",
    "248, 252",
    "252, 256",
    "1000, 1024",
    "2000, 2016",
    "4000, 4096",
    "32000, 32768",
  })
  void timer_firesWhenTheNextSlotBegins(long delay, long fires) {
    assertThat(new TimerWheel(0).fires(0, delay * MILLIS)).isEqualTo(fires * MILLIS);
  }

  @Test
  void slots_belongToTheHost_notToTheTimer() {
    TimerWheel wheel = new TimerWheel(10 * MILLIS);
    assertThat(wheel.fires(0, 1000 * MILLIS)).isEqualTo(1014 * MILLIS);
    assertThat(wheel.fires(5 * MILLIS, 1000 * MILLIS)).isEqualTo(1014 * MILLIS);
    assertThat(wheel.fires(14 * MILLIS, 1000 * MILLIS)).isEqualTo(1046 * MILLIS);
  }

  @Test
  void timersSetOneAfterTheOther_fallIntoStep() {
    TimerWheel wheel = new TimerWheel(123_456_789);
    long first = wheel.fires(7 * MILLIS, 1000 * MILLIS);
    assertThat(wheel.fires(first, 1000 * MILLIS)).isEqualTo(first + 1024 * MILLIS);
  }
}
