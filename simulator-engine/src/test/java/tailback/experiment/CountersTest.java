package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CountersTest {

  @Test
  void overReplications_countsAreAddedUp_andTheLargestStaysTheLargest() {
    Counters one = new Counters();
    one.add("gunicorn.stalls", 2);
    one.largest("gunicorn.stalled_others", 40);
    Counters other = new Counters();
    other.add("gunicorn.stalls", 3);
    other.largest("gunicorn.stalled_others", 70);
    Counters sum = new Counters();
    sum.add(one);
    sum.add(other);
    assertThat(sum.of("gunicorn.stalls")).isEqualTo(5);
    assertThat(sum.of("gunicorn.stalled_others")).isEqualTo(70);
  }
}
