package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of events is that of a sorted set, whatever is added, taken and cancelled. */
final class PendingEventsTest {

  /** How far ahead events are scheduled. */
  enum Increments {
    UNIFORM(random -> random.nextInt(1_000_000)),
    TIED(random -> random.nextInt(4)),
    ALL_NOW(random -> 0),
    BURSTY(random -> random.nextInt(10) == 0 ? random.nextInt(1_000_000_000) : random.nextInt(9)),
    FAR_FUTURE(random -> (long) Math.pow(2, 50 * random.nextDouble())),
    MOSTLY_CONSTANT(random -> random.nextInt(8) == 0 ? 30_000_000 : 5_000);

    final ToLongFunction<Random> law;

    Increments(ToLongFunction<Random> law) {
      this.law = law;
    }
  }

  private record Scheduled(long time, long sequence, long tag) {}

  private static final Comparator<Scheduled> ORDER =
      Comparator.comparingLong(Scheduled::time).thenComparingLong(Scheduled::sequence);

  private final Event<Object> event = new Event<>(null, null, "event", subject -> {});
  private final PendingEvents pending = new PendingEvents();
  private final TreeSet<Scheduled> oracle = new TreeSet<>(ORDER);
  private final List<Scheduled> all = new ArrayList<>();
  private long now;

  private void add(long time) {
    long sequence = all.size();
    var scheduled = new Scheduled(time, sequence, pending.add(time, now, event, sequence));
    oracle.add(scheduled);
    all.add(scheduled);
  }

  private void cancel(Scheduled scheduled) {
    pending.cancel(scheduled.tag);
    oracle.remove(scheduled);
  }

  private void takeNext(long until) {
    Pending next = pending.next(now, until);
    if (oracle.isEmpty() || oracle.first().time > until) {
      assertThat(next).isNull();
      return;
    }
    Scheduled expected = oracle.pollFirst();
    assertThat(next.time).isEqualTo(expected.time);
    assertThat(next.subject).isEqualTo(expected.sequence);
    assertThat(next.action).isSameAs(event.action);
    now = next.time;
  }

  @Test
  void cancelledEventsDueNow_areDroppedToo() {
    for (int i = 0; i < 100_000; i++) {
      add(1_000 + i);
    }
    for (int i = 0; i < 1_000_000; i++) {
      add(now);
      cancel(all.get(all.size() - 1));
    }
    add(now);
    takeNext(0);
    assertThat(pending.count()).isEqualTo(100_000);
  }

  @ParameterizedTest
  @EnumSource
  void order_isThatOfASortedSet(Increments increments) {
    var random = new Random(increments.ordinal());
    int[] adds = {80, 45, 20, 50}; // of 100: the set grows, lives, drains, lives again
    for (int phase = 0; phase < adds.length; phase++) {
      for (int i = 0; i < 15_000; i++) {
        int choice = random.nextInt(100);
        if (choice < adds[phase]) {
          add(now + increments.law.applyAsLong(random));
        } else if (choice >= 90 && !all.isEmpty()) {
          cancel(all.get(random.nextInt(all.size()))); // may have fired or been cancelled before
        } else {
          long horizon = random.nextInt(3) == 0 ? increments.law.applyAsLong(random) : 1L << 60;
          takeNext(now + horizon);
        }
        assertThat(pending.count()).isEqualTo(oracle.size());
      }
    }
    while (!oracle.isEmpty()) {
      takeNext(Long.MAX_VALUE);
    }
    assertThat(pending.next(now, Long.MAX_VALUE)).isNull();
  }

  @Test
  void timersThatAreAlwaysCancelled_doNotPileUp() {
    for (int i = 0; i < 300_000; i++) {
      long timer = pending.add(now + 30_000_000_000L, now, event, "timeout");
      pending.add(now + 1000, now, event, "answer");
      Pending next = pending.next(now, Long.MAX_VALUE);
      now = next.time;
      assertThat(next.subject).isEqualTo("answer");
      pending.cancel(timer);
    }
    assertThat(pending.count()).isZero();
    assertThat(pending.next(now, Long.MAX_VALUE)).isNull();
  }

  @Test
  void oldTimer_doesNotCancelWhoeverHasItsSlotNow() {
    long fired = pending.add(1, now, event, "first");
    now = pending.next(now, Long.MAX_VALUE).time;
    pending.add(2, now, event, "second");
    pending.cancel(fired);
    Pending next = pending.next(now, Long.MAX_VALUE);
    assertThat(next.time).isEqualTo(2);
    assertThat(next.subject).isEqualTo("second");
  }

  @Test
  void nothingPending_cancelsNothing() {
    pending.cancel(-1);
    pending.cancel(0);
    assertThat(pending.count()).isZero();
  }
}
