package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tailback.kernel.Simulation;

final class LineTest {

  private final Simulation simulation = new Simulation(1);
  private final List<Long> waits = new ArrayList<>();
  private final Meter meter = new Meter(simulation, "line", waits::add);
  private final Line<Job> line = new Line<>(meter, 3);
  private final Job a = new Job("a");
  private final Job b = new Job("b");
  private final Job c = new Job("c");

  @BeforeEach
  void threeJoin() {
    for (Job job : List.of(a, b, c)) {
      assertThat(line.join(job)).isTrue();
      simulation.runUntil(simulation.now() + 10);
    }
  }

  @Test
  void firstCome_isFirstTaken() {
    assertThat(line.first()).isSameAs(a);
    assertThat(line.next()).isSameAs(a);
    assertThat(line.next()).isSameAs(b);
    assertThat(line.next()).isSameAs(c);
    assertThat(line.next()).isNull();
    assertThat(line.isEmpty()).isTrue();
    assertThat(waits).containsExactly(30L, 20L, 10L);
    meter.audit();
  }

  @Test
  void fullLine_rejects() {
    var late = new Job("late");
    assertThat(line.join(late)).isFalse();
    assertThat(late.waiting()).isFalse();
    assertThat(line.length()).isEqualTo(3);
    assertThat(meter.rejections()).isEqualTo(1);
    assertThat(meter.arrivals()).isEqualTo(4);
  }

  @Test
  void whoGivesUp_leavesFromAnywhere() {
    line.leave(b);
    assertThat(line.after(a)).isSameAs(c);
    a.giveUp();
    assertThat(line.first()).isSameAs(c);
    line.leave(c);
    assertThat(line.first()).isNull();
    assertThat(line.isEmpty()).isTrue();
    assertThat(waits).containsExactly(20L, 30L, 10L);
    assertThat(meter.abandonments()).isEqualTo(3);
    assertThat(meter.waiting().value()).isZero();
    meter.audit();
  }

  @Test
  void whoLeft_mayJoinAgainAtTheEnd() {
    line.leave(a);
    assertThat(a.waiting()).isFalse();
    assertThat(line.join(a)).isTrue();
    assertThat(a.joined()).isEqualTo(30);
    assertThat(line.after(c)).isSameAs(a);
    assertThat(line.after(a)).isNull();
  }

  @Test
  void whoDoesNotStandInIt_cannotLeave() {
    assertThatIllegalStateException().isThrownBy(() -> line.leave(new Job("stranger")));
    var other = new Line<Job>(meter, 1);
    assertThatIllegalStateException().isThrownBy(() -> other.leave(a));
  }

  @Test
  void smallerCapacity_letsThoseInsideStay() {
    line.capacity(1);
    assertThat(line.length()).isEqualTo(3);
    line.next();
    line.next();
    assertThat(line.join(new Job("late"))).isFalse();
    line.next();
    assertThat(line.join(new Job("in time"))).isTrue();
  }

  @Test
  void anyOrderOfJoiningAndLeaving_isThatOfADeque() {
    var random = new Random(1);
    var oracle = new ArrayDeque<Job>();
    var crowd = new Line<Job>(meter, 50);
    for (int i = 0; i < 20_000; i++) {
      simulation.runUntil(simulation.now() + random.nextInt(5));
      int choice = random.nextInt(10);
      if (choice < 6) {
        var job = new Job("" + i);
        if (crowd.join(job)) {
          oracle.add(job);
        } else {
          assertThat(oracle).hasSize(50);
        }
      } else if (choice < 8) {
        assertThat(crowd.next()).isSameAs(oracle.poll());
      } else if (!oracle.isEmpty()) {
        var quitter = List.copyOf(oracle).get(random.nextInt(oracle.size()));
        oracle.remove(quitter);
        crowd.leave(quitter);
      }
      assertThat(crowd.length()).isEqualTo(oracle.size());
      assertThat(crowd.first()).isSameAs(oracle.peek());
    }
    meter.audit();
  }
}
