package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.client.Paths;
import tailback.component.client.Recording;

final class AccessLogTest {

  private static final String LINE =
      "203.0.113.7 - - [10/Oct/2026:13:55:%s +0200] \"%s\" 200 612 \"-\" \"curl \\\"8\\\"\" %s\n";
  private static final long MS = 1_000_000;

  @TempDir Path temp;

  private Recording read(String... lines) throws IOException {
    return new Recordings()
        .trace(Files.writeString(temp.resolve("access.log"), String.join("", lines)));
  }

  private static String line(String second, String request, String took) {
    return LINE.formatted(second, request, took);
  }

  @Test
  void arrival_isTheLoggedTimeLessTheRequestTime() throws IOException {
    Recording recording =
        read(
            line("36", "GET /a HTTP/1.1", "0.100"),
            line("38", "GET /slow?x=1 HTTP/1.1", "2.300"),
            line("39", "POST /b HTTP/2.0", "0.000"));
    assertThat(recording.at())
        .as("logged in the middle of their seconds: at 36.4, 36.2 and 39.5 s")
        .containsExactly(0, 200 * MS, 3300 * MS);
    assertThat(recording.request()).containsExactly("GET /slow", "GET /a", "POST /b");
    assertThat(recording.columns()).containsExactly("request_time");
    assertThat(recording.values()[0]).containsExactly(2300 * MS, 100 * MS, 0);
  }

  @Test
  void linesOfOneSecond_areSpreadOverIt() throws IOException {
    Recording recording =
        read(
            line("36", "GET /a HTTP/1.1", "0.000"),
            line("36", "GET /a HTTP/1.1", "0.000"),
            line("36", "GET /a HTTP/1.1", "0.000"),
            line("36", "GET /a HTTP/1.1", "0.000"));
    assertThat(recording.at()).containsExactly(0, 250 * MS, 500 * MS, 750 * MS);
  }

  @Test
  void whatWasNoRequest_isLeftOut() throws IOException {
    assertThat(
            read(
                    line("36", "\\x16\\x03\\x01", "0.000"),
                    line("36", "", "60.000"),
                    line("36", "GET / HTTP/1.1", "0.001"))
                .request())
        .containsExactly("GET /");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | 2: is not a line of an Nginx access log; it takes log_format combined with"
            + " $request_time at the end",
        "1.1.1.1 - - [10/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 6 \"-\" \"curl\" | 2: is not a line of an Nginx access log; it takes log_format combined with"
            + " $request_time at the end",
        "1.1.1.1 - - [10/Okt/2026:13:55:36] \"GET / HTTP/1.1\" 200 6 \"-\" \"curl\" 0.1 | 2: '10/Okt/2026:13:55:36' is not a time; write such as 10/Oct/2026:13:55:36 +0000",
        "1.1.1.1 - - [10/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 6 \"-\" \"curl\" fast | 2: 'fast' is not a number of seconds; write one such as 0.25",
      })
  void malformedLine_isNamed(String line, String message) {
    assertThatThrownBy(() -> read(line("36", "GET / HTTP/1.1", "0.1"), line))
        .hasMessage(temp.resolve("access.log") + ":" + message);
  }

  @Test
  void paths_areMatchedLongestFirst_wholeSegments() {
    Paths paths =
        new Paths(
            java.util.Map.of("/", "other", "POST /orders", "checkout", "/orders", "order"),
            List.of("other", "checkout", "order", "/media/", "GET /healthz"));
    assertThat(paths.endpoint("GET /orders/17")).isEqualTo("order");
    assertThat(paths.endpoint("POST /orders")).isEqualTo("checkout");
    assertThat(paths.endpoint("GET /ordersheet")).isEqualTo("other");
    assertThat(paths.endpoint("GET /media/a.png")).isEqualTo("/media/");
    assertThat(paths.endpoint("GET /healthz")).isEqualTo("GET /healthz");
    assertThat(paths.endpoint("checkout")).as("a name as in a table").isEqualTo("checkout");
    assertThat(new Paths(null, List.of("page")).endpoint("GET /")).isNull();
  }

  @Test
  void aPathWithoutEndpoint_isRefused() throws IOException {
    read(line("36", "GET /orders/17 HTTP/1.1", "0.1"));
    Path file =
        Files.writeString(
            temp.resolve("x.yaml"),
            """
            traffic: { clients: { arrivals: trace access.log } }
            stack: { gunicorn: {} }
            endpoints: { order: [ wait: trace request_time ] }
            """);
    assertThatThrownBy(() -> Given.READER.scenario(file, List.of()))
        .hasMessage(
            file
                + ":1:33: "
                + temp.resolve("access.log")
                + " asks for GET /orders/17, which is no endpoint; give it one with 'paths: {"
                + " /the/beginning/of/its/path: endpoint }'");
    assertThat(
            Given.READER
                .scenario(file, List.of("traffic.clients.paths={ /orders: order }"))
                .deployment()
                .traffic())
        .containsKey("clients");
  }
}
