package tailback.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One writer, one reader, nobody waits, nothing is torn. */
final class TripleBufferTest {

  private static final int LENGTH = 64;

  @Test
  void reader_seesWholePictures_inOrder() throws InterruptedException {
    TripleBuffer<long[]> buffer = new TripleBuffer<>(() -> new long[LENGTH]);
    long last = 200_000;
    Thread writer =
        new Thread(
            () -> {
              for (long n = 1; n <= last; n++) {
                java.util.Arrays.fill(buffer.back(), n);
                buffer.publish();
              }
            });
    writer.start();
    long seen = 0;
    while (seen < last) {
      long[] front = buffer.front();
      long first = front[0];
      assertThat(first).isGreaterThanOrEqualTo(seen);
      for (long each : front) {
        if (each != first) {
          assertThat(each).isEqualTo(first);
        }
      }
      seen = first;
    }
    writer.join();
    assertThat(buffer.front()[0]).isEqualTo(last);
  }
}
