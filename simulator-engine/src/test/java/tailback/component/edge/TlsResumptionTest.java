package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** Sessions of TLS that a client takes up again on its next connection. */
final class TlsResumptionTest {

  private static Trial trial(String clients, String nginx, String... rows) {
    return Trial.of(
            """
            duration: 2000s
            hosts: { edge: { cpus: 4 } }
            traffic: { visitors: { arrivals: trace arrivals.csv, %s } }
            stack: { nginx: { host: edge, ssl: rsa2048, %s }, gunicorn: { worker_class: gevent } }
            endpoints: { page: [ wait: 1s ] }
            """
                .formatted(clients, nginx))
        .free("tls.rsa2048.cpu=7ms", "tls.resumed.cpu=3ms")
        .arrivals(rows);
  }

  private static final String KNOWN = "tls_resumption: true, addresses: 1";

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "tls_resumption: true, addresses: 1 | ssl_session_tickets: true | 0.003",
        "addresses: 1 | ssl_session_tickets: true | 0.007",
        "tls_resumption: true, addresses: 1 | ssl_session_tickets: false | 0.007",
        "tls_resumption: true, addresses: 1 | ssl_session_tickets: false, ssl_session_cache: shared | 0.003",
        "tls_resumption: true, addresses: 1 | ssl_session_tickets: false, ssl_session_cache: builtin | 0.003",
        "tls_resumption: true, addresses: 1 | ssl_session_timeout: 5 | 0.007",
      })
  void session_isResumed_whereBothSidesHaveIt(String clients, String nginx, double handshake) {
    Trial trial = trial(clients, nginx, "at,request", "0,page", "10,page");
    assertThat(trial.end(0)).as("the first is a full one").isEqualTo(1.007);
    assertThat(trial.end(1) - 11)
        .isCloseTo(handshake, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(trial.counter("nginx.handshakes")).isEqualTo(2);
    assertThat(trial.counter("nginx.resumed")).isEqualTo(handshake < 0.005 ? 1 : 0);
  }

  @Test
  void eachHandshake_makesANewSession() {
    Trial trial =
        trial(KNOWN, "ssl_session_timeout: 300", "at,request", "0,page", "290,page", "580,page");
    assertThat(trial.counter("nginx.resumed")).isEqualTo(2);
  }

  @Test
  void otherClients_haveNoneOfThis() {
    String[] rows = new String[101];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i + ",page";
    }
    Trial many = trial("tls_resumption: true, addresses: 100000", "zone: false", rows);
    assertThat(many.counter("nginx.resumed")).as("hardly anybody comes again").isLessThan(3);
    Trial few = trial("tls_resumption: true, addresses: 2", "zone: false", rows);
    assertThat(few.counter("nginx.resumed")).isEqualTo(98);
  }

  @Test
  void builtinCache_isThatOfOneProcess() {
    String builtin = "worker_processes: 2, ssl_session_tickets: false, ssl_session_cache: builtin";
    String[] rows = new String[65];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i + ",page";
    }
    assertThat(trial(KNOWN, builtin, rows).counter("nginx.resumed"))
        .as("each process makes one in full")
        .isEqualTo(62);
    assertThat(trial(KNOWN, "worker_processes: 2", rows).counter("nginx.resumed")).isEqualTo(63);
  }
}
