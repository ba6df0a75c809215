package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What sorts take: memory up to work_mem for each that runs, and files beyond it. */
final class WorkMemTest {

  private static Trial trial(String postgres, String memory) {
    return Trial.of(
            """
            duration: 100s
            hosts: { db: { cpus: 4, memory: %s } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gevent }
              postgres: { host: db, shared_buffers: 0B, backend_memory: 2MiB, %s }
            endpoints: { report: [ query: { io: 1s, sort: 100MiB } ] }
            """
                .formatted(memory, postgres))
        .free()
        .arrivals("at,request", "0,report", "0,report", "0,report", "10,report");
  }

  @Test
  void sortsAtOneTime_takeTheirMemoryEach() {
    Trial trial = trial("work_mem: 200MiB", "1GiB");
    assertThat(trial.run().counters().get("postgres.memory"))
        .as("three of 2 and 100 MiB")
        .isEqualTo(306L << 20);
    assertThat(trial.counter("postgres.temp_files")).isZero();
  }

  @Test
  void sortsAtOneTime_exhaustTheMemory_whichRestartsTheServer() {
    Trial trial = trial("work_mem: 200MiB", "300MiB");
    assertThat(trial.counter("postgres.ooms")).isEqualTo(1);
    assertThat(trial.ends()).contains("3: 200 at 11.0s");
    assertThat(trial.all().failed()).isEqualTo(3);
  }

  @Test
  void smallerWorkMem_keepsTheMemory_andWritesFiles() {
    Trial trial = trial("work_mem: 10MiB", "300MiB");
    assertThat(trial.counter("postgres.ooms")).isZero();
    assertThat(trial.run().counters().get("postgres.memory")).isEqualTo(36L << 20);
    assertThat(trial.counter("postgres.temp_files")).isEqualTo(4);
    assertThat(trial.end(3)).as("the page cache takes them").isEqualTo(11);
  }

  @Test
  void files_shareTheDisk() {
    Trial trial = trial("work_mem: 10MiB, temp_bandwidth: 127MB/s", "300MiB");
    double each = 2 * 0.635 * (100 << 20) / 127e6;
    assertThat(trial.end(3)).as("alone").isCloseTo(11 + each, within());
    assertThat(trial.end(0)).isCloseTo(1 + each, within());
    assertThat(trial.end(2)).as("after the other two").isCloseTo(1 + 3 * each, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-6);
  }
}
