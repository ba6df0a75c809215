package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/**
 * Bytes that travel: who is held by a slow client, with and without Nginx in front. The link
 * carries 100 kB a second.
 */
final class PayloadTest {

  private static Trial of(String nginx, String endpoints, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic:
              visitors: { arrivals: trace arrivals.csv, network: { bandwidth: 100kB/s } }
            stack:
              %s
              gunicorn: { workers: 1 }
            endpoints: { %s, page: [ wait: 100ms ] }
            """
                .formatted(nginx, endpoints))
        .free("worker.sync.cpu=0.001ms")
        .arrivals(rows);
  }

  @Test
  void slowUpload_holdsTheWorker_exceptWhatTheKernelTakesMeanwhile() {
    Trial trial = of("", "file: [ receive: 1MB ]", "at,request", "0,file", "0,page");
    assertThat(trial.end(0)).isCloseTo(10, within(1e-4));
    assertThat(trial.end(1)).isCloseTo(10.1, within(1e-4));
    Trial second = of("", "file: [ receive: 1MB ]", "at,request", "0,file", "1,file");
    assertThat(second.end(1))
        .as("64 KiB came in while nobody read, the rest at 100 kB/s")
        .isCloseTo(10 + (1e6 - 65_536) / 1e5, within(1e-4));
  }

  @Test
  void requestBuffering_sparesTheWorker_andTheRequestTakesAsLong() {
    String upload = "file: [ receive: 1MB ]";
    Trial trial = of("nginx: {}", upload, "at,request", "0,file", "0,page");
    assertThat(trial.end(0)).isCloseTo(10, within(1e-4));
    assertThat(trial.end(1)).isCloseTo(0.1, within(1e-4));
    assertThat(trial.endpoint("file").timeInMs()).containsEntry("nginx.body", 10_000.0);
    Trial off =
        of("nginx: { proxy_request_buffering: false }", upload, "at,request", "0,file", "0,page");
    assertThat(off.end(1)).isCloseTo(10.1, within(1e-4));
  }

  @Test
  void slowDownload_holdsTheWorker_untilTheKernelHasTheRest() {
    Trial trial = of("", "file: [ send: 1MB ]", "at,request", "0,file", "0,page");
    assertThat(trial.end(0)).isCloseTo(10, within(1e-4));
    assertThat(trial.end(1))
        .as("85 KiB are in the kernel's buffer when the worker is free")
        .isCloseTo((1e6 - 87_040) / 1e5 + 0.1, within(1e-4));
  }

  @Test
  void proxyBuffering_sparesTheWorker_andCostsASlot() {
    Trial trial = of("nginx: {}", "file: [ send: 1MB ]", "at,request", "0,file", "0,page");
    assertThat(trial.end(0)).isCloseTo(10, within(1e-4));
    assertThat(trial.end(1)).isCloseTo(0.1, within(1e-4));
    assertThat(trial.resource("nginx.connections").busyMean() * 100)
        .as("one slot of it while it is written, two for the page")
        .isCloseTo((1e6 - 87_040) / 1e5 + 0.2, within(1e-4));
    Trial off =
        of(
            "nginx: { proxy_buffering: false }",
            "file: [ send: 1MB ]",
            "at,request",
            "0,file",
            "0,page");
    assertThat(off.end(0)).isCloseTo(10, within(1e-4));
    assertThat(off.end(1)).isGreaterThan(9);
  }

  @Test
  void bodyAboveTheLimit_is413_atOnce() {
    Trial trial = of("nginx: {}", "file: [ receive: 2MB ]", "at,request", "0,file");
    assertThat(trial.all().statuses()).containsOnlyKeys("413");
    assertThat(trial.end(0)).isCloseTo(0, within(1e-4));
    Trial larger =
        of("nginx: { client_max_body_size: 0B }", "file: [ receive: 2MB ]", "at,request", "0,file");
    assertThat(larger.all().statuses()).containsOnlyKeys("200");
  }

  @Test
  void silentUploader_is408_andAClientThatTakesNothingIsCutOff() {
    Trial body =
        of("nginx: {}", "file: [ receive: 20kB ]", "at,request", "0,file")
            .with("traffic.visitors.network.bandwidth=20B/s");
    assertThat(body.ends()).as("a packet takes 72 s").containsExactly("0: 408 at 60.0s");
    Trial answer =
        of("nginx: { send_timeout: 10s }", "file: [ send: 200kB ]", "at,request", "0,file")
            .with("traffic.visitors.network.bandwidth=2000B/s");
    assertThat(answer.all().errors()).containsOnlyKeys("connection reset by peer");
  }

  @Test
  void staticFile_isServedByNginx_andByTheApplicationWithoutOne() {
    Trial trial = of("nginx: {}", "logo: [ static: 20kB ]", "at,request", "0,logo", "0,page");
    assertThat(trial.ends().get(0)).startsWith("0: 200 at 0.2");
    assertThat(trial.resource("gunicorn.workers").arrivals()).isEqualTo(1);
    Trial alone = of("", "logo: [ static: 20kB ]", "at,request", "0,logo", "0,page");
    assertThat(alone.resource("gunicorn.workers").arrivals()).isEqualTo(2);
    assertThat(alone.end(0)).isCloseTo(0.2, within(1e-4));
  }

  @Test
  void gzip_sendsAQuarter_andComputesMeanwhile() {
    Trial trial =
        of("nginx: { gzip: true }", "file: [ send: 1MB ]", "at,request", "0,file", "0,page")
            .free("worker.sync.cpu=0.001ms", "gzip.megabyte.cpu=5ms");
    assertThat(trial.end(0)).isCloseTo(2.5 + 0.005, within(1e-4));
    assertThat(trial.endpoint("file").timeInMs()).containsEntry("nginx.gzip", 5.0);
    Trial small =
        of(
            "nginx: { gzip: true, gzip_min_length: 2MB }",
            "file: [ send: 1MB ]",
            "at,request",
            "0,file");
    assertThat(small.end(0)).isCloseTo(10, within(1e-4));
  }

  @Test
  void post_isNotRepeated_onceItWasSent_unlessThatIsSaid() {
    String stack =
        """
        duration: 100s
        traffic: { visitors: { arrivals: trace arrivals.csv } }
        stack:
          nginx: { upstream: [ a, b ], proxy_read_timeout: 2s, proxy_next_upstream: %s }
          a: { kind: gunicorn }
          b: { kind: gunicorn }
        endpoints: { form: [ receive: 1kB, wait: 10s ] }
        """;
    assertThat(
            Trial.of(stack.formatted("error timeout"))
                .free("worker.sync.cpu=0.001ms")
                .arrivals("at,request", "0,form")
                .ends())
        .containsExactly("0: 504 at 2.0s");
    assertThat(
            Trial.of(stack.formatted("error timeout non_idempotent"))
                .free("worker.sync.cpu=0.001ms")
                .arrivals("at,request", "0,form")
                .ends())
        .containsExactly("0: 504 at 4.0s");
  }
}
