package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 300 tasks at once, one in ten of 2 s and the others of 50 ms, for four processes. */
final class TaskQueuesTest {

  private static List<TaskFigures> measured(String name) {
    return Case.of(name).real().stream().map(TaskFigures::new).toList();
  }

  private static List<TaskFigures> simulated(String name) {
    return Case.of(name).simulated().stream().map(TaskFigures::new).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"E16_celery_pf1", "E16_celery_pf4", "E16_rq_light", "E16_rq"})
  void makespan_isThatOfTheVeryTasks_everyRunWithinFourPerCent(String name) {
    for (int i = 0; i < 3; i++) {
      assertThat(simulated(name).get(i).makespan())
          .isCloseTo(measured(name).get(i).makespan(), withinPercentage(4));
    }
  }

  /** What a worker has fetched, no other can have: its tasks are overtaken. */
  @Test
  void prefetching_changesTheOrder_notTheMakespan() {
    for (int i = 0; i < 3; i++) {
      for (boolean real : new boolean[] {true, false}) {
        TaskFigures one = (real ? measured("E16_celery_pf1") : simulated("E16_celery_pf1")).get(i);
        TaskFigures four = (real ? measured("E16_celery_pf4") : simulated("E16_celery_pf4")).get(i);
        TaskFigures none = (real ? measured("E16_rq_light") : simulated("E16_rq_light")).get(i);
        assertThat(none.overtakings()).isLessThan(10);
        assertThat(one.overtakings()).isBetween(150.0, 300.0);
        assertThat(four.overtakings()).isBetween(600.0, 1100.0);
        assertThat(four.makespan()).isCloseTo(one.makespan(), withinPercentage(6));
      }
    }
  }

  /**
   * A worker asks for the next message before it acknowledges the last: when both its messages are
   * the running ones it sleeps, until a timer wakes it or the other child is done.
   */
  @Test
  void lateAcknowledgement_withNothingPrefetched_doublesTheMakespan() {
    for (int i = 0; i < 3; i++) {
      double real = measured("E16_celery_pf1_late").get(i).makespan();
      double simulated = simulated("E16_celery_pf1_late").get(i).makespan();
      assertThat(real / measured("E16_celery_pf1").get(i).makespan()).isBetween(1.7, 2.4);
      assertThat(simulated / simulated("E16_celery_pf1").get(i).makespan()).isBetween(1.7, 2.4);
    }
  }

  /** A fork for each job, and an import. */
  @Test
  void rq_forksForEachJob_andImportsAnew() {
    for (boolean real : new boolean[] {true, false}) {
      for (TaskFigures light : real ? measured("E16_rq_light") : simulated("E16_rq_light")) {
        assertThat(light.gap(50)).isBetween(8.0, 9.5);
      }
      for (TaskFigures heavy : real ? measured("E16_rq") : simulated("E16_rq")) {
        assertThat(heavy.gap(50)).isBetween(55.0, 61.0);
      }
    }
  }
}
