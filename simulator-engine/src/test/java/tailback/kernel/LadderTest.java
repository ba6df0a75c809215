package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Millions of events leave in the order in which they leave a binary heap. */
final class LadderTest {

  private static final int OPERATIONS = 400_000;

  /** How far ahead events are scheduled. */
  enum Increments {
    RANDOM(random -> random.nextInt(1_000_000_000)),
    TIED(random -> random.nextInt(4)),
    LATTICE(random -> 1_000_000L * random.nextInt(5)),
    BURSTY(random -> random.nextInt(50) == 0 ? 1_000_000_000 : random.nextInt(9)),
    HEAVY_TAILED(random -> (long) (1e6 / Math.pow(1 - random.nextDouble(), 1 / 1.2))),
    FAR_FUTURE(random -> (long) Math.pow(2, 60 * random.nextDouble())),
    END_OF_TIME(random -> random.nextInt(3) == 0 ? 1L << 62 : random.nextInt(1000)),
    TIMEOUTS(random -> random.nextInt(2) == 0 ? 30_000_000 : random.nextInt(5_000));

    final ToLongFunction<Random> law;

    Increments(ToLongFunction<Random> law) {
      this.law = law;
    }
  }

  private final PendingEvents ladder = new PendingEvents();
  private final BinaryHeap heap = new BinaryHeap();
  private final Event<?>[] events = new Event<?>[4];
  private final long[] tags = new long[1 << 16];
  private int scheduled;
  private long now;

  private void takeNext(long until) {
    Pending next = ladder.next(now, until);
    long time = heap.next(now, until);
    assertThat(next == null).isEqualTo(time < 0);
    if (next != null) {
      assertThat(next.time).isEqualTo(time);
      assertThat(next.subject).isSameAs(heap.subject());
      assertThat(next.action).isSameAs(heap.event().action);
      now = time;
    }
  }

  @ParameterizedTest
  @EnumSource
  void order_isThatOfABinaryHeap(Increments increments) {
    var random = new Random(increments.ordinal());
    long[] ofHeap = new long[tags.length];
    for (int i = 0; i < events.length; i++) {
      events[i] = new Event<>(null, null, "event", subject -> {});
    }
    for (int i = 0; i < OPERATIONS; i++) {
      boolean grows = i / 50_000 % 2 == 0;
      int choice = random.nextInt(16);
      if (choice < (grows ? 10 : 5)) {
        long delay = increments.law.applyAsLong(random);
        long time = now + delay < 0 ? Long.MAX_VALUE : now + delay;
        Integer subject = scheduled++;
        Event<?> event = events[subject & 3];
        int at = subject & (tags.length - 1);
        tags[at] = ladder.add(time, now, event, subject);
        ofHeap[at] = heap.add(time, now, event, subject);
      } else if (choice == 15) {
        int which = random.nextInt(Math.max(1, Math.min(scheduled, tags.length)));
        ladder.cancel(tags[which]);
        heap.cancel(ofHeap[which]);
      } else {
        takeNext(random.nextInt(4) == 0 ? now + 1000 : Long.MAX_VALUE);
      }
      if (ladder.count() != heap.count()) {
        assertThat(ladder.count()).isEqualTo(heap.count());
      }
    }
    while (heap.count() > 0) {
      takeNext(Long.MAX_VALUE);
    }
    assertThat(ladder.count()).isZero();
  }
}
